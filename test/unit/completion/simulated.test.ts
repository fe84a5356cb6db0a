/** What the examples end with conforms to their contracts; the corpus is held to the same in `test/corpus/completion.test.ts`. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import { simulate } from "../../../src/simulation/simulate.js";
import { completionsOf, contractOf, refusals } from "../../support/completions.js";

const read = (path: string): string =>
  readFileSync(new URL(`../../../examples/flows/${path}`, import.meta.url), "utf8");

test("a static flow", async () => {
  const text = read("sign-up/flow.json");
  const payloads = (await completionsOf(text)).map(({ payload }) => payload);
  const refused = refusals(contractOf(text));
  expect(payloads.length).toBeGreaterThan(2);
  expect(payloads.map(refused).filter((said) => said !== "")).toEqual([]);
  expect(refused({ ...payloads[0], experience: "always" })).toContain("/experience");
  expect(refused({ ...payloads[0], newsletter: "yes" })).toContain("/newsletter");
});

describe("a flow with a data endpoint", () => {
  const text = read("booking/flow.json");
  const played = async () => {
    const simulation = await simulate({
      flow: { path: "flow.json", text },
      endpoint: { path: "endpoint.js", text: read("booking/endpoint.js") },
      sandbox: nodeSandbox,
      now: Date.UTC(2026, 10, 22),
    });
    return simulation?.completions ?? [];
  };

  test("with the contract of what was observed, and with that of the flow alone", async () => {
    const completions = await played();
    const payloads = completions.map(({ payload }) => payload);
    expect(payloads.length).toBeGreaterThan(10);
    for (const contract of [contractOf(text, { completions }), contractOf(text)]) {
      expect(payloads.map(refusals(contract)).filter((said) => said !== "")).toEqual([]);
    }
    expect(refusals(contractOf(text, { completions }))({ ...payloads[0], reminder: "no" })).toContain("/reminder");
    expect(refusals(contractOf(text))({ booking: "B-1" })).toContain("flow_token");
  });
});
