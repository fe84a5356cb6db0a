import { expect, test } from "vitest";
import { diffFlows } from "../../../src/diff/diff-flows.js";
import { differenceText } from "../../../src/render/difference.js";
import { blocksOf, markdownPages } from "../../support/docs.js";

test("docs/diff.md prints what the command prints", () => {
  const page = markdownPages().find(({ path }) => path === "docs/diff.md");
  const blocks = page === undefined ? [] : blocksOf(page);
  const [before, after] = blocks.filter(({ language }) => language === "json").map(({ text }) => JSON.parse(text));
  const printed = blocks.find(({ language }) => language === "text")?.text;
  expect(differenceText(diffFlows(before, after), { before: "old.json", after: "new.json" }).trimEnd()).toBe(
    printed?.trimEnd(),
  );
});
