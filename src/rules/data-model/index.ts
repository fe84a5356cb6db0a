import type { Check } from "../../flow/rule.js";
import { dataArrayTextMustBeStatic } from "./data-array-text-must-be-static.js";
import { dataExampleType } from "./data-example-type.js";
import { dataUnusedField } from "./data-unused-field.js";
import { fieldSchemas } from "./field-schemas.js";
import { propertyExpressions } from "./property-expressions.js";
import { propertyReferences } from "./property-references.js";

export const dataModelChecks: readonly Check[] = [
  fieldSchemas,
  dataExampleType,
  propertyReferences,
  propertyExpressions,
  dataArrayTextMustBeStatic,
  dataUnusedField,
];
