/** Plays scenarios on small flows, with handlers that are written in the test. */
import type { SandboxCall, SandboxOutcome } from "../../../../src/simulation/sandbox.js";
import type { ScenarioFile } from "../../../../src/simulation/scenario/run.js";
import { type Simulation, type SimulationInput, simulate } from "../../../../src/simulation/simulate.js";

export type Json = Readonly<Record<string, unknown>>;
/** Answers an exchange; a text is a mistake that the code throws. */
export type Handler = (exchange: Json, call: SandboxCall) => (Json & { readonly kv?: SandboxCall["kv"] }) | string;

export function answered(body: Json, kv: SandboxCall["kv"]): SandboxOutcome {
  const usual = { durationMs: 1, log: [], logCut: false, refused: [], at: { line: 3, column: 5 } };
  return { kind: "answered", status: 200, body: JSON.stringify({ version: "3.0", ...body }), kv, ...usual };
}

export async function play(
  flow: Json,
  handler: Handler,
  scenarios: readonly (string | ScenarioFile)[],
  more: Partial<SimulationInput> = {},
): Promise<Simulation> {
  const simulation = await simulate({
    flow: { path: "flow.json", text: JSON.stringify({ version: "7.3", ...flow }) },
    endpoint: { path: "endpoint.js", text: "" },
    sandbox: () => ({
      call: async (call) => {
        const answer = handler(JSON.parse(call.body).data_exchange, call);
        if (typeof answer === "string") {
          const usual = { durationMs: 1, log: [], logCut: false, refused: [], kv: call.kv, at: null };
          return { kind: "threw", message: answer, ...usual };
        }
        const { kv = call.kv, ...body } = answer;
        return answered(body, kv);
      },
      close: async () => {},
    }),
    now: Date.UTC(2026, 10, 22),
    walk: false,
    scenarios: scenarios.map((scenario, at) =>
      typeof scenario === "string" ? { path: `${at + 1}.scenario.yml`, text: `name: Test\n${scenario}` } : scenario,
    ),
    ...more,
  });
  if (simulation === undefined) throw new Error("The flow does not parse.");
  return simulation;
}

/** Findings in scenarios as `line:column rule: message`. */
export function findings({ files }: Simulation): readonly string[] {
  return files
    .filter(({ kind }) => kind === "scenario")
    .flatMap(({ diagnostics }) =>
      diagnostics.map(({ range: { start }, rule, message }) => `${start.line}:${start.column} ${rule}: ${message}`),
    );
}

export function screen(id: string, children: readonly Json[], more: Json = {}): Json {
  return { id, title: `Title of ${id}`, layout: { type: "SingleColumnLayout", children }, ...more };
}

export const footer = (action: Json, label = "Go"): Json => ({ type: "Footer", label, "on-click-action": action });
export const exchange = (payload: Json): Json => ({ name: "data_exchange", payload });
export const navigate = (name: string, payload: Json = {}): Json => ({
  name: "navigate",
  next: { type: "screen", name },
  payload,
});
export const complete = (payload: Json = {}): Json => ({ name: "complete", payload });
export const text = { type: "string", __example__: "x" };
