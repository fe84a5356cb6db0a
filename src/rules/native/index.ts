import type { Check } from "../../flow/rule.js";
import { errorMessageObjects } from "./error-message-objects.js";
import { nativeInInitValues } from "./native-in-init-values.js";
import { nativeOnePickerPerScreen } from "./native-one-picker-per-screen.js";
import { pickerPayloads } from "./picker-payloads.js";

export const nativeChecks: readonly Check[] = [
  nativeInInitValues,
  pickerPayloads,
  nativeOnePickerPerScreen,
  errorMessageObjects,
];
