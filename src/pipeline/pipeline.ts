import { UsageError } from "../errors/errors.js";
import type { RunInput } from "./context.js";
import { type PipelineEntry, problemsOf, withAccount, withFinder } from "./entries.js";
import type { Report } from "./report.js";
import { type NoteChange, run } from "./run.js";
import { type AnyStep, type Effect, effects } from "./step.js";

/** A list of steps that can be run. */
export interface Pipeline {
  /** Names of the steps, in order. */
  readonly stepNames: readonly string[];
  /** The strongest effect of its steps. */
  readonly effect: Effect;
  /** What it does with the lock file. Whatever changes a flow notes that; only what plans looks at it. */
  readonly lock: "unused" | "read" | "written";
  /** What keeps it from running on this input, as sentences; empty when nothing does. */
  problems(input: RunInput): readonly string[];
  /** Runs it. Throws UsageError, before anything runs, when there are problems; after that, failures are in the report. */
  run(input: RunInput): Promise<Report>;
}

interface Choices {
  /** All steps there are, to name the one that gives a missing fact. */
  readonly catalog: readonly AnyStep[];
  /** The step that finds a flow which is not named by Kapso's ID. */
  readonly finder: AnyStep;
  /** The step that makes sure that the account is the right one. */
  readonly account: AnyStep;
  /** Keeps the lock file true; see {@link NoteChange}. */
  readonly note?: NoteChange;
  readonly preset?: string;
}

/** Makes a pipeline of steps, some of which may be left out for some targets. */
export function definePipeline(
  entries: readonly PipelineEntry[],
  { catalog, finder, account, note, preset }: Choices,
): Pipeline {
  const complete = ({ targets }: RunInput): readonly PipelineEntry[] =>
    withAccount(withFinder(entries, targets, finder), targets, account);
  const problems = (input: RunInput): readonly string[] => problemsOf(complete(input), input, catalog);
  const strength = Math.max(0, ...entries.map(({ step }) => effects.indexOf(step.effect)));
  const writes = entries.some(({ step }) => step.effect === "write");
  const plans = entries.some(({ step }) => step.name === "plan");
  return {
    lock: writes ? "written" : plans ? "read" : "unused",
    stepNames: entries.map(({ step }) => step.name),
    effect: effects[strength] ?? "none",
    problems,
    async run(input) {
      refuse(problems(input));
      return run(complete(input), { preset: preset ?? null, note }, input);
    },
  };
}

/** Throws one UsageError that tells all the problems. */
export function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError("USAGE_PIPELINE", problems.join("\n"));
}
