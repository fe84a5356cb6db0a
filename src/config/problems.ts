/** Everything that can be wrong with a config: one entry per rule, so that codes and severities are in one place. */
import type { Diagnostic, Severity } from "../diagnostic/diagnostic.js";
import { type PlacedProblem, problemDiagnostic } from "../yaml/problem.js";

export const configRules = {
  "config-syntax": { code: "WF_CONFIG_SYNTAX", severity: "error", origin: "syntax" },
  "config-too-large": { code: "WF_CONFIG_TOO_LARGE", severity: "error", origin: "syntax" },
  "config-duplicate-key": { code: "WF_CONFIG_DUPLICATE_KEY", severity: "error", origin: "syntax" },
  "config-unknown-key": { code: "WF_CONFIG_UNKNOWN_KEY", severity: "error", origin: "schema" },
  "config-missing-key": { code: "WF_CONFIG_MISSING_KEY", severity: "error", origin: "schema" },
  "config-type": { code: "WF_CONFIG_TYPE", severity: "error", origin: "schema" },
  "config-value": { code: "WF_CONFIG_VALUE", severity: "error", origin: "schema" },
  "config-unquoted-number": { code: "WF_CONFIG_UNQUOTED_NUMBER", severity: "error", origin: "schema" },
  "config-secret": { code: "WF_CONFIG_SECRET", severity: "error", origin: "rule" },
  "config-unknown-rule": { code: "WF_CONFIG_UNKNOWN_RULE", severity: "error", origin: "rule" },
  "config-unknown-flow": { code: "WF_CONFIG_UNKNOWN_FLOW", severity: "error", origin: "rule" },
  "config-successor-name": { code: "WF_CONFIG_SUCCESSOR_NAME", severity: "error", origin: "rule" },
  "config-unused-setting": { code: "WF_CONFIG_UNUSED_SETTING", severity: "warning", origin: "rule" },
} as const satisfies Readonly<
  Record<string, { readonly code: string; readonly severity: Severity; readonly origin: Diagnostic["origin"] }>
>;
export type ConfigRule = keyof typeof configRules;

export type ConfigProblem = PlacedProblem<ConfigRule>;

/** A problem as a finding like any other. */
export function configDiagnostic(problem: ConfigProblem): Diagnostic {
  return problemDiagnostic(problem, configRules[problem.rule], "config.md");
}
