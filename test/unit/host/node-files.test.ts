import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FileError } from "../../../src/errors/errors.js";
import { MAX_FILE_BYTES, nodeFiles } from "../../../src/host/node-files.js";

const flow = '{"version":"7.3","screens":[]}';
let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "wa-flows-files-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no error",
    (error: unknown) => (error instanceof FileError ? error.code : error),
  );

describe("read", () => {
  test("gives the text of a file, with its byte-order mark", async () => {
    await put({ "a.json": "\uFEFF{}" });
    expect(await nodeFiles(root).read("a.json")).toBe("\uFEFF{}");
  });

  test("takes absolute paths", async () => {
    await put({ "a.json": "{}" });
    expect(await nodeFiles("/").read(join(root, "a.json"))).toBe("{}");
  });

  test("takes a file of exactly the limit, and not of a byte more", async () => {
    await put({ "a.json": Buffer.alloc(MAX_FILE_BYTES, " "), "b.json": Buffer.alloc(MAX_FILE_BYTES + 1, " ") });
    expect(await nodeFiles(root).read("a.json")).toHaveLength(MAX_FILE_BYTES);
    expect(await failure(nodeFiles(root).read("b.json"))).toBe("FILE_TOO_LARGE");
  });

  test.each([
    ["a missing file", "nothing.json", "FILE_NOT_FOUND"],
    ["a file below a file", "flow.json/x", "FILE_NOT_FOUND"],
    ["a folder", "folder", "FILE_UNREADABLE"],
    ["bytes that are not UTF-8", "latin.json", "FILE_NOT_TEXT"],
    ["UTF-16", "wide.json", "FILE_NOT_TEXT"],
    ["a zero byte", "zero.json", "FILE_NOT_TEXT"],
  ])("refuses %s", async (_, path, code) => {
    await put({
      "flow.json": flow,
      "folder/x": "",
      "latin.json": Uint8Array.of(0x22, 0xe9, 0x22),
      "wide.json": Buffer.from("\uFEFF{}", "utf16le"),
      "zero.json": "{\0}",
    });
    expect(await failure(nodeFiles(root).read(path))).toBe(code);
  });

  test("says why a file that exists cannot be read", async () => {
    await symlink(join(root, "circle.json"), join(root, "circle.json"));
    await expect(nodeFiles(root).read("circle.json")).rejects.toMatchObject({
      code: "FILE_UNREADABLE",
      message: "`circle.json` cannot be read: its links form a circle.",
    });
  });

  test("names the file and what to do, without the system's own words", async () => {
    await expect(nodeFiles(root).read("flow.json")).rejects.toMatchObject({
      message: "File `flow.json` does not exist.",
      hint: "Check the spelling, and that the path is relative to the working directory.",
    });
  });
});

describe("expand", () => {
  const expand = (...patterns: string[]): Promise<readonly string[]> => nodeFiles(root).expand(patterns);

  test("keeps a named file, whatever it is", async () => {
    await put({ "notes.txt": "", "package.json": "{}" });
    expect(await expand("notes.txt", "./package.json")).toEqual(["notes.txt", "package.json"]);
  });

  test("sorts, and names each file once", async () => {
    await put({ "b/flow.json": flow, "a/flow.json": flow });
    expect(await expand("b", "b/flow.json", "**/flow.json", "a")).toEqual(["a/flow.json", "b/flow.json"]);
  });

  test("takes of a folder the JSON files that mention screens, at any depth", async () => {
    await put({
      "flows/a/flow.json": flow,
      "flows/broken.json": '{"screens": [',
      "flows/not-utf8.json": Buffer.concat([Buffer.from(flow), Uint8Array.of(0xff)]),
      "flows/package.json": '{"name":"x"}',
      "flows/endpoint.js": '"screens"',
      "flows/node_modules/x/flow.json": flow,
      "flows/.cache/flow.json": flow,
    });
    expect(await expand("flows")).toEqual(["flows/a/flow.json", "flows/broken.json", "flows/not-utf8.json"]);
  });

  test("takes the working directory as a folder", async () => {
    await put({ "a/flow.json": flow });
    expect(await expand(".")).toEqual(["a/flow.json"]);
  });

  test("takes a folder that is named although its name has a dot in front", async () => {
    await put({ ".github/flows/flow.json": flow });
    expect(await expand(".github/flows")).toEqual([".github/flows/flow.json"]);
  });

  test("matches globs against JSON and JavaScript files, not in dot folders or node_modules", async () => {
    await put({
      "a/sign-up.flow.json": flow,
      "b.flow.json": flow,
      "a/endpoint.js": "",
      "a/readme.md": "",
      "node_modules/x/y.flow.json": flow,
      ".x/y.flow.json": flow,
    });
    expect(await expand("**/*.flow.json")).toEqual(["a/sign-up.flow.json", "b.flow.json"]);
    expect(await expand("a/*")).toEqual(["a/endpoint.js", "a/sign-up.flow.json"]);
    expect(await expand(join(root, "a/*.js"))).toEqual(["a/endpoint.js"]);
  });

  test("shows files inside the working directory relative to it, and others as they were named", async () => {
    await put({ "work/a.json": flow, "other/b.json": flow });
    const files = nodeFiles(join(root, "work"));
    expect(await files.expand([join(root, "work/a.json")])).toEqual(["a.json"]);
    expect(await files.expand([join(root, "other/b.json")])).toEqual([join(root, "other/b.json")]);
    expect(await files.expand([join(root, "other")])).toEqual([join(root, "other/b.json")]);
    expect(await files.expand(["../other/*.json"])).toEqual(["../other/b.json"]);
  });

  test("lets a folder that a glob matches stand for its flows", async () => {
    await put({ "flows/a/flow.json": flow, "flows/a/other.json": "{}", "flows/b/x/flow.json": flow });
    expect(await expand("flows/*")).toEqual(["flows/a/flow.json", "flows/b/x/flow.json"]);
  });

  test("takes a file whose name looks like a glob by its name", async () => {
    await put({ "a[1].json": flow, "a1.json": flow });
    expect(await expand("a[1].json")).toEqual(["a[1].json"]);
  });

  test("gives nothing for a glob that matches nothing", async () => {
    expect(await expand("none/**/*.json")).toEqual([]);
  });

  test("refuses a name that does not exist", async () => {
    expect(await failure(expand("none.json"))).toBe("FILE_NOT_FOUND");
  });

  test("reads linked files, and does not run in circles through linked folders", async () => {
    await put({ "real.json": flow, "flows/a.json": flow });
    await symlink(join(root, "real.json"), join(root, "flows/link.json"));
    await symlink(join(root, "flows"), join(root, "flows/circle"));
    await symlink(join(root, "gone.json"), join(root, "flows/dangling.json"));
    expect(await expand("flows")).toEqual(["flows/a.json", "flows/link.json"]);
  });
});
