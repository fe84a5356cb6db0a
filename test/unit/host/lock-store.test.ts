import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LockEntry } from "../../../src/deployment/lock.js";
import { openLock } from "../../../src/host/lock-store.js";
import type { LockStore } from "../../../src/pipeline/context.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wa-flows-lock-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (environment = "staging", toWrite = true): Promise<LockStore> =>
  openLock({ root, path: "lock.json", environment, toWrite });
const entry = (flowId: string): LockEntry => ({
  ...{ flowId, metaFlowId: null, flowVersionId: null, flowJson: null, categories: null, endpoint: null },
});
const file = (): string => join(root, "lock.json");

test("what was recorded is known to the next run, in its environment only", async () => {
  await (await open()).record("signup", entry("f-1"));
  expect((await open()).entry("signup")).toEqual(entry("f-1"));
  expect((await open("production")).entry("signup")).toBeUndefined();
});

test("opening makes no file and leaves nothing behind", async () => {
  await open();
  expect(readdirSync(root)).toEqual([]);
});

test("what another run recorded meanwhile is kept", async () => {
  const [one, two] = [await open(), await open("production")];
  await one.record("signup", entry("f-1"));
  await two.record("signup", entry("f-2"));
  expect((await open()).entry("signup")?.flowId).toBe("f-1");
  expect((await open("production")).entry("signup")?.flowId).toBe("f-2");
});

test("the same once more does not write the file", async () => {
  await (await open()).record("signup", entry("f-1"));
  utimesSync(file(), 1, 1);
  await (await open()).record("signup", entry("f-1"));
  expect(statSync(file()).mtimeMs).toBe(1000);
  expect(readFileSync(file(), "utf8").endsWith("}\n")).toBe(true);
});

test("that it cannot be written is known at once, but for a run that only reads it does not matter", async () => {
  mkdirSync(join(root, "lock.json.new"));
  await expect(open()).rejects.toMatchObject({ code: "FILE_UNWRITABLE", hint: expect.stringContaining("--no-lock") });
  expect((await open("staging", false)).entry("signup")).toBeUndefined();
  expect(existsSync(file())).toBe(false);
});
