import type { Check } from "../../flow/rule.js";
import { componentsOutside } from "./components-outside.js";
import { formErrorMessagesType } from "./form-error-messages-type.js";
import { formInitValuesType } from "./form-init-values-type.js";
import { formInitValuesUnknownKey } from "./form-init-values-unknown-key.js";
import { formNotRecommended } from "./form-not-recommended.js";

export const formChecks: readonly Check[] = [
  componentsOutside,
  formInitValuesUnknownKey,
  formInitValuesType,
  formErrorMessagesType,
  formNotRecommended,
];
