import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadConfig } from "../../../src/config/load.js";
import { configDiagnostic, configRules } from "../../../src/config/problems.js";

const page = readFileSync(new URL("../../../docs/config.md", import.meta.url), "utf8");
const headings = [...page.matchAll(/^### (config-\S+)$/gm)].map(([, id]) => id);

test("the page on the config has a section for each rule, in order, where `docs` points", () => {
  expect(headings).toEqual(Object.keys(configRules));
  const { docs } = configDiagnostic({
    rule: "config-type",
    message: "",
    pointer: null,
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
  });
  expect(docs).toMatch(/\/docs\/config\.md#config-type$/);
});

test("the samples on the page are configs without a mistake", async () => {
  const samples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, sample = ""]) => sample);
  expect(samples).toHaveLength(3);
  const ruleIds = ["component-text-heading-length", "routing-missing-route"];
  for (const sample of samples) {
    const { report } = await loadConfig(sample, { path: "whatsapp-flows.yml", ruleIds });
    expect(report.diagnostics).toEqual([]);
  }
});
