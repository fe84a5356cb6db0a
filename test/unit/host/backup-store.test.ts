import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileError } from "../../../src/errors/errors.js";
import { backupFolder } from "../../../src/host/backup-store.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "wa-flows-backup-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const now = Date.parse("2026-11-22T10:00:00Z");
const store = (folder = ".wa-flows", ignored = true) => backupFolder({ root, folder, now, ignored });
const read = (path: string): string => readFileSync(join(root, path), "utf8");

test("a backup has a folder for its run and its flow, and its path is given", async () => {
  const path = await store().save("signup", "flow.json", "{}");
  expect(path).toBe(".wa-flows/backups/2026-11-22T10-00-00/signup/flow.json");
  expect(read(path)).toBe("{}");
});

test("the folder keeps itself out of the repository, unless it was named", async () => {
  await store().save("signup", "flow.json", "{}");
  expect(read(".wa-flows/.gitignore")).toBe("*\n");
  await store("reports", false).save("signup", "flow.json", "{}");
  expect(readdirSync(join(root, "reports"))).toEqual(["backups"]);
});

test("nothing is made before there is something to keep", () => {
  store();
  expect(readdirSync(root)).toEqual([]);
});

test("no backup replaces another: not of another run, and not of a flow whose name looks the same", async () => {
  const first = store();
  const paths = [
    await first.save("a/b", "flow.json", "1"),
    await first.save("a?b", "flow.json", "2"),
    await store().save("a/b", "flow.json", "3"),
  ];
  expect(paths.map(read)).toEqual(["1", "2", "3"]);
});

test.each(["..", "../../etc", "a\\..\\b", "", "/abs"])(
  "a flow called %j stays in the folder of its run",
  async (name) => {
    expect(await store().save(name, "flow.json", "")).toMatch(
      /^\.wa-flows\/backups\/2026-11-22T10-00-00\/[^/\\]+\/flow\.json$/,
    );
  },
);

test("a place that cannot be written is an error that says so", async () => {
  writeFileSync(join(root, "file"), "");
  const error = await store("file/below", false)
    .save("signup", "flow.json", "")
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FileError);
  expect(error).toMatchObject({ code: "FILE_UNWRITABLE", message: expect.stringContaining("`signup`") });
});
