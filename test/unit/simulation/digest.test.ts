import { describe, expect, test } from "vitest";
import type { Coverage } from "../../../src/simulation/coverage.js";
import { simulationReport } from "../../../src/simulation/digest.js";
import type { Exchange } from "../../../src/simulation/exchange.js";
import type { SandboxOutcome } from "../../../src/simulation/sandbox.js";

const share = { seen: 1, total: 1, missing: [] };
const coverage: Coverage = { percent: 100, screens: share, transitions: share, actions: share, branches: share };

function answered(body: string, status = 200): SandboxOutcome {
  return { kind: "answered", status, body, at: null, durationMs: 1, log: [], logCut: false, refused: [], kv: {} };
}
const screen = (name: string): SandboxOutcome => answered(JSON.stringify({ screen: name, data: { secret: "sk_1" } }));

function exchange(more: Partial<Exchange> = {}): Exchange {
  const request = { version: "4.0", action: "data_exchange", screen: "A", data: { name: "Kim" }, flow_token: "t" };
  return { number: 1, purpose: "walk", after: null, request, outcome: screen("B"), rules: [], ...more };
}
const digest = (exchanges: readonly Exchange[]) =>
  simulationReport({ coverage, exchanges, completions: [], scenarios: [] });

describe("exchanges", () => {
  test("of one shape are one, however different their values are", () => {
    const other = { ...exchange().request, data: { name: "Alex" } };
    expect(digest([exchange(), exchange({ request: other })]).sequence).toEqual([
      { asked: "data_exchange", from: "A", sent: ["name"], answer: "B", failure: null, rules: [], times: 2 },
    ]);
  });

  test("of other members, other answers or other findings are others", () => {
    const { request } = exchange();
    const shapes = [
      exchange(),
      exchange({ request: { ...request, data: {} } }),
      exchange({ outcome: screen("C") }),
      exchange({ rules: ["endpoint-version"] }),
    ];
    expect(digest(shapes).sequence).toHaveLength(4);
  });

  test("that no phone makes are counted, and not shown", () => {
    const report = digest([exchange(), exchange({ purpose: "probe" })]);
    expect([report.exchanges, report.sequence.length]).toEqual([2, 1]);
  });

  test("beyond forty shapes are counted", () => {
    const report = digest(Array.from({ length: 45 }, (_, i) => exchange({ outcome: screen(`S${i}`) })));
    expect([report.sequence.length, report.sequenceMore]).toEqual([40, 5]);
  });

  test("leave no value behind", () => {
    expect(JSON.stringify(digest([exchange()]))).not.toMatch(/Kim|sk_1/);
  });

  const nothing = { durationMs: 1, log: [], logCut: false, refused: [], kv: {} };
  test.each<[SandboxOutcome, string]>([
    [answered("{}"), "names no screen"],
    [answered("no JSON"), "names no screen"],
    [answered('{"screen":"B"}', 500), "status 500"],
    [{ kind: "threw", message: "No `x`", at: null, ...nothing }, "throws No 'x'"],
    [{ kind: "stopped", reason: "time", durationMs: 1 }, "takes too long"],
    [{ kind: "stopped", reason: "memory", durationMs: 1 }, "ends without an answer"],
  ])("without a usable answer say why: %o", (outcome, failure) => {
    expect(digest([exchange({ outcome })]).sequence).toMatchObject([{ answer: null, failure }]);
  });
});

test("ends keep the names of their members", () => {
  const completions = [1, 2].map(() => ({ screen: "A", by: "complete" as const, payload: { name: "Kim" } }));
  expect(simulationReport({ coverage, exchanges: [], completions, scenarios: [] }).completions).toEqual([
    { screen: "A", by: "complete", members: ["name"], times: 2 },
  ]);
});

test("long lists and long names are cut", () => {
  const missing = Array.from({ length: 200 }, () => "x".repeat(500));
  const report = simulationReport({
    coverage: { ...coverage, screens: { seen: 0, total: 200, missing } },
    exchanges: [],
    completions: [],
    scenarios: [],
  });
  expect(report.coverage.screens.missing).toHaveLength(50);
  expect(report.coverage.screens.missing[0]).toHaveLength(80);
});

test("scenarios are counted", () => {
  const scenarios = (["passed", "failed", "passed", "not-played"] as const).map((status) => ({ status }));
  expect(simulationReport({ coverage, exchanges: [], completions: [], scenarios }).scenarios).toEqual({
    passed: 2,
    total: 4,
  });
});
