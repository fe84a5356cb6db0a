import { nodeSandbox } from "../../src/host/node-sandbox.js";
import { loadWorkerdSandbox } from "../../src/host/workerd-sandbox.js";
import type { Sandbox, SandboxCall, SandboxOptions, SandboxOutcome } from "../../src/simulation/sandbox.js";

/** Both runtimes, each with its name. Without miniflare this throws, so that the suite cannot run on one alone. */
export const runtimes: readonly (readonly [name: "node" | "workerd", sandbox: Sandbox])[] = [
  ["node", nodeSandbox],
  ["workerd", loadWorkerdSandbox()],
];

export const aCall: SandboxCall = {
  body: JSON.stringify({ data_exchange: { action: "INIT" } }),
  kv: {},
  now: Date.UTC(2026, 10, 22, 12),
  seed: 1,
};

export interface Runs {
  /** Runs the code for each of the calls, one after the other. */
  outcomesOf(
    code: string,
    calls: readonly Partial<SandboxCall>[],
    options?: Partial<SandboxOptions>,
  ): Promise<readonly SandboxOutcome[]>;
  /** Runs the code once. */
  outcomeOf(code: string, options?: Partial<SandboxOptions>): Promise<SandboxOutcome>;
  /** What the statements of a handler answer as JSON; whatever else happens is the result itself. */
  answerOf(body: string, options?: Partial<SandboxOptions>): Promise<unknown>;
}

/** Ways to run code in a sandbox. */
export function runsIn(sandbox: Sandbox): Runs {
  const outcomesOf: Runs["outcomesOf"] = async (code, calls, options = {}) => {
    const endpoint = sandbox(code, { secrets: {}, timeLimitMs: 20_000, memoryLimitMb: 64, ...options });
    try {
      const outcomes: SandboxOutcome[] = [];
      for (const call of calls) outcomes.push(await endpoint.call({ ...aCall, ...call }));
      return outcomes;
    } finally {
      await endpoint.close();
    }
  };
  const outcomeOf: Runs["outcomeOf"] = async (code, options = {}) => {
    const [outcome] = await outcomesOf(code, [{}], options);
    if (outcome === undefined) throw new Error("There is no outcome.");
    return outcome;
  };
  return {
    outcomesOf,
    outcomeOf,
    async answerOf(body, options = {}) {
      const outcome = await outcomeOf(`async function handler(request, env) {\n${body}\n}`, options);
      return outcome.kind === "answered" ? JSON.parse(outcome.body) : outcome;
    },
  };
}
