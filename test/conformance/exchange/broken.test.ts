/** Endpoints for the booking example, each broken in one way, and what a simulation finds in it. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.js";
import { exchangeRules } from "../../../src/endpoint/exchange-rules.js";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import { renderPretty } from "../../../src/render/pretty.js";
import { coverageText } from "../../../src/simulation/coverage-text.js";
import { type Simulation, simulate } from "../../../src/simulation/simulate.js";
import { expectGolden } from "../../support/golden.js";

const folder = new URL("broken/", import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -3));
const flow = readFileSync(new URL("../../../examples/flows/booking/flow.json", import.meta.url), "utf8");

function printed(simulation: Simulation | undefined, code: string): string {
  if (simulation === undefined) return "";
  const files = simulation.files.map((file) => ({
    ...file,
    // The pages are where `docs` of a finding leads.
    diagnostics: file.diagnostics.map((each) => ({ ...each, docs: "" })),
  }));
  const sources = new Map([
    ["flow.json", flow],
    ["endpoint.js", code],
  ]);
  const { coverage, exchanges } = simulation;
  return `${renderPretty({ files, sources })}${coverageText({ coverage, exchanges: exchanges.length })}`;
}

/** Rules that a broken endpoint cannot bring about for certain, or only slowly; test/unit/simulation has them. */
const elsewhere = new Set(["endpoint-slow", "endpoint-stopped"]);

function lines(path: string, { range, severity, rule, message, related }: Diagnostic): string[] {
  const { start, end } = range;
  const see = related.map((other) => `  see ${other.path}:${other.range.start.line}:${other.range.start.column}`);
  return [`${path}:${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule}: ${message}`, ...see];
}

interface Found {
  /** Each finding with its whole range. */
  readonly text: string;
  /** What `wa-flows simulate` prints; the pages on the rules show it. */
  readonly printed: string;
  readonly rules: readonly string[];
}

async function found(name: string): Promise<Found> {
  const code = readFileSync(new URL(`${name}.js`, folder), "utf8");
  const simulation = await simulate({
    flow: { path: "flow.json", text: flow },
    endpoint: { path: "endpoint.js", text: code },
    sandbox: nodeSandbox,
    now: Date.UTC(2026, 10, 22),
    timeLimitMs: name.includes("timeout") ? 1500 : 20_000,
  });
  const files = simulation?.files ?? [];
  const { percent } = simulation?.coverage ?? { percent: 0 };
  const all = files.flatMap((file) => file.diagnostics.flatMap((each) => lines(file.path, each)));
  const rules = files.flatMap((file) => file.diagnostics.map(({ rule }) => rule));
  return { text: `${[...all, `coverage ${percent} %`].join("\n")}\n`, printed: printed(simulation, code), rules };
}

describe.each(names)("%s", (name) => {
  test("has the findings that are written down", async () => {
    const { text, printed, rules } = await found(name);
    expectGolden(`conformance/exchange/broken/${name}.out`, text);
    expectGolden(`conformance/exchange/broken/${name}.txt`, printed);
    const rule = exchangeRules.find(({ id }) => name.startsWith(id) || name === id);
    expect(name === "none" ? rules : rules.filter((id) => id === rule?.id).slice(0, 1)).toEqual(
      rule === undefined ? [] : [rule.id],
    );
  });
});

test("every rule has an endpoint that breaks it", () => {
  const lacking = exchangeRules.filter(({ id }) => !elsewhere.has(id) && !names.some((name) => name.startsWith(id)));
  expect(lacking.map(({ id }) => id)).toEqual(["simulation-cut-short"]);
});
