/** What flows end with when a phone plays them, and the contract it is held against. */
import { type CompletionContract, completionContract } from "../../src/completion/contract.js";
import { completionSchema } from "../../src/completion/json-schema.js";
import type { Completion } from "../../src/simulation/moves.js";
import type { Sandbox } from "../../src/simulation/sandbox.js";
import { simulate } from "../../src/simulation/simulate.js";
import { parseFlow } from "../../src/validate/parse-flow.js";
import { compile, complaint } from "./schemas.js";

/** An endpoint that is never of any use. */
const silent: Sandbox = () => ({
  call: async () => ({ kind: "stopped", reason: "exit", durationMs: 0 }),
  close: async () => {},
});

export function contractOf(text: string, options?: Parameters<typeof completionContract>[1]): CompletionContract {
  const parsed = parseFlow(text, { today: "2026-11-22" });
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return completionContract(parsed.flow, options);
}

/** The ends that a flow comes to by itself, from an opening with the examples of its first screen. */
export async function completionsOf(text: string, sandbox: Sandbox = silent): Promise<readonly Completion[]> {
  const simulation = await simulate({
    flow: { path: "flow.json", text },
    endpoint: { path: "endpoint.js", text: "" },
    sandbox,
    now: Date.UTC(2026, 10, 22),
    flowAction: "navigate",
  });
  return simulation?.completions ?? [];
}

/** Says what the contract has against a payload; empty when it conforms. */
export function refusals(contract: CompletionContract): (payload: unknown) => string {
  const validate = compile(completionSchema(contract));
  return (payload) => (validate(payload) ? "" : complaint(validate));
}
