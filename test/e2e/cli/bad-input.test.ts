/** What a user can get wrong, and what the machine and the service can do to them. */
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { faultyFlow, flowId, phoneNumberId, staticFlow, unknownId } from "./samples.js";

const shell = shells();
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

test("files that cannot be checked", async () => {
  const sh = shell();
  sh.put({
    "latin.json": Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x7d),
    "wide.json": Buffer.from("\uFEFF{}", "utf16le"),
    "program.json": Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0),
    "large.json": Buffer.alloc(33 * 1024 * 1024, 0x20),
    "notes.txt": "hello",
    "empty-folder/readme.md": "",
  });
  mkdirSync(join(sh.folder, "folder.json"));
  await sh.say(["validate", "missing.json"]);
  await sh.say(["validate", "empty-folder"]);
  await sh.say(["validate", "folder.json"]);
  await sh.say(["validate", "latin.json"]);
  await sh.say(["validate", "wide.json"]);
  await sh.say(["validate", "program.json"]);
  await sh.say(["validate", "large.json"]);
  await sh.say(["validate", "notes.txt"]);
  await sh.say(["validate", "nothing/**/*.json"]);
  await sh.say(["validate"]);
  await sh.say(["validate", "missing.json", "--json"]);
  sh.expectTranscript("unusable-files");
});

test("a file that cannot be read does not keep the others from being judged", async () => {
  const sh = shell();
  sh.put({ "flows/good.json": staticFlow, "flows/latin.json": Buffer.from('{"screens": "\u00e9"}', "latin1") });
  await sh.say(["validate", "flows"]);
  await sh.say(["validate", "flows", "--json"]);
  sh.expectTranscript("unreadable-among-others");
});

test("text that is no Flow JSON is a finding, not a failure", async () => {
  const sh = shell();
  sh.put({ "empty.json": "", "broken.json": '{\n  "version": "7.3"\n  "screens": []\n}\n', "list.json": "[]\n" });
  await sh.say(["validate", "empty.json"]);
  await sh.say(["validate", "broken.json"]);
  await sh.say(["validate", "list.json"]);
  sh.expectTranscript("not-flow-json");
});

test("output that finds no place ends the command with a sentence", () => {
  const sh = shell();
  sh.put({ "read-only.txt": "" });
  // Linux has a file that behaves as one on a full disk; elsewhere one that is open for reading takes no output either.
  const full = existsSync("/dev/full");
  const target = full ? openSync("/dev/full", "w") : openSync(join(sh.folder, "read-only.txt"), "r");
  const run = spawnSync(process.execPath, [sh.bin, "--version"], {
    stdio: ["ignore", target, "pipe"],
    encoding: "utf8",
  });
  closeSync(target);
  const reason = full ? "ENOSPC" : "EBADF";
  expect(run.stderr).toMatch(new RegExp(`^error: The output cannot be written: ${reason}.*\\n$`));
  expect(run.status).toBe(2);
});

test("command lines that cannot be right", async () => {
  const sh = shell();
  await sh.say(["validat"]);
  await sh.say(["flows", "pubish"]);
  await sh.say(["preview", "flow.json"]);
  await sh.say(["validate", "--formt", "json"]);
  await sh.say(["validate", "--format", "jsno"]);
  await sh.say(["flows", "get", "--flow-id"]);
  await sh.say(["flows", "get", "--flow-id", "--json"]);
  await sh.say(["flows", "get", "--flow-id="]);
  await sh.say(["flows", "get"]);
  await sh.say(["flows", "list", "--page", "0"]);
  await sh.say(["--flow-id", "x", "flows", "get"]);
  await sh.say(["endpoint", "set", "--flow-id", "x", "--code", "a", "--code-file", "b"]);
  sh.expectTranscript("bad-usage");
});

test("no key, a wrong key, and an address that is none", async () => {
  const sh = shell();
  await sh.startEmulator();
  await sh.say(["flows", "list"], { env: { KAPSO_API_KEY: "" } });
  await sh.say(["flows", "list", "--json"], { env: { KAPSO_API_KEY: "" } });
  await sh.say(["flows", "list"], { env: { KAPSO_API_KEY: "wrong" } });
  await sh.say(["flows", "list", "--json"], { env: { KAPSO_API_KEY: "wrong" } });
  await sh.say(["flows", "list", "--api-base-url", "not an address"]);
  await sh.say(["flows", "list", "--api-base-url", "http://api.kapso.ai"]);
  await sh.say(["flows", "list", "--graph-version", "latest"]);
  sh.expectTranscript("credentials");
});

test("the key is not in any output", async () => {
  const sh = shell();
  const key = "key-that-nobody-may-see";
  await sh.startEmulator();
  for (const json of [[], ["--json"]]) {
    const { stdout, stderr } = await sh.run(["flows", "list", ...json], { env: { KAPSO_API_KEY: key } });
    expect(stdout + stderr).not.toContain(key);
  }
});

test("IDs that nobody knows", async () => {
  const sh = shell();
  await sh.startEmulator();
  await sh.say(["flows", "get", "--flow-id", unknownId]);
  await sh.say(["flows", "get", "--flow-id", "123"]);
  await sh.say(["flows", "publish", "--flow-id", unknownId, "--json"]);
  await sh.say(["endpoint", "get", "--flow-id", unknownId]);
  await sh.say(["encryption", "status", "--phone-number-id", "1"]);
  sh.expectTranscript("unknown-ids");
});

test("Flow JSON that the service finds fault with", async () => {
  const sh = shell();
  await sh.startEmulator({
    validate: (text) => ({
      path: "flow.json",
      kind: "flow-json",
      diagnostics: text.includes("TextHeadline") ? [headlineFinding] : [],
    }),
  });
  sh.put({ "flow.json": faultyFlow, "good.json": staticFlow });
  await sh.say(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "a", "--flow-json-file", "good.json"]);
  await sh.say(["flows", "update-json", "--flow-id", flowId, "--json-file", "flow.json"]);
  await sh.say(["flows", "update-json", "--flow-id", flowId, "--json-file", "flow.json", "--json"]);
  await sh.say(["flows", "publish", "--flow-id", flowId]);
  sh.expectTranscript("remote-findings");
});

test("Flow JSON that cannot be sent", async () => {
  const sh = shell();
  await sh.startEmulator();
  sh.put({ "broken.json": "{", "list.json": "[]" });
  const update = ["flows", "update-json", "--flow-id", flowId];
  await sh.say([...update, "--json-file", "broken.json"]);
  await sh.say([...update, "--json-file", "list.json"]);
  await sh.say([...update, "--json-file", "missing.json"]);
  await sh.say(update);
  await sh.say([...update, "{}", "--flow-json", "{}"]);
  sh.expectTranscript("unsendable-flow-json");
});

test("a server that is down ends with 3", async () => {
  const sh = shell();
  const emulator = await sh.startEmulator();
  await emulator.close();
  const { code, stderr } = await sh.run(["flows", "create", "--phone-number-id", "1", "--json"]);
  expect(code).toBe(3);
  expect(JSON.parse(stderr)).toMatchObject({ ok: false, error: { code: "TRANSPORT_REFUSED" } });
});

test("a server that answers HTML ends with 3", async () => {
  const sh = shell();
  const url = await serve("<!doctype html><title>Log in</title>", "text/html");
  const { code, stderr } = await sh.run(["flows", "list", "--json", "--api-base-url", url, "--api-key", "k"]);
  expect(code).toBe(3);
  expect(JSON.parse(stderr)).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^PROTOCOL_/) } });
});

test("names with escape sequences are harmless in a table", async () => {
  const sh = shell();
  await sh.startEmulator();
  const name = "evil\u001b[2J\u202e";
  await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", name]);
  const { stdout, stderr } = await sh.run(["flows", "list"]);
  expect(stdout).toContain("evil\\u001b[2J\\u202e");
  expect(stdout + stderr).not.toContain("\u001b");
});

/** A server that gives the same answer to everything. */
async function serve(body: string, type: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": type }).end(body));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

const headlineFinding = {
  code: "INVALID_PROPERTY_VALUE",
  rule: "schema-component-type",
  severity: "error",
  message: "There is no component TextHeadline.",
  pointer: "/screens/0/layout/children/0/type",
  range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  fix: null,
  docs: "",
  origin: "schema",
  related: [],
} as const;

test("a flow without a data endpoint is told from an ID that nothing has", async () => {
  const sh = shell();
  await sh.startEmulator();
  await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "signup"]);
  const { code, stderr } = await sh.run(["endpoint", "get", "--flow-id", flowId]);
  expect(code).toBe(1);
  expect(stderr).toContain("The flow `signup` has no data endpoint.");
  expect((await sh.run(["endpoint", "get", "--flow-id", unknownId])).stderr).toContain(`flow \`${unknownId}\``);
});
