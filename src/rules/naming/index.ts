import type { Check } from "../../flow/rule.js";
import { namingComponentNameUnreferencable } from "./naming-component-name-unreferencable.js";
import { namingDuplicateComponentNames } from "./naming-duplicate-component-names.js";
import { namingDuplicateScreenIds } from "./naming-duplicate-screen-ids.js";
import { namingReservedScreenId } from "./naming-reserved-screen-id.js";

export const namingChecks: readonly Check[] = [
  namingDuplicateComponentNames,
  namingDuplicateScreenIds,
  namingReservedScreenId,
  namingComponentNameUnreferencable,
];
