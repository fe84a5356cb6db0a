/**
 * A simulation as a report keeps it: how far it came, and the exchanges by their shape. It is bounded, and holds names and
 * counts but no values, so that fakes and made-up entries stay out of comments.
 */
import { shorten } from "../flow/words.js";
import type { Coverage, Share } from "./coverage.js";
import type { Exchange } from "./exchange.js";
import type { Completion } from "./moves.js";
import type { SandboxOutcome } from "./sandbox.js";
import type { ScenarioResult } from "./scenario/result.js";

/** Exchanges that ask the same and are answered in the same way, as one. */
export interface ExchangeDigest {
  /** The exchange action, such as `data_exchange`. */
  readonly asked: string;
  /** The screen it was asked from; null for an opening. */
  readonly from: string | null;
  /** The members of `data` that were sent. */
  readonly sent: readonly string[];
  /** The screen that the answer names; null when no answer came that names one. */
  readonly answer: string | null;
  /** Why there is none. */
  readonly failure: string | null;
  /** Ids of the rules that had something to say. */
  readonly rules: readonly string[];
  readonly times: number;
}

/** Ends of the flow with the same members, as one. */
export interface CompletionDigest {
  readonly screen: string;
  readonly by: Completion["by"];
  readonly members: readonly string[];
  readonly times: number;
}

export interface SimulationReport {
  /** At most {@link mostNames} names of what was not seen of each kind. */
  readonly coverage: Coverage;
  /** All of them, with those that no phone would make. */
  readonly exchanges: number;
  /** In the order in which the first of each shape took place, without those that no phone would make. */
  readonly sequence: readonly ExchangeDigest[];
  /** Shapes that the sequence leaves out. */
  readonly sequenceMore: number;
  readonly completions: readonly CompletionDigest[];
  /** Scenarios that were to be played, and how many of them did as they expect. */
  readonly scenarios: { readonly passed: number; readonly total: number };
}

const mostShapes = 40;
const mostNames = 50;
const longestName = 80;

/** What a report keeps of a simulation. */
export function simulationReport(simulation: {
  readonly coverage: Coverage;
  readonly exchanges: readonly Exchange[];
  readonly completions: readonly Completion[];
  readonly scenarios: readonly Pick<ScenarioResult, "status">[];
}): SimulationReport {
  const { coverage, exchanges, completions, scenarios } = simulation;
  const shapes = folded(exchanges.filter(({ purpose }) => purpose !== "probe").map(exchangeShape));
  const ends = folded(completions.map(completionShape));
  return {
    coverage: {
      percent: coverage.percent,
      screens: bounded(coverage.screens),
      transitions: bounded(coverage.transitions),
      actions: bounded(coverage.actions),
      branches: bounded(coverage.branches),
    },
    exchanges: exchanges.length,
    sequence: shapes.slice(0, mostShapes),
    sequenceMore: Math.max(0, shapes.length - mostShapes),
    completions: ends.slice(0, mostShapes),
    scenarios: { passed: scenarios.filter(({ status }) => status === "passed").length, total: scenarios.length },
  };
}

function exchangeShape({ request, outcome, rules }: Exchange): Omit<ExchangeDigest, "times"> {
  const answer = screenIn(outcome);
  return {
    asked: name(request.action),
    from: request.screen === undefined ? null : name(request.screen),
    sent: names(Object.keys(request.data ?? {})),
    answer: answer === undefined ? null : name(answer),
    failure: answer === undefined ? failureIn(outcome) : null,
    rules,
  };
}

function completionShape({ screen, by, payload }: Completion): Omit<CompletionDigest, "times"> {
  return { screen: name(screen), by, members: names(Object.keys(payload)) };
}

function screenIn(outcome: SandboxOutcome): string | undefined {
  if (outcome.kind !== "answered" || outcome.status !== 200) return undefined;
  try {
    const body: unknown = JSON.parse(outcome.body);
    const screen = typeof body === "object" && body !== null && "screen" in body ? body.screen : undefined;
    return typeof screen === "string" ? screen : undefined;
  } catch {
    return undefined;
  }
}

function failureIn(outcome: SandboxOutcome): string {
  switch (outcome.kind) {
    case "answered":
      return outcome.status === 200 ? "names no screen" : `status ${outcome.status}`;
    case "threw":
      return `throws ${name(outcome.message)}`;
    case "not-started":
      return `cannot be started: ${name(outcome.message)}`;
    case "no-response":
      return `returns ${name(outcome.found)}`;
    case "too-large":
      return "is too large";
    case "stopped":
      return outcome.reason === "time" ? "takes too long" : "ends without an answer";
  }
}

/** Equal ones as one, with their number. */
function folded<T extends object>(shapes: readonly T[]): readonly (T & { readonly times: number })[] {
  const found = new Map<string, { readonly shape: T; times: number }>();
  for (const shape of shapes) {
    const key = JSON.stringify(shape);
    const known = found.get(key);
    if (known === undefined) found.set(key, { shape, times: 1 });
    else known.times += 1;
  }
  return [...found.values()].map(({ shape, times }) => ({ ...shape, times }));
}

function bounded({ seen, total, missing }: Share): Share {
  return { seen, total, missing: names(missing) };
}

function names(all: readonly string[]): readonly string[] {
  return all.slice(0, mostNames).map(name);
}

function name(text: string): string {
  return shorten(text, longestName);
}
