import type { Check } from "../../flow/rule.js";
import { payloadReferences } from "./payload-references.js";

export const onClickActionChecks: readonly Check[] = [payloadReferences];
