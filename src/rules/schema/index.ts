import type { Check } from "../../flow/rule.js";
import { footerCaptions } from "./footer-captions.js";
import { schemaMinChars } from "./schema-min-chars.js";
import { schemaNoSuccessfulTerminal } from "./schema-no-successful-terminal.js";
import { schemaPatternAlphabetsUnderscores } from "./schema-pattern-alphabets-underscores.js";
import { schemaScreenTitleRequired } from "./schema-screen-title-required.js";
import { schemaSensitiveUnknownField } from "./schema-sensitive-unknown-field.js";
import { schemaSuccessOnNonTerminal } from "./schema-success-on-non-terminal.js";
import { staticNames } from "./static-names.js";

export const schemaChecks: readonly Check[] = [
  schemaMinChars,
  schemaPatternAlphabetsUnderscores,
  staticNames,
  footerCaptions,
  schemaSuccessOnNonTerminal,
  schemaNoSuccessfulTerminal,
  schemaScreenTitleRequired,
  schemaSensitiveUnknownField,
];
