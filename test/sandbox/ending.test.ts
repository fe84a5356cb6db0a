/** Nothing of a sandbox outlives it, whenever it is closed. */
import { spawn, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { loadWorkerdSandbox } from "../../src/host/workerd-sandbox.js";
import { aCall, runtimes } from "./endpoint.js";

const options = { secrets: {}, timeLimitMs: 60_000, memoryLimitMb: 64 };
const code = `async function handler(request) {
  const { loops } = await request.json();
  while (loops);
  return new Response("");
}`;

/** Processes of the Workers runtime whose parent has gone: those of other tests have one. */
function orphans(): readonly string[] {
  const { stdout } = spawnSync("ps", ["-eo", "ppid,args"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => /^\s*1\s.*workerd serve/.test(line));
}

test.each(runtimes)("in %s: closed before it has started", async (_, sandbox) => {
  const endpoint = sandbox(code, options);
  const outcome = endpoint.call(aCall);
  await new Promise((resolve) => setImmediate(resolve));
  await endpoint.close();
  expect(await outcome).toMatchObject({ kind: "stopped" });
  expect(orphans()).toEqual([]);
});

test.each(runtimes)("in %s: closed in the middle of a call", async (_, sandbox) => {
  const endpoint = sandbox(code, options);
  await endpoint.call({ ...aCall, body: "{}" });
  const outcome = endpoint.call({ ...aCall, body: '{"loops":true}' });
  await new Promise((resolve) => setImmediate(resolve));
  await endpoint.close();
  expect(await outcome).toMatchObject({ kind: "stopped" });
  expect(orphans()).toEqual([]);
});

test("without miniflare, what to install is said", () => {
  const find = (): string => {
    throw new Error("Cannot find module 'miniflare'");
  };
  expect(() => loadWorkerdSandbox(find)).toThrow(
    expect.objectContaining({
      code: "USAGE_NO_WORKERD",
      hint: expect.stringContaining("npm install --save-dev miniflare"),
    }),
  );
});

test("a runtime that does not start is no finding about the code", async () => {
  const endpoint = loadWorkerdSandbox(() => "/no/miniflare/here.js")(code, options);
  await expect(endpoint.call(aCall)).rejects.toMatchObject({ code: "USAGE_SANDBOX" });
  await endpoint.close();
});

test("a process that ends by force takes its sandbox along", async () => {
  // What holds the channel to the runner goes away, as when this process is killed.
  const script = `import { loadWorkerdSandbox } from "./lib/host/workerd-sandbox.js";
    const endpoint = loadWorkerdSandbox()("async function handler() { return new Response(''); }", ${JSON.stringify(options)});
    await endpoint.call(${JSON.stringify(aCall)});
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const root = new URL("../..", import.meta.url);
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: root });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const { stdout } = spawnSync("ps", ["-eo", "pid,ppid"], { encoding: "utf8" });
  const runner = stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent]) => parent === String(child.pid))?.[0];
  child.kill("SIGKILL");
  const isThere = (): boolean => spawnSync("ps", ["-p", String(runner)]).status === 0;
  await expect.poll(isThere, { timeout: 10_000 }).toBe(false);
  expect(orphans()).toEqual([]);
});
