import type { Check } from "../flow/rule.js";
import { actionChecks } from "./action/index.js";
import { completeChecks } from "./complete/index.js";
import { componentChecks } from "./component/index.js";
import { dataApiChecks } from "./data-api/index.js";
import { dataModelChecks } from "./data-model/index.js";
import { footerChecks } from "./footer/index.js";
import { formChecks } from "./form/index.js";
import { ifChecks } from "./if/index.js";
import { limitsChecks } from "./limits/index.js";
import { namingChecks } from "./naming/index.js";
import { nativeChecks } from "./native/index.js";
import { navigateChecks } from "./navigate/index.js";
import { onClickActionChecks } from "./on-click-action/index.js";
import { routingChecks } from "./routing/index.js";
import { schemaChecks } from "./schema/index.js";
import { switchChecks } from "./switch/index.js";
import { terminalChecks } from "./terminal/index.js";
import { versionChecks } from "./version/index.js";

/** Every check beyond the tables, in the order of the rule sections. */
export const checks: readonly Check[] = [
  ...schemaChecks,
  ...versionChecks,
  ...routingChecks,
  ...onClickActionChecks,
  ...completeChecks,
  ...navigateChecks,
  ...dataModelChecks,
  ...limitsChecks,
  ...dataApiChecks,
  ...namingChecks,
  ...terminalChecks,
  ...formChecks,
  ...footerChecks,
  ...ifChecks,
  ...switchChecks,
  ...nativeChecks,
  ...actionChecks,
  ...componentChecks,
];
