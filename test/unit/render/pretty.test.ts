import { expect, test } from "vitest";
import { renderPretty } from "../../../src/render/pretty.js";
import { diagnostic, findingOn, hostileTexts, inputOf, single } from "./samples.js";

test("explains a rule once, however often it finds something and in however many files", () => {
  const files = ["a.json", "b.json"].map((path) => ({
    path,
    kind: "flow-json" as const,
    diagnostics: [diagnostic(), diagnostic()],
  }));
  expect(renderPretty(inputOf(files)).match(/docs:/g)).toHaveLength(1);
});

test("has no code frame without the text", () => {
  const input = inputOf([{ path: "a.json", kind: "flow-json", diagnostics: [diagnostic({ docs: "" })] }]);
  expect(renderPretty(input)).toBe(
    "a.json: 1 error\n\n" +
      "a.json:1:1: error: Expected array to contain at least one component. [INVALID_PROPERTY_VALUE if-then-not-empty]\n\n" +
      "1 error in 1 file.\n",
  );
});

test.each(hostileTexts)("lets no escape and no line break through from %j", (text) => {
  const source = `x${text}`;
  const finding = findingOn(source, "x", {
    message: `Before ${text} after`,
    fix: { title: text, edits: [] },
    related: [{ message: text, path: text, pointer: null, range: diagnostic().range }],
  });
  const shown = renderPretty(single(source, finding, `flows/${text}.json`));
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(shown.split("\n").filter((line) => line.startsWith("::"))).toEqual([]);
});
