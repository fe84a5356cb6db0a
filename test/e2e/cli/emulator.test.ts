/** `wa-flows emulator` as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterEach, expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { businessAccountId, phoneNumberId } from "./samples.js";

const shell = shells();
const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** Starts it and gives the first line of its output. */
async function start(...args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [shell().bin, "emulator", "--port", "0", ...args], {
    cwd: shell().folder,
    env: shell().environment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes("\n")) break;
  }
  return { child, line: output.split("\n")[0] ?? "" };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  child.kill(signal);
  return (await once(child, "exit"))[0];
}

interface Address {
  readonly url: string;
  readonly apiKey: string;
}

test("its first line says how to reach it", async () => {
  const { line } = await start("--json");
  const address: Address & Record<string, unknown> = JSON.parse(line);
  expect(address).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    apiKey: expect.any(String),
    phoneNumberId,
    businessAccountId,
  });
  const env = { KAPSO_API_BASE_URL: address.url, KAPSO_API_KEY: address.apiKey };
  expect((await shell().run(["flows", "list"], { env })).code).toBe(0);
});

test.each(["SIGINT", "SIGTERM"] as const)("ends cleanly on %s", async (signal) => {
  const { child } = await start("--json");
  expect(await end(child, signal)).toBe(0);
});

test("keeps its state in a file", async () => {
  const first = await start("--json", "--state", "state.json");
  const { url, apiKey }: Address = JSON.parse(first.line);
  const env = { KAPSO_API_BASE_URL: url, KAPSO_API_KEY: apiKey };
  await shell().run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "kept"], { env });
  await end(first.child, "SIGTERM");
  expect(readFileSync(join(shell().folder, "state.json"), "utf8")).toContain("kept");
  expect(existsSync(join(shell().folder, "state.json.new"))).toBe(false);

  const second = await start("--json", "--state", "state.json");
  const again: Address = JSON.parse(second.line);
  const { stdout } = await shell().run(["flows", "list"], {
    env: { KAPSO_API_BASE_URL: again.url, KAPSO_API_KEY: again.apiKey },
  });
  expect(stdout).toContain("kept");
});

test("runs the endpoint code that the command deploys, and ends it with itself", async () => {
  const { child, line } = await start("--json");
  const { url, apiKey }: Address = JSON.parse(line);
  const env = { KAPSO_API_BASE_URL: url, KAPSO_API_KEY: apiKey };
  const sh = shell();
  sh.put({
    "endpoint.js": `async function handler(request, env) {
  const { data_exchange } = await request.json();
  return Response.json({ version: "3.0", screen: "START", data: { asked: data_exchange.action } });
}
`,
  });
  const made = await sh.run(["flows", "create", "--phone-number-id", phoneNumberId, "--name", "booking", "--json"], {
    env,
  });
  const { data }: { data: { id: string } } = JSON.parse(made.stdout);
  const flow = ["--flow-id", data.id];
  await sh.run(["encryption", "setup", ...flow], { env });
  await sh.run(["endpoint", "set", ...flow, "--code-file", "endpoint.js"], { env });
  await sh.run(["endpoint", "deploy", ...flow], { env });
  await sh.run(["endpoint", "register", ...flow], { env });

  const exchange = { flow_id: data.id, action: "INIT", flow_token: "token-1" };
  const answer = await fetch(`${url}/__emulator/exchange`, { method: "POST", body: JSON.stringify(exchange) });
  expect(await answer.json()).toEqual({ version: "3.0", screen: "START", data: { asked: "INIT" } });
  const invocations = await sh.run(["invocations", ...flow, "--json"], { env });
  expect(JSON.parse(invocations.stdout)).toMatchObject({ data: { invocations: [{ status_code: 200 }] } });
  expect(await end(child, "SIGTERM")).toBe(0);
});

test("says why it cannot start", async () => {
  const sh = shell();
  const emulator = await sh.startEmulator();
  sh.put({ "state.json": "{}" });
  const port = new URL(emulator.url).port;
  expect((await sh.run(["emulator", "--port", port])).stderr).toContain("something else listens there");
  expect((await sh.run(["emulator", "--port", port])).code).toBe(2);
  expect((await sh.run(["emulator", "--port", "0", "--state", "state.json"])).code).toBe(2);
  expect((await sh.run(["emulator", "--port", "70000"])).stderr).toContain("0 to 65535");
});

test("tells a newcomer what to type", async () => {
  const { line } = await start();
  expect(line).toMatch(/^Emulator of the Kapso API at http:\/\/127\.0\.0\.1:\d+ \(Ctrl\+C ends it\)$/);
});
