import { describe, expect, test } from "vitest";
import { annotation, renderGithub } from "../../../src/render/github.js";
import { diagnostic, hostileTexts, single } from "./samples.js";

/** Reads a workflow command back, as the runner does. */
function parse(line: string) {
  const match = /^::(\w+) (.*?)::(.*)$/.exec(line);
  const undo = (text: string): string =>
    text.replace(/%(3A|2C|0D|0A|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const pairs = (match?.[2] ?? "").split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), undo(pair.slice(at + 1))] as const;
  });
  return { level: match?.[1], properties: Object.fromEntries(pairs), message: undo(match?.[3] ?? "") };
}

describe("the place of an annotation", () => {
  test.each([
    ["one character", 1, 3, 1, 4, { col: 3, endColumn: 3 }],
    ["several characters", 1, 3, 1, 9, { col: 3, endColumn: 8 }],
    ["an empty range", 1, 3, 1, 3, { col: 3, endColumn: 3 }],
    ["several lines", 1, 3, 2, 9, {}],
  ])("of %s has an inclusive end, and columns only on one line", (_, line, column, endLine, endColumn, columns) => {
    const range = { start: { line, column }, end: { line: endLine, column: endColumn } };
    const { properties } = annotation("a.json", diagnostic({ range }));
    const { file, title, ...place } = properties;
    expect([file, title]).toEqual(["a.json", "if-then-not-empty (INVALID_PROPERTY_VALUE)"]);
    expect(place).toEqual({ line, endLine, ...columns });
  });

  test.each([
    ["flows/a.json", undefined, "flows/a.json"],
    ["./flows/a.json", undefined, "flows/a.json"],
    ["flows/a.json", "packages/shop", "packages/shop/flows/a.json"],
    ["../a.json", "packages/shop", "packages/a.json"],
    ["../../a.json", "packages", "../a.json"],
    ["/abs/a.json", "packages", "/abs/a.json"],
  ])("of %s below %s is %s", (path, base, file) => {
    expect(annotation(path, diagnostic(), base).properties.file).toBe(file);
  });
});

test.each([
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
] as const)("severity %s becomes the command %s", (severity, level) => {
  expect(annotation("a.json", diagnostic({ severity })).level).toBe(level);
});

test.each(hostileTexts)("gives one command whose parts read back, with %j in every text", (text) => {
  const finding = diagnostic({ message: `Got ${text}`, rule: `r${text}`, docs: "" });
  const lines = renderGithub(single("{}", finding, `flows/${text},a=b.json`)).split("\n");
  expect(lines).toHaveLength(2);
  const command = parse(lines[0] ?? "");
  expect(command.level).toBe("error");
  expect(Object.keys(command.properties)).toEqual(["file", "line", "endLine", "col", "endColumn", "title"]);
  expect(command.message).toMatch(/^Got /);
  expect(command.message).not.toMatch(/[\u0000-\u001f]/);
});

test("escapes percent, colon and comma in properties, and line ends in the message", () => {
  const finding = diagnostic({ message: "100% a:b,c", fix: { title: "Mend it", edits: [] }, docs: "" });
  expect(renderGithub(single("{}", finding, "a,b:c%.json"))).toBe(
    "::error file=a%2Cb%3Ac%25.json,line=1,endLine=1,col=1,endColumn=1," +
      "title=if-then-not-empty (INVALID_PROPERTY_VALUE)::100%25 a:b,c%0AFix: Mend it\n",
  );
});
