/** What became of a scenario. */
import type { Diagnostic, Related } from "../../diagnostic/diagnostic.js";
import { type ScenarioRule, scenarioDiagnostic } from "./problems.js";

/** Something that is not as it should be, at its place in the scenario. */
export interface Failure {
  readonly rule: ScenarioRule;
  /** A sentence of its own, which begins after who says it. */
  readonly message: string;
  readonly place: Pick<Diagnostic, "range" | "pointer">;
  /** What differs, where something was compared. */
  readonly difference?: { readonly path: string; readonly expected: string; readonly actual: string };
  readonly related?: readonly Related[];
}

/** One step, or `replay` or `open` where these failed. */
export interface StepResult {
  /** From 1; 0 is the opening of the flow, and a transcript that was played again. */
  readonly number: number;
  readonly name: string | null;
  readonly line: number;
  readonly status: "passed" | "failed" | "skipped";
  /** The screen that was shown at the end; null when none was. */
  readonly screen: string | null;
  /** The numbers of its exchanges in the transcript. */
  readonly exchanges: readonly number[];
  /** The last exchange of the scenario so far; null before the first. */
  readonly lastExchange: number | null;
  readonly failures: readonly Failure[];
}

export interface ScenarioResult {
  readonly path: string;
  /** Null when the file could not be read. */
  readonly name: string | null;
  /** `unreadable`: the file is wrong, or for another flow; `not-played`: the run was cancelled before its end. */
  readonly status: "passed" | "failed" | "unreadable" | "not-played";
  readonly steps: readonly StepResult[];
}

/** The findings of a step. */
export function failureDiagnostics({ number, name, screen, failures }: StepResult): readonly Diagnostic[] {
  const where = screen === null ? "" : ` on screen \`${screen}\``;
  const who = number === 0 ? "" : `Step ${number}${name === null ? "" : ` (${name})`}${where}: `;
  return failures.map(({ rule, message, place, related }) =>
    scenarioDiagnostic({
      ...{ rule, pointer: place.pointer, range: place.range },
      message: `${who}${message}`,
      ...(related === undefined ? {} : { related }),
    }),
  );
}
