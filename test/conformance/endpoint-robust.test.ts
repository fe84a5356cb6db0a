/** Code that nobody wrote with these rules in mind: none of it brings them down, and what was seen to work is silent. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFlow } from "../../src/validate/parse-flow.js";
import { validateEndpoint } from "../../src/validate/validate-endpoint.js";

const today = "2026-11-22";
const folder = new URL("exchange/broken/", import.meta.url);
const codes = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));
const parsed = parseFlow(readFileSync(new URL("../../examples/flows/booking/flow.json", import.meta.url), "utf8"), {
  today,
});
const flow = parsed.ok ? { flow: parsed.flow } : {};

async function rulesIn(code: string): Promise<readonly string[]> {
  const { diagnostics } = await validateEndpoint(code, "endpoint.js", { today, ...flow });
  const lines = code.split("\n").length;
  for (const { range } of diagnostics) {
    expect(range.start.line).toBeGreaterThanOrEqual(1);
    expect(range.end.line).toBeLessThanOrEqual(lines);
  }
  return diagnostics.map(({ rule }) => rule);
}

test("code that is cut off anywhere, or lacks a piece, has findings or none, but is always judged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...codes), fc.nat(), fc.nat({ max: 60 }), async (code, at, length) => {
      const start = at % code.length;
      await rulesIn(code.slice(0, start));
      await rulesIn(code.slice(0, start) + code.slice(start + length));
    }),
    { numRuns: 150 },
  );
});

test("any text is judged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (text) => {
      await validateEndpoint(text, "endpoint.js", { today, ...flow });
    }),
    { numRuns: 150 },
  );
});

test("code that calls itself in circles, or nests deeply, comes to an end", async () => {
  const circle = "const a = () => b();\nconst b = () => a();\nasync function handler() {\n  return a();\n}\n";
  expect(await rulesIn(circle)).toEqual([]);
  const self = "const a = { ...a, b };\nconst { b } = a;\nasync function handler() {\n  return Response.json(a);\n}\n";
  expect(await rulesIn(self)).toEqual([]);
  const doubled = Array.from({ length: 40 }, (_, i) => `const f${i} = (x) => [f${i + 1}(x), f${i + 1}(x)];`).join("\n");
  expect(
    await rulesIn(
      `${doubled}\nconst f40 = (x) => x;\nasync function handler() {\n  return Response.json({ a: f0(1) });\n}\n`,
    ),
  ).toEqual(["endpoint-screen-required", "endpoint-version"]);
  const deep = `${"[".repeat(2000)}${"]".repeat(2000)}`;
  await rulesIn(
    `async function handler() {\n  return Response.json({ version: "3.0", screen: "SERVICE", data: ${deep} });\n}\n`,
  );
});

describe("answers of public data endpoints, written into a handler", () => {
  interface Exchange {
    readonly request: unknown;
    readonly response: unknown;
    readonly source: string;
  }
  const exchanges: readonly Exchange[] = JSON.parse(
    readFileSync(new URL("../../../shared/corpus/endpoints/ENDPOINTS.json", import.meta.url), "utf8"),
  );

  test("have no finding but for a missing version: half of them were written for servers that need none", async () => {
    const counts: Record<string, number> = {};
    for (const { response } of exchanges) {
      if (response === null) continue;
      const code = `async function handler(request) {\n  return Response.json(${JSON.stringify(response, null, 2)});\n}\n`;
      const { diagnostics } = await validateEndpoint(code, "endpoint.js", { today });
      for (const { rule } of diagnostics) counts[rule] = (counts[rule] ?? 0) + 1;
    }
    expect(counts).toEqual({ "endpoint-version": 27 });
  });
});
