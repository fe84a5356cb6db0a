import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { simulationRules } from "../../../src/simulation/simulation-rules.js";

const file = new URL("../../../docs/simulation.md", import.meta.url);
const marked = /(<!-- rules: made from simulation-rules.ts -->\n)[\s\S]*(<!-- end of rules -->\n)/;

test("docs/simulation.md explains every rule (UPDATE_GOLDENS=1 writes it)", () => {
  const page = readFileSync(file, "utf8");
  const rules = simulationRules.map(
    ({ id, code, severity, what, why, source }) =>
      `### ${id}\n\n${what} ${why}\n\nCode \`${code}\`, ${severity}. Source: <${source}>\n`,
  );
  const wanted = page.replace(marked, (_, start: string, end: string) => `${start}\n${rules.join("\n")}\n${end}`);
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, wanted);
  expect(page).toMatch(marked);
  expect(readFileSync(file, "utf8")).toBe(wanted);
});

test("texts of rules are whole sentences, and ids are kebab-case", () => {
  const wrong = simulationRules.flatMap(({ id, what, why }) =>
    [what, why]
      .filter((text) => !/^["`A-Z0-9].*[^.…]\.$/s.test(text) || text.includes("!"))
      .map((text) => `${id}: ${text}`),
  );
  expect(wrong).toEqual([]);
  expect(simulationRules.filter(({ id }) => !/^(endpoint|simulation)(-[a-z]+)+$/.test(id))).toEqual([]);
});
