import { describe, expect, test } from "vitest";
import { type Config, usableConfig } from "../../../src/config/config.js";
import { loadConfig } from "../../../src/config/load.js";
import { severityOf, unusedSettings } from "../../../src/config/severity.js";

const ruleIds = ["component-text-heading-length", "screen-id-unique"];
const heading = "component-text-heading-length";
const text = `rules:
  screen-id-unique: info
  ${heading}:
    - warning
    - severity: "off"
      paths: [flows/legacy/**, "flows/{a,b}.json"]
    - { severity: error, paths: [flows/legacy/strict.json] }
`;

async function config(path = "whatsapp-flows.yml"): Promise<Config> {
  return usableConfig(await loadConfig(text, { path, ruleIds }));
}

describe("severityOf", () => {
  test.each([
    ["screen-id-unique", "flows/x.json", "info"],
    [heading, "flows/x.json", "warning"],
    [heading, "./flows/a.json", "off"],
    [heading, "flows/legacy/deep/x.json", "off"],
    [heading, "flows/legacy/strict.json", "error"],
    ["some-other-rule", "flows/a.json", undefined],
  ])("of %s for %s is %s", async (rule, path, severity) => {
    expect(severityOf(await config())(rule, path)).toBe(severity);
  });

  test("takes patterns as relative to the config's folder", async () => {
    const severity = severityOf(await config("packages/shop/whatsapp-flows.yml"));
    expect(severity(heading, "packages/shop/flows/a.json")).toBe("off");
    expect(severity(heading, "flows/a.json")).toBe("warning");
  });

  test("takes a group for each rule in it, unless the rule is set itself", async () => {
    const group = `rules:\n  ${heading}: info\n  text-length: "off"\n`;
    const severity = severityOf(usableConfig(await loadConfig(group, { path: "whatsapp-flows.yml", ruleIds })));
    expect(severity(heading, "a.json")).toBe("info");
    expect(severity("component-footer-label-length", "a.json")).toBe("off");
    expect(severity("component-text-area-max-length", "a.json")).toBeUndefined();
    expect(severity("routing-missing-route", "a.json")).toBeUndefined();
  });

  test("has no opinion when the config has none", async () => {
    const empty = usableConfig(await loadConfig("", { path: "whatsapp-flows.yml", ruleIds }));
    expect(severityOf(empty)(heading, "a.json")).toBeUndefined();
  });
});

describe("unusedSettings", () => {
  test("warns of each pattern that matches no path", async () => {
    const found = unusedSettings(await config(), ["flows/a.json", "flows/legacy/x.json"]);
    expect(
      found.map(({ rule, severity, pointer, range, message }) => ({ rule, severity, pointer, range, message })),
    ).toEqual([
      {
        rule: "config-unused-setting",
        severity: "warning",
        pointer: "/rules/component-text-heading-length/2/paths/0",
        range: { start: { line: 7, column: 34 }, end: { line: 7, column: 58 } },
        message:
          "`flows/legacy/strict.json` matches no file, so this setting of `component-text-heading-length` does nothing. Patterns are relative to the config's folder.",
      },
    ]);
  });

  test("is silent when all match, also from another folder", async () => {
    const paths = ["ci/flows/b.json", "ci/flows/legacy/strict.json"];
    expect(unusedSettings(await config("ci/whatsapp-flows.yml"), paths)).toEqual([]);
  });
});
