import { exchangeRules } from "../endpoint/exchange-rules.js";
import { endpointRules } from "../endpoint/rules/index.js";
import type { RuleInfo } from "../flow/rule.js";
import { checks } from "../rules/index.js";
import { structureRules } from "../schema/rules.js";
import { readingRules } from "./reading-rules.js";
import { remoteRules } from "./remote-rules.js";

const local: readonly RuleInfo[] = [
  ...readingRules,
  ...structureRules,
  ...checks.flatMap((check) => check.rules),
  ...exchangeRules,
  ...endpointRules.map(({ find: _, ...info }) => info),
];

/** Every rule that exists, by id. */
export const ruleInfos: ReadonlyMap<string, RuleInfo> = new Map(
  [...local, ...remoteRules].map((info) => [info.id, info]),
);

/** Every id that a configuration may name. */
export const ruleIds: readonly string[] = [...new Set(local.map((info) => info.id))].sort();
