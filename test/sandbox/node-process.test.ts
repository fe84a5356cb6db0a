/** The process of the sandbox `node`, were the context around the code broken: it can do nothing but compute. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxFlags } from "../../src/host/node-sandbox.js";
import { sandboxEnvironment } from "../../src/host/sandbox/process.js";

const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
beforeAll(() => writeFileSync(join(folder, "secret.txt"), "secret"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs text as if it had got hold of the modules of Node, in a process with the same flags. */
async function withModules(script: string): Promise<string> {
  const child = spawn(process.execPath, [...sandboxFlags(64), "--eval", script], { env: {}, cwd: "/" });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return said;
}

test.each([
  ["reads no file", `require("node:fs").readFileSync(${JSON.stringify(join(folder, "secret.txt"))}, "utf8")`],
  ["writes no file", `require("node:fs").writeFileSync(${JSON.stringify(join(folder, "new.txt"))}, "x")`],
  ["lists no folder", 'require("node:fs").readdirSync("/")'],
  ["starts no process", 'require("node:child_process").spawnSync("id")'],
  ["starts no worker", 'new (require("node:worker_threads").Worker)("0", { eval: true })'],
  ["reaches no internals", 'process.binding("tcp_wrap")'],
])("%s", async (_, attempt) => {
  const said = await withModules(`try { ${attempt}; console.log("done"); } catch (error) { console.log(error.code); }`);
  expect(said.trim()).toMatch(/^ERR_ACCESS_DENIED$/);
});

test("has an empty environment but for the time zone", () => {
  expect(sandboxEnvironment).toEqual({ TZ: "UTC" });
});
