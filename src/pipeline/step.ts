import type { FileReport } from "../diagnostic/diagnostic.js";
import type { Context } from "./context.js";
import type { FactName, Facts, KnownFacts } from "./facts.js";
import type { RunOptions } from "./options.js";

/** The strongest thing a step can do to the outside, in rising order. `message` reaches a person. */
export const effects = ["none", "read", "write", "message"] as const;
export type Effect = (typeof effects)[number];

/** Whether one effect is stronger than another. */
export function exceeds(effect: Effect, ceiling: Effect): boolean {
  return effects.indexOf(effect) > effects.indexOf(ceiling);
}

/** How a step ended for one target. `skipped`: nothing was to do; later steps get their facts all the same. */
export type Outcome<G extends FactName> =
  | { readonly status: "passed"; readonly facts: Pick<Facts, G>; readonly files?: readonly FileReport[] }
  | {
      readonly status: "skipped";
      readonly facts: Pick<Facts, G>;
      readonly reason: string;
      readonly files?: readonly FileReport[];
    }
  | {
      readonly status: "failed";
      readonly reason: string;
      /** Stable code for the report; the prefix decides the exit code as that of an error does. */
      readonly code: string;
      readonly hint?: string;
      readonly files?: readonly FileReport[];
    };

interface StepShape<N extends FactName, G extends FactName, U extends FactName> {
  /** As users write it: kebab-case. */
  readonly name: string;
  /** One sentence for the docs and `--help`. */
  readonly summary: string;
  readonly effect: Effect;
  /** Facts without which the step cannot run. */
  readonly needs: readonly N[];
  /** Facts that are known when the step has passed or was skipped. */
  readonly gives: readonly G[];
  /** Facts that it makes use of when they are known. */
  readonly uses: readonly U[];
  /** Steps that come first when they are in the same list. `validate` comes before every step that writes, anyway. */
  readonly after: readonly string[];
  /** `data-endpoint`: the step means nothing to a flow that has no data endpoint. */
  readonly concerns: "flow" | "data-endpoint";
  /** What is wrong with the inputs, found before anything runs. */
  check?(known: KnownFacts, options: RunOptions): readonly string[];
}

/** One unit of a pipeline: does one thing to one flow. */
export interface Step<N extends FactName = FactName, G extends FactName = FactName, U extends FactName = FactName>
  extends StepShape<N, G, U> {
  run(context: Context<N, U>): Promise<Outcome<G>>;
}

/** A step whose own facts are forgotten, as lists of steps hold it. Every {@link Step} is one. */
export interface AnyStep extends StepShape<FactName, FactName, FactName> {
  run(context: Context<FactName, FactName>): Promise<AnyOutcome>;
}

/** An outcome whose facts are forgotten. */
export type AnyOutcome =
  | { readonly status: "passed"; readonly facts: KnownFacts; readonly files?: readonly FileReport[] }
  | {
      readonly status: "skipped";
      readonly facts: KnownFacts;
      readonly reason: string;
      readonly files?: readonly FileReport[];
    }
  | Extract<Outcome<never>, { status: "failed" }>;

/** What {@link defineStep} takes. Written out, because TypeScript cannot infer through `Omit`. */
export interface StepDefinition<N extends FactName, G extends FactName, U extends FactName> {
  readonly name: string;
  readonly summary: string;
  readonly effect: Effect;
  readonly needs: readonly N[];
  readonly gives: readonly G[];
  readonly uses?: readonly U[];
  readonly after?: readonly string[];
  readonly concerns?: "flow" | "data-endpoint";
  check?(known: KnownFacts, options: RunOptions): readonly string[];
  run(context: Context<NoInfer<N>, NoInfer<U>>): Promise<Outcome<NoInfer<G>>>;
}

/**
 * Makes a step. The fact names are inferred from the lists, so that reading a fact that is not declared, or returning
 * fewer than declared, does not compile.
 */
export function defineStep<const N extends FactName, const G extends FactName, const U extends FactName = never>(
  definition: StepDefinition<N, G, U>,
): Step<N, G, U> {
  return { uses: [], after: [], concerns: "flow", ...definition };
}
