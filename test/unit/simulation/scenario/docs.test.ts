/** The page on scenarios: its samples are scenarios, and print what the page says. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadScenario } from "../../../../src/simulation/scenario/load.js";
import { scenarioDiagnostic, scenarioRules } from "../../../../src/simulation/scenario/problems.js";
import { said } from "../../../support/cli-host.js";
import { blocksOf, root } from "../../../support/docs.js";

const path = "docs/scenarios.md";
const file = join(root, path);
const page = readFileSync(file, "utf8");
const blocks = blocksOf({ path, text: page });
const booking = join(root, "examples/flows/booking");
const folder = mkdtempSync(join(tmpdir(), "wa-scenarios-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("has a section for each rule, in order, where `docs` points", () => {
  const headings = [...page.matchAll(/^### (scenario-\S+)$/gm)].map(([, id]) => id);
  expect(headings).toEqual(Object.keys(scenarioRules));
  const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  const { docs } = scenarioDiagnostic({ rule: "scenario-step", message: "", pointer: null, range });
  expect(docs).toMatch(/\/docs\/scenarios\.md#scenario-step$/);
});

test("shows the example as it is", () => {
  const [, shown] = (blocks[0]?.text ?? "").split("# book.scenario.yml\n");
  expect(shown).toBe(readFileSync(join(booking, "book.scenario.yml"), "utf8"));
});

test.each(blocks.filter(({ language }) => language === "yaml"))(
  "the sample at line $line is a scenario",
  async ({ text }) => {
    expect(await loadScenario({ path: "a.scenario.yml", text })).toMatchObject({ ok: true });
  },
);

describe("commands print what the page says (UPDATE_GOLDENS=1 writes it)", () => {
  const shown = blocks.flatMap(({ language, text, line }, at) =>
    language === "sh" && blocks[at + 1]?.language === "text" ? [{ line, command: text.trim() }] : [],
  );

  test.each(shown)("$command", async ({ line, command }) => {
    cpSync(booking, folder, { recursive: true });
    for (const { text } of blocks) {
      const name = /^# (\S+\.scenario\.yml)\n/.exec(text)?.[1];
      if (name !== undefined) writeFileSync(join(folder, name), text.slice(text.indexOf("\n") + 1));
    }
    const { stdout } = await said(command.split(" ").slice(1), folder);
    const output = (): string => {
      const all = blocksOf({ path, text: readFileSync(file, "utf8") });
      return all[all.findIndex((block) => block.text.trim() === command) + 1]?.text ?? "";
    };
    if (process.env.UPDATE_GOLDENS === "1") {
      const now = readFileSync(file, "utf8");
      writeFileSync(
        file,
        now.replace(`\`\`\`text\n${output()}`, () => `\`\`\`text\n${stdout}`),
      );
    }
    expect(`${line}\n${output()}`).toBe(`${line}\n${stdout}`);
  });
});
