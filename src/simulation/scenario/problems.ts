/** Everything that a scenario, or its file, can have wrong: one entry per rule. */
import type { Diagnostic, Severity } from "../../diagnostic/diagnostic.js";
import { type PlacedProblem, problemDiagnostic } from "../../yaml/problem.js";

interface ScenarioRuleInfo {
  readonly code: string;
  readonly severity: Severity;
  readonly origin: Diagnostic["origin"];
  readonly what: string;
}

export const scenarioRules = {
  "scenario-syntax": {
    code: "WF_SCENARIO_SYNTAX",
    severity: "error",
    origin: "syntax",
    what: "The file, or the transcript that it names, cannot be read.",
  },
  "scenario-too-large": {
    code: "WF_SCENARIO_TOO_LARGE",
    severity: "error",
    origin: "syntax",
    what: "The file holds more than any scenario does.",
  },
  "scenario-duplicate-key": {
    code: "WF_SCENARIO_DUPLICATE_KEY",
    severity: "error",
    origin: "syntax",
    what: "A key stands twice in one mapping.",
  },
  "scenario-unknown-key": {
    code: "WF_SCENARIO_UNKNOWN_KEY",
    severity: "error",
    origin: "schema",
    what: "A key has no meaning where it stands.",
  },
  "scenario-missing-key": {
    code: "WF_SCENARIO_MISSING_KEY",
    severity: "error",
    origin: "schema",
    what: "A key that is needed is not there.",
  },
  "scenario-type": {
    code: "WF_SCENARIO_TYPE",
    severity: "error",
    origin: "schema",
    what: "A value is of another kind than what belongs there.",
  },
  "scenario-value": {
    code: "WF_SCENARIO_VALUE",
    severity: "error",
    origin: "schema",
    what: "A value, a matcher or a combination of keys is none that a scenario can have.",
  },
  "scenario-unquoted-number": {
    code: "WF_SCENARIO_UNQUOTED_NUMBER",
    severity: "error",
    origin: "schema",
    what: "A number stands where a text belongs, and would lose digits or zeros.",
  },
  "scenario-other-flow": {
    code: "WF_SCENARIO_OTHER_FLOW",
    severity: "error",
    origin: "rule",
    what: "The scenario was asked for with another flow or endpoint than it names.",
  },
  "scenario-step": {
    code: "WF_SCENARIO_STEP",
    severity: "error",
    origin: "simulation",
    what: "A step cannot be done on the screen as the phone shows it: no such input, option or button, or a required input that is empty.",
  },
  "scenario-expectation": {
    code: "WF_SCENARIO_EXPECTATION",
    severity: "error",
    origin: "simulation",
    what: "Something is not as a step expects it.",
  },
  "scenario-replay": {
    code: "WF_SCENARIO_REPLAY",
    severity: "error",
    origin: "simulation",
    what: "The code answers a recorded request otherwise than it did when the transcript was recorded.",
  },
} as const satisfies Readonly<Record<string, ScenarioRuleInfo>>;
export type ScenarioRule = keyof typeof scenarioRules;

export type ScenarioProblem = PlacedProblem<ScenarioRule>;

/** A problem as a finding like any other. */
export function scenarioDiagnostic(problem: ScenarioProblem): Diagnostic {
  return problemDiagnostic(problem, scenarioRules[problem.rule], "scenarios.md");
}
