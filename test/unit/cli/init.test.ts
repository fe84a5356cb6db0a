import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/load.js";
import { ruleIds } from "../../../src/validate/rule-set.js";
import { said } from "../../support/cli-host.js";

const staticFlow = JSON.stringify({ version: "7.3", screens: [] });
const dynamicFlow = JSON.stringify({ version: "7.3", data_api_version: "4.0", screens: [] });

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "wa-flows-init-")), "shop");
  mkdirSync(folder);
});
afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const init = (...flags: string[]) => said(["init", ...flags], folder);

/** The config that was written, which must have nothing wrong with it. */
async function writtenConfig() {
  const { config, report } = await loadConfig(read("whatsapp-flows.yml"), { path: "whatsapp-flows.yml", ruleIds });
  expect(report.diagnostics).toEqual([]);
  return config;
}

describe("the config", () => {
  test("lists the flows and the endpoints beside them", async () => {
    put({
      "flows/signup/flow.json": dynamicFlow,
      "flows/signup/endpoint.js": "",
      "flows/booking.flow.json": dynamicFlow,
      "flows/booking.endpoint.js": "",
      "other/survey.json": staticFlow,
      "other/not-a-flow.json": '{ "title": "\\"screens\\"", "screens": {} }',
      "other/report.json": '{ "of": "screens" }',
      "node_modules/x/flow.json": staticFlow,
    });
    const { exit, stdout, stderr } = await init();
    expect([exit, stderr]).toEqual([0, ""]);
    expect((await writtenConfig())?.flows).toMatchObject([
      { name: "booking", json: "flows/booking.flow.json", endpoint: "flows/booking.endpoint.js" },
      { name: "signup", json: "flows/signup/flow.json", endpoint: "flows/signup/endpoint.js" },
      { name: "survey", json: "other/survey.json" },
    ]);
    expect(stdout).toMatch(/^Wrote `whatsapp-flows.yml`: 3 flows\.\n/);
    expect(stdout).toContain("`wa-flows validate` checks the flows");
  });

  test("names flows apart, and the project's own after its folder", async () => {
    put({ "flow.json": staticFlow, "a/signup/flow.json": staticFlow, "b/signup.flow.json": staticFlow });
    await init();
    expect((await writtenConfig())?.flows.map(({ name }) => name)).toEqual(["a-signup", "b-signup", "shop"]);
  });

  test("quotes names and paths that YAML would read otherwise", async () => {
    put({ "on/flow.json": staticFlow, "1.5/flow.json": staticFlow, "with: colon/flow.json": staticFlow });
    await init();
    expect((await writtenConfig())?.flows).toMatchObject([
      { name: "1.5", json: "1.5/flow.json" },
      { name: "on", json: "on/flow.json" },
      { name: "with: colon", json: "with: colon/flow.json" },
    ]);
  });

  test("says where an endpoint is missing", async () => {
    put({ "flow.json": dynamicFlow });
    await init();
    expect(read("whatsapp-flows.yml")).toContain("    # endpoint: path of its data endpoint code");
    expect((await writtenConfig())?.flows).toHaveLength(1);
  });

  test("is a sample of comments where there is no flow", async () => {
    const { exit, stdout } = await init();
    expect(exit).toBe(0);
    expect(stdout).toContain("no flow was found");
    expect((await writtenConfig())?.flows).toEqual([]);
  });

  test("has comments that are a valid config once they are uncommented, and no key", async () => {
    await init();
    const text = read("whatsapp-flows.yml").replace(/^# (?!yaml-)(?= *[a-z][\w-]*:( |$))/gm, "");
    const { config, report } = await loadConfig(text, { path: "whatsapp-flows.yml", ruleIds });
    expect(report.diagnostics).toEqual([]);
    expect(config?.flows).toHaveLength(1);
    expect(config?.environments.map(({ name }) => name)).toEqual(["staging", "production"]);
    expect(text).not.toMatch(/api[-_]key:/i);
  });

  test("is never overwritten, unless that is asked for", async () => {
    put({ "flow.json": staticFlow, "whatsapp-flows.yml": "# mine\n" });
    const { exit, stderr } = await init();
    expect(exit).toBe(2);
    expect(stderr).toContain("`whatsapp-flows.yml` is there already.");
    expect(read("whatsapp-flows.yml")).toBe("# mine\n");
    expect((await init("--force")).exit).toBe(0);
    expect((await writtenConfig())?.flows).toHaveLength(1);
  });

  test("is all that is written without --vscode", async () => {
    put({ ".vscode/extensions.json": "{}" });
    await init();
    expect(existsSync(join(folder, ".vscode/settings.json"))).toBe(false);
  });
});

describe("--vscode", () => {
  test("maps the flows, by pattern where they are named like flows", async () => {
    put({ "a/flow.json": staticFlow, "b/survey.json": staticFlow });
    const { stdout } = await init("--vscode");
    expect(JSON.parse(read(".vscode/settings.json"))["json.schemas"][0].fileMatch).toEqual([
      "*.flow.json",
      "flow.json",
      "/b/survey.json",
    ]);
    expect(stdout).toContain("npm install --save-dev whatsapp-flows-ci");
  });

  test("keeps a config that is there, and what is in the settings", async () => {
    put({ "whatsapp-flows.yml": "# mine\n", ".vscode/settings.json": '{\n  // note\n  "a": 1,\n}\n' });
    const { exit, stdout } = await init("--vscode");
    expect(exit).toBe(0);
    expect(stdout).toContain("Kept `whatsapp-flows.yml`");
    expect(read("whatsapp-flows.yml")).toBe("# mine\n");
    expect(read(".vscode/settings.json")).toMatch(/^\{\n {2}\/\/ note\n {2}"a": 1,\n {2}"json\.schemas": \[/);
    expect((await init("--vscode")).stdout).toContain("Kept `.vscode/settings.json`");
  });

  test("writes nothing at all when the settings cannot be read", async () => {
    put({ "flow.json": staticFlow, ".vscode/settings.json": "{ oh" });
    const { exit, stderr } = await init("--vscode");
    expect(exit).toBe(2);
    expect(stderr).toContain("`.vscode/settings.json` cannot be read");
    expect(read(".vscode/settings.json")).toBe("{ oh");
    expect(existsSync(join(folder, "whatsapp-flows.yml"))).toBe(false);
  });
});

test("prints one document with --json", async () => {
  put({ "flow.json": staticFlow });
  const { stdout } = await init("--json");
  expect(JSON.parse(stdout)).toEqual({
    ok: true,
    data: {
      written: ["whatsapp-flows.yml"],
      kept: [],
      flows: [{ name: "shop", json: "flow.json", endpoint: null }],
      environments: [],
    },
  });
});
