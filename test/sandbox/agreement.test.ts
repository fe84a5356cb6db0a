/** Holds the two runtimes together: the same endpoints, the same exchanges, the same findings. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/simulation/sandbox.js";
import { simulate } from "../../src/simulation/simulate.js";
import { transcriptOf } from "../../src/simulation/transcript.js";
import { runtimes } from "./endpoint.js";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const broken = "test/conformance/exchange/broken/";

/** Each endpoint with its flow: the example, and what is broken about it in one way. */
const endpoints: readonly (readonly [name: string, flow: string, code: string])[] = [
  ["booking", "examples/flows/booking/flow.json", "examples/flows/booking/endpoint.js"],
  ...readdirSync(new URL(broken, root))
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name.slice(0, -3), "examples/flows/booking/flow.json", `${broken}${name}`] as const),
];

/** Where the runtimes differ, with the reason; what they find is the same everywhere but here. */
const differences: Readonly<Record<string, string>> = {};

async function told(sandbox: Sandbox, flow: string, code: string) {
  const simulation = await simulate({
    flow: { path: "flow.json", text: read(flow) },
    endpoint: { path: "endpoint.js", text: read(code) },
    sandbox,
    now: Date.UTC(2026, 10, 22),
    timeLimitMs: code.includes("timeout") ? 1500 : 20_000,
  });
  if (simulation === undefined) throw new Error("The flow cannot be read.");
  const { files, coverage, completions, exchanges } = simulation;
  return { files, coverage, completions, exchanges: transcriptOf(exchanges).split("\n") };
}

describe.each(endpoints)("%s", (name, flow, code) => {
  test("is the same in both", async () => {
    const [node, workerd] = await Promise.all(runtimes.map(([, sandbox]) => told(sandbox, flow, code)));
    expect(workerd).toEqual(node);
    expect(differences[name]).toBeUndefined();
  });
});
