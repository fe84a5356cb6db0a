/** What is found in data endpoint code without running it: hand-written cases for every rule, and what must be silent. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.js";
import { endpointRules } from "../../src/endpoint/rules/index.js";
import { parseFlow } from "../../src/validate/parse-flow.js";
import { validateEndpoint } from "../../src/validate/validate-endpoint.js";
import { endpointCases, endpointFlow } from "./endpoint-cases.js";

const today = "2026-11-22";
const cases = endpointCases();

async function findingsIn(code: string, flowText: string | undefined): Promise<readonly Diagnostic[]> {
  const parsed = flowText === undefined ? undefined : parseFlow(flowText, { today });
  const flow = parsed?.ok === true ? { flow: parsed.flow } : {};
  return (await validateEndpoint(code, "endpoint.js", { today, ...flow })).diagnostics;
}

function line({ range: { start, end }, severity, rule, code }: Diagnostic): string {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} ${code}`;
}

for (const rule of new Set(cases.map((each) => each.rule))) {
  describe(rule, () => {
    const own = cases.filter((each) => each.rule === rule);
    test.each(own)("$title", async ({ code, hasFlow, expected, valid }) => {
      const findings = await findingsIn(code, hasFlow ? endpointFlow : undefined);
      expect(findings.map(line)).toEqual(expected);
      expect(findings.some((each) => each.rule === rule)).toBe(!valid);
    });
  });
}

test("every rule has a case in which it speaks, and one in which it is silent", () => {
  const kinds = new Set(cases.map(({ rule, valid }) => `${rule} ${valid}`));
  const lacking = endpointRules.flatMap(({ id }) => [`${id} true`, `${id} false`]).filter((kind) => !kinds.has(kind));
  expect(lacking).toEqual([]);
});

describe("endpoints that a simulation breaks", () => {
  const folder = new URL("exchange/broken/", import.meta.url);
  const names = readdirSync(folder).flatMap((name) => (name.endsWith(".js") ? [name.slice(0, -3)] : []));
  const flow = readFileSync(new URL("../../examples/flows/booking/flow.json", import.meta.url), "utf8");

  test("show without being run only what running them shows too", async () => {
    const more: string[] = [];
    for (const name of names) {
      const ran = readFileSync(new URL(`${name}.out`, folder), "utf8");
      const findings = await findingsIn(readFileSync(new URL(`${name}.js`, folder), "utf8"), flow);
      more.push(...findings.filter(({ rule }) => !ran.includes(` ${rule}: `)).map((each) => `${name}: ${line(each)}`));
    }
    expect(more).toEqual([]);
  });

  test("are found in fourteen cases without being run", async () => {
    const found: string[] = [];
    for (const name of names) {
      const findings = await findingsIn(readFileSync(new URL(`${name}.js`, folder), "utf8"), flow);
      if (findings.some(({ rule }) => name.startsWith(rule))) found.push(name);
    }
    expect(found).toEqual([
      "endpoint-data-required",
      "endpoint-data-type",
      "endpoint-error-message",
      "endpoint-field-missing",
      "endpoint-field-unknown",
      "endpoint-final-params",
      "endpoint-final-token",
      "endpoint-no-response",
      "endpoint-not-json",
      "endpoint-screen-required",
      "endpoint-screen-unknown",
      "endpoint-status",
      "endpoint-transition",
      "endpoint-version",
    ]);
  });
});

test("the example is silent", async () => {
  const folder = new URL("../../examples/flows/booking/", import.meta.url);
  const [code, flow] = ["endpoint.js", "flow.json"].map((name) => readFileSync(new URL(name, folder), "utf8"));
  expect(await findingsIn(code ?? "", flow)).toEqual([]);
});
