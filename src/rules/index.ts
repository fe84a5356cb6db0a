import type { Check } from "../flow/rule.js";
import { actionChecks } from "./action/index.js";
import { completeChecks } from "./complete/index.js";
import { dataModelChecks } from "./data-model/index.js";
import { ifChecks } from "./if/index.js";
import { pickerPayloads } from "./native/picker-payloads.js";
import { onClickActionChecks } from "./on-click-action/index.js";

/** Every check beyond the tables, in the order of the rule sections. */
export const checks: readonly Check[] = [
  ...onClickActionChecks,
  ...completeChecks,
  ...dataModelChecks,
  ...ifChecks,
  pickerPayloads,
  ...actionChecks,
];
