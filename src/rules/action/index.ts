import type { Check } from "../../flow/rule.js";
import { actionDataExchangeTerminal } from "./action-data-exchange-terminal.js";
import { actionSelectPayloadRequired } from "./action-select-payload-required.js";
import { payloadExpressions } from "./payload-expressions.js";
import { textAndReferences } from "./text-and-references.js";
import { updateData } from "./update-data.js";

export const actionChecks: readonly Check[] = [
  textAndReferences,
  payloadExpressions,
  updateData,
  actionSelectPayloadRequired,
  actionDataExchangeTerminal,
];
