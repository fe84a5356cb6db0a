import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { presetNames, presets } from "../src/pipelines/index.js";
import { allSteps, laterSteps, stepNames } from "../src/steps/index.js";
import { root } from "./support/docs.js";
import { stepHead } from "./support/steps-reference.js";

const page = readFileSync(join(root, "docs/steps.md"), "utf8");

describe("docs/steps.md", () => {
  test("has every step, in the order of the code, and no other", () => {
    const headings = [...page.matchAll(/^### `([\w-]+)`$/gm)].map(([, name]) => name);
    expect(headings).toEqual(stepNames);
  });

  test.each(allSteps)("says of $name what the code says: summary, effect, needs, gives, order", (step) => {
    expect(page).toContain(stepHead(step));
  });

  test.each(allSteps)("says of $name how it fails", ({ name }) => {
    const own = page.split(`### \`${name}\`\n`)[1]?.split(/^##/m)[0];
    expect(own).toMatch(/^- \*\*Fails\*\*/m);
  });

  test.each(presetNames)("lists the steps of the preset %s", (name) => {
    const listed = presets[name].stepNames.map((step) => `\`${step}\``).join(", ");
    expect(page).toContain(`| \`${name}\` | ${listed} |`);
  });

  test("names the steps that are not there yet", () => {
    const sentence = page.split("## Steps to come\n")[1]?.split(/^##/m)[0] ?? "";
    expect([...sentence.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(laterSteps);
  });

  test("names only error codes that the code has", () => {
    const codes = [...page.matchAll(/`((?:STATE|USAGE|VALIDATION)_[A-Z]\w*)`/g)].map(([, code]) => code ?? "");
    const sources = join(root, "src");
    const texts = readdirSync(sources, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join(sources, path), "utf8"));
    expect(codes).toContain("STATE_FLOW_PUBLISHED");
    const unknown = codes.filter((code) => !code.endsWith("_") && !texts.some((text) => text.includes(`"${code}"`)));
    expect(unknown).toEqual([]);
  });
});
