/** The workflows and configs that people copy from the documentation and the examples are ones that the action takes. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inputNames } from "../src/action/input-specs.js";
import { REPORT_PIPELINE } from "../src/action/merged-report.js";
import { outputNames } from "../src/action/outputs.js";
import { loadConfig } from "../src/config/load.js";
import { pipelineNamed } from "../src/pipelines/index.js";
import { ruleIds } from "../src/validate/rule-set.js";
import { blocksOf, markdownPages, root } from "./support/docs.js";

interface Text {
  readonly name: string;
  readonly text: string;
}

const workflows = "examples/workflows";
const texts: readonly Text[] = [
  ...markdownPages().flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === "yaml")
      .map(({ line, text }) => ({ name: `${page.path}:${line}`, text })),
  ),
  ...readdirSync(join(root, workflows))
    .map((name) => `${workflows}/${name}`)
    .map(file),
  file("examples/whatsapp-flows.yml"),
];

function file(name: string): Text {
  return { name, text: readFileSync(join(root, name), "utf8") };
}

/** The `with` of every step that uses the action, wherever it is in the text. */
function usesOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(usesOf);
  if ("uses" in value && String(value.uses).startsWith("whatsapp-flows-ci/")) {
    return "with" in value ? [{ ...Object(value.with) }, ...inside] : inside;
  }
  return inside;
}

const uses = texts.flatMap(({ name, text }) => usesOf(parse(text)).map((inputs) => ({ name, inputs })));
const configs = texts.filter(({ text }) => /^(flows|environments|rules):/m.test(text));
const outputs = texts.flatMap(({ name, text }) =>
  [...text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)].map(([, output = ""]) => ({ name, output })),
);

test("there is something to check", () => {
  const names = new Set(uses.map(({ name }) => name.split(":")[0]));
  expect([...names]).toEqual(
    expect.arrayContaining(["README.md", "docs/start/qa.md", "examples/workflows/publish.yml"]),
  );
  expect(configs.map(({ name }) => name)).toContain("examples/whatsapp-flows.yml");
  expect(outputs.length).toBeGreaterThan(0);
});

test.each(uses)("$name gives inputs that exist, and a pipeline that exists", ({ inputs }) => {
  expect(Object.keys(inputs).filter((name) => !inputNames.some((known) => known === name))).toEqual([]);
  if (inputs.pipeline === REPORT_PIPELINE) return;
  expect(pipelineNamed(String(inputs.pipeline)).stepNames).not.toEqual([]);
});

test.each(outputs)("$name reads the output $output, which exists", ({ output }) => {
  expect(outputNames).toContain(output);
});

test.each(configs)("$name is a config without a mistake", async ({ text }) => {
  const { report } = await loadConfig(text, { path: "whatsapp-flows.yml", ruleIds });
  expect(report.diagnostics).toEqual([]);
});
