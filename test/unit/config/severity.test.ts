import { describe, expect, test } from "vitest";
import { type Config, usableConfig } from "../../../src/config/config.js";
import { loadConfig } from "../../../src/config/load.js";
import { severityOf, unusedSettings } from "../../../src/config/severity.js";

const ruleIds = ["text-length", "screen-id-unique"];
const text = `rules:
  screen-id-unique: info
  text-length:
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
    ["text-length", "flows/x.json", "warning"],
    ["text-length", "./flows/a.json", "off"],
    ["text-length", "flows/legacy/deep/x.json", "off"],
    ["text-length", "flows/legacy/strict.json", "error"],
    ["some-other-rule", "flows/a.json", undefined],
  ])("of %s for %s is %s", async (rule, path, severity) => {
    expect(severityOf(await config())(rule, path)).toBe(severity);
  });

  test("takes patterns as relative to the config's folder", async () => {
    const severity = severityOf(await config("packages/shop/whatsapp-flows.yml"));
    expect(severity("text-length", "packages/shop/flows/a.json")).toBe("off");
    expect(severity("text-length", "flows/a.json")).toBe("warning");
  });

  test("has no opinion when the config has none", async () => {
    const empty = usableConfig(await loadConfig("", { path: "whatsapp-flows.yml", ruleIds }));
    expect(severityOf(empty)("text-length", "a.json")).toBeUndefined();
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
        pointer: "/rules/text-length/2/paths/0",
        range: { start: { line: 7, column: 34 }, end: { line: 7, column: 58 } },
        message:
          "`flows/legacy/strict.json` matches no file, so this setting of `text-length` does nothing. Patterns are relative to the config's folder.",
      },
    ]);
  });

  test("is silent when all match, also from another folder", async () => {
    const paths = ["ci/flows/b.json", "ci/flows/legacy/strict.json"];
    expect(unusedSettings(await config("ci/whatsapp-flows.yml"), paths)).toEqual([]);
  });
});
