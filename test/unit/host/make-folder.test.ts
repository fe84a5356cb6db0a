import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFolder } from "../../../src/host/make-folder.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wa-flows-folder-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a folder is made with those above it", async () => {
  await makeFolder(join(root, "a/b/c"));
  expect(statSync(join(root, "a/b/c")).isDirectory()).toBe(true);
});

test("a folder that is there stays as it is", async () => {
  writeFileSync(join(root, "file"), "");
  await makeFolder(root);
  expect(readdirSync(root)).toEqual(["file"]);
});

test("the same folder can be made by several at once", async () => {
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(join(root, "a/b/c/d"))));
  expect(existsSync(join(root, "a/b/c/d"))).toBe(true);
});

test("nothing is made below a file", async () => {
  writeFileSync(join(root, "file"), "");
  await expect(makeFolder(join(root, "file/below"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

// On Linux `/proc` is there and says of everything below it that it is missing; elsewhere `/` takes no folder.
test("a place that takes nothing ends with an error", async () => {
  await expect(makeFolder("/proc/x/backups")).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
});
