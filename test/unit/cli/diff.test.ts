import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { said } from "../../support/cli-host.js";

const folder = mkdtempSync(join(tmpdir(), "wa-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const before = { version: "7.2", screens: [{ id: "A", title: "One" }] };
writeFileSync(join(folder, "old.json"), JSON.stringify(before));
writeFileSync(
  join(folder, "same.json"),
  `\ufeff${JSON.stringify({ screens: before.screens, version: "7.2" }, null, 2)}`,
);
writeFileSync(join(folder, "new.json"), JSON.stringify({ ...before, version: "7.3" }));
writeFileSync(join(folder, "broken.json"), '{\n  "version": }');
const diff = (...args: readonly string[]): ReturnType<typeof said> => said(["diff", ...args], folder);

describe("diff", () => {
  test("says what is different, and ends with 0 all the same", async () => {
    expect(await diff("old.json", "new.json")).toEqual({
      exit: 0,
      stdout: "old.json → new.json: 1 difference\n~ `version` changes from `7.2` to `7.3`.\n",
      stderr: "",
    });
  });

  test("says so when nothing is", async () => {
    expect(await diff("old.json", "same.json")).toEqual({
      exit: 0,
      stdout: "old.json → same.json: no difference in meaning\n",
      stderr: "",
    });
  });

  test.each([
    [1, "new.json"],
    [0, "same.json"],
  ])("ends with %i on demand: %s", async (exit, head) => {
    expect((await diff("old.json", head, "--exit-code")).exit).toBe(exit);
  });

  test.each([["--json"], ["--format=json"]])("prints a document with %s", async (flag) => {
    expect(JSON.parse((await diff("old.json", "new.json", flag)).stdout)).toEqual({
      schemaVersion: 1,
      before: "old.json",
      after: "new.json",
      changes: [
        {
          subject: "flow",
          change: "changed",
          screenId: null,
          text: "`version` changes from `7.2` to `7.3`.",
          before: "/version",
          after: "/version",
        },
      ],
    });
  });

  test("prints Markdown", async () => {
    expect((await diff("old.json", "new.json", "--format", "markdown")).stdout).toBe(
      "**`old.json` → `new.json`: 1 difference**\n\n- `~` `version` changes from `7.2` to `7.3`.\n",
    );
  });

  test.each([
    ["a file that is not there", ["old.json", "none.json"], "FILE_NOT_FOUND"],
    ["a file that is no JSON, and where", ["old.json", "broken.json"], "`broken.json` is not JSON: line 2, column 14"],
    ["only one file", ["old.json"], "USAGE"],
    ["standard input twice", ["-", "-"], "Only one of the two documents can come from standard input."],
    ["two formats at once", ["old.json", "new.json", "--json", "--format", "markdown"], "exclude each other"],
  ])("ends with 2 for %s", async (_, args, expected) => {
    const { exit, stdout, stderr } = await diff(...args);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(expected);
  });
});
