/** The exchanges of a simulation as JSON Lines: one object a line, in the order in which they took place. */
import { decidedAt, type Exchange } from "./exchange.js";
import type { SandboxOutcome } from "./sandbox.js";

/** Answers that are longer are cut in a transcript. */
const mostCharacters = 100_000;

/** The transcript. What depends on the machine, such as how long an answer took, is left out, so that two can be compared. */
export function transcriptOf(exchanges: readonly Exchange[]): string {
  return exchanges.map((exchange) => `${JSON.stringify(lineOf(exchange))}\n`).join("");
}

function lineOf({ number, purpose, after, request, outcome, rules }: Exchange): unknown {
  return { number, purpose, after, request, outcome: outcome.kind, ...toldOf(outcome), at: decidedAt(outcome), rules };
}

/** What a transcript says of an outcome. */
export function toldOf(outcome: SandboxOutcome): Readonly<Record<string, unknown>> {
  switch (outcome.kind) {
    case "answered":
      return { status: outcome.status, answer: parsed(outcome.body), log: outcome.log };
    case "threw":
      return { message: outcome.message, log: outcome.log };
    case "not-started":
      return { message: outcome.message };
    case "no-response":
      return { found: outcome.found, log: outcome.log };
    case "stopped":
      return { reason: outcome.reason };
    case "too-large":
      return {};
  }
}

/** The answer as JSON where it is JSON. */
function parsed(body: string): unknown {
  if (body.length > mostCharacters) return body.slice(0, mostCharacters);
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
