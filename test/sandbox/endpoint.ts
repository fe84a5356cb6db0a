import { nodeSandbox } from "../../src/host/node-sandbox.js";
import type { SandboxCall, SandboxOptions, SandboxOutcome } from "../../src/simulation/sandbox.js";

export const aCall: SandboxCall = {
  body: JSON.stringify({ data_exchange: { action: "INIT" } }),
  kv: {},
  now: Date.UTC(2026, 10, 22, 12),
  seed: 1,
};

/** Runs the code for each of the calls, one after the other. */
export async function outcomesOf(
  code: string,
  calls: readonly Partial<SandboxCall>[],
  options: Partial<SandboxOptions> = {},
): Promise<readonly SandboxOutcome[]> {
  const endpoint = nodeSandbox(code, { secrets: {}, timeLimitMs: 20_000, memoryLimitMb: 64, ...options });
  try {
    const outcomes: SandboxOutcome[] = [];
    for (const call of calls) outcomes.push(await endpoint.call({ ...aCall, ...call }));
    return outcomes;
  } finally {
    await endpoint.close();
  }
}

/** Runs the code once. */
export async function outcomeOf(code: string, options: Partial<SandboxOptions> = {}): Promise<SandboxOutcome> {
  const [outcome] = await outcomesOf(code, [{}], options);
  if (outcome === undefined) throw new Error("There is no outcome.");
  return outcome;
}

/** What the statements of a handler answer as JSON; whatever else happens is the result itself. */
export async function answerOf(body: string, options: Partial<SandboxOptions> = {}): Promise<unknown> {
  const outcome = await outcomeOf(`async function handler(request, env) {\n${body}\n}`, options);
  return outcome.kind === "answered" ? JSON.parse(outcome.body) : outcome;
}
