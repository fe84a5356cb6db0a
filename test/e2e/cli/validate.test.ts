/** `wa-flows validate`, as people, CI systems and editors use it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { faultyFlow, staticFlow } from "./samples.js";

const shell = shells();
/** Versions are judged by date; today would change the outcome some day. */
const date = ["--date", "2026-11-22"];

const config = `flows:
  signup:
    json: flows/signup/flow.json
  booking:
    json: flows/booking.flow.json
environments:
  staging: { phone-number-id: "111" }
  production: { phone-number-id: "222" }
rules:
  schema-unknown-component-type: warning
`;

test("a flow without mistakes", async () => {
  const sh = shell();
  sh.put({ "flow.json": staticFlow });
  await sh.say(["validate", "flow.json", ...date]);
  await sh.say(["validate", "flow.json", ...date, "--quiet"]);
  await sh.say(["validate", "flow.json", ...date, "--format", "github"]);
  await sh.say(["validate", "flow.json", ...date, "--json"]);
  sh.expectTranscript("validate-valid");
});

test("a flow with a mistake, in every format", async () => {
  const sh = shell();
  sh.put({ "flow.json": faultyFlow, ".git/HEAD": "" });
  for (const format of ["pretty", "json", "github", "sarif", "markdown"]) {
    await sh.say(["validate", "flow.json", ...date, "--format", format]);
  }
  sh.expectTranscript("validate-formats");
});

const endpointFlow = readFileSync(new URL("../../conformance/endpoint/flow.json", import.meta.url), "utf8");
const brokenEndpoint = `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const key = "AKIA${"J7Q2M5X3KD4WPL6Z"}";
  if (exchange.screen === "START") return Response.json({ version: "3.0", screen: "DONE", data: { summary: key } });
  return Response.json({ version: "3.0", screen: "STRAT", data: {} });
}
`;

test("code beside its flow, and what it answers; a secret is not shown", async () => {
  const sh = shell();
  sh.put({ "flows/a/flow.json": endpointFlow, "flows/a/endpoint.js": brokenEndpoint });
  await sh.say(["validate", "flows/a/endpoint.js", ...date]);
  const said = await sh.run(["validate", "flows/a/endpoint.js", "--json", ...date]);
  expect(said.stdout).not.toContain("J7Q2M5X3KD4WPL6Z");
  sh.expectTranscript("validate-endpoint");
});

test("a config sets the severity of what code answers", async () => {
  const sh = shell();
  sh.put({
    "flows/a.json": endpointFlow,
    "code/a.js": brokenEndpoint,
    "whatsapp-flows.yml": `flows:
  a: { json: flows/a.json, endpoint: code/a.js }
environments:
  test: { phone-number-id: "111" }
rules:
  endpoint-transition: info
  endpoint-secret: off
  simulation-no-end: off
`,
  });
  const { stdout } = await sh.run(["validate", "--json", ...date]);
  const files: readonly {
    readonly path: string;
    readonly diagnostics: readonly { rule: string; severity: string }[];
  }[] = JSON.parse(stdout).files;
  const found = files
    .find(({ path }) => path === "code/a.js")
    ?.diagnostics.map(({ rule, severity }) => [rule, severity]);
  expect(found).toEqual([
    ["endpoint-transition", "info"],
    ["endpoint-screen-unknown", "error"],
  ]);
});

test("folders, globs and standard input", async () => {
  const sh = shell();
  sh.put({
    "flows/a/flow.json": staticFlow,
    "flows/b.flow.json": faultyFlow,
    "flows/package.json": "{}",
    "flows/node_modules/x/flow.json": faultyFlow,
  });
  const paths = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await sh.run(["validate", "--json", ...args]);
    return JSON.parse(stdout).files.map((file: { path: string }) => file.path);
  };
  expect(await paths()).toEqual(["flows/a/flow.json", "flows/b.flow.json"]);
  expect(await paths("flows")).toEqual(["flows/a/flow.json", "flows/b.flow.json"]);
  expect(await paths("flows/**/*.flow.json")).toEqual(["flows/b.flow.json"]);
  expect(await paths("flows/package.json")).toEqual(["flows/package.json"]);
  await sh.say(["validate", "-", "--stdin-filename", "editor/flow.json", ...date], { input: faultyFlow });
  sh.expectTranscript("validate-stdin");
});

test("the exit code follows --fail-on", async () => {
  const sh = shell();
  sh.put({ "error.json": faultyFlow, "good.json": staticFlow });
  const code = async (...args: string[]): Promise<number | null> => (await sh.run(["validate", ...args, ...date])).code;
  expect(await code("good.json")).toBe(0);
  expect(await code("error.json")).toBe(1);
  expect(await code("good.json", "error.json")).toBe(1);
  expect(await code("error.json", "--fail-on", "never")).toBe(0);
});

test("the config gives flows and severities, and no environment has to be chosen", async () => {
  const sh = shell();
  sh.put({
    "whatsapp-flows.yml": config,
    "flows/signup/flow.json": staticFlow,
    "flows/booking.flow.json": faultyFlow,
    "other/flow.json": faultyFlow,
  });
  await sh.say(["validate", ...date]);
  await sh.say(["validate", ...date, "--fail-on", "warning"]);
  await sh.say(["validate", ...date, "--environment", "stagin"]);
  sh.expectTranscript("validate-config");
});

test("a config that cannot be used ends with 2 and shows why", async () => {
  const sh = shell();
  sh.put({ "whatsapp-flows.yml": "flow:\n  signup: {}\n", "flow.json": staticFlow });
  await sh.say(["validate", "flow.json"]);
  await sh.say(["validate", "flow.json", "--json"]);
  await sh.say(["validate", "flow.json", "--config", "missing.yml"]);
  sh.expectTranscript("bad-config");
});

test("colours only where they are wanted", async () => {
  const sh = shell();
  sh.put({ "flow.json": faultyFlow });
  const colored = async (args: readonly string[], env: Record<string, string> = {}): Promise<boolean> =>
    (await sh.run(["validate", "flow.json", ...args], { env })).stdout.includes("\u001b[");
  expect(await colored([])).toBe(false);
  expect(await colored([], { FORCE_COLOR: "1" })).toBe(true);
  expect(await colored([], { FORCE_COLOR: "0" })).toBe(false);
  expect(await colored(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
  expect(await colored([], { NO_COLOR: "1" })).toBe(false);
});

test("paths of annotations start at the root of the repository", async () => {
  const sh = shell();
  sh.put({ "packages/shop/flow.json": faultyFlow });
  const env = { GITHUB_WORKSPACE: sh.folder };
  const { stdout } = await sh.run(["validate", "flow.json", "--format", "github"], { env, folder: "packages/shop" });
  expect(stdout).toContain("file=packages/shop/flow.json,");
});

test("a flow larger than Meta takes is a finding", async () => {
  const sh = shell();
  sh.put({ "flow.json": staticFlow.replace(/\n/, `\n${" ".repeat(11 * 1024 * 1024)}\n`) });
  const { code, stdout } = await sh.run(["validate", "flow.json", ...date, "--json"]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).files[0].diagnostics.map((d: { rule: string }) => d.rule)).toEqual(["schema-max-size"]);
});

test("--fix repairs files in place, keeps their formatting, and reports what is left", async () => {
  const sh = shell();
  const broken = staticFlow
    .replace('"version": "7.3",', '"version": "7.3",\r\n  "_comment": "draft",\r\n  "screns": [],')
    .replace(/(?<!\r)\n/g, "\r\n");
  sh.put({ "flow.json": broken });
  await sh.say(["validate", "flow.json", ...date, "--fix"]);
  await sh.say(["validate", "-", "--fix"]);
  sh.expectTranscript("validate-fix");
  expect(readFileSync(join(sh.folder, "flow.json"), "utf8")).toBe(broken.replace('"_comment": "draft",\r\n  ', ""));
});
