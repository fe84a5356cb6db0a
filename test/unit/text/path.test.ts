import { expect, test } from "vitest";
import { folderOf, joinPath, relativePath } from "../../../src/text/path.js";

test.each([
  ["", "a.json", "a.json"],
  ["", "./a//b.json", "a/b.json"],
  ["packages/shop", "flows/a.json", "packages/shop/flows/a.json"],
  ["packages/shop/", "../a.json", "packages/a.json"],
  ["packages", "../../a.json", "../a.json"],
  ["..", "../a.json", "../../a.json"],
  ["packages", "/abs/a.json", "/abs/a.json"],
  ["/work", "a.json", "/work/a.json"],
  ["/work", "../../a.json", "/a.json"],
  ["C:/work", "a.json", "C:/work/a.json"],
  ["packages", "C:/work/a.json", "C:/work/a.json"],
])("joinPath(%j, %j) is %s", (folder, path, joined) => {
  expect(joinPath(folder, path)).toBe(joined);
});

test.each([
  ["", "a/b.json", "a/b.json"],
  ["a", "a/b.json", "b.json"],
  ["a/c", "a/b.json", "../b.json"],
  ["a", "./a/b.json", "b.json"],
  ["/work/a", "/work/b.json", "../b.json"],
])("relativePath(%j, %j) is %s", (folder, path, relative) => {
  expect(relativePath(folder, path)).toBe(relative);
});

test.each([
  ["a.json", ""],
  ["a/b/c.json", "a/b"],
  ["/a.json", "/"],
])("folderOf(%j) is %j", (path, folder) => {
  expect(folderOf(path)).toBe(folder);
});
