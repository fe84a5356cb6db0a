/**
 * What is said of the mistakes that people make most, and where. `«…»` marks what is shown; `»` alone at the end of the
 * text is a place behind the last character; `‹…›` marks what was opened and is not closed.
 */
import { describe, expect, test } from "vitest";
import { readJson } from "../../../src/json/read.js";

interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly opened: number | undefined;
}

function unmark(marked: string): Marked {
  const plain = marked.replace(/[«»‹›]/g, "");
  const offset = (mark: string): number => marked.slice(0, marked.indexOf(mark)).replace(/[«»‹›]/g, "").length;
  return {
    text: plain,
    start: offset("«"),
    end: offset("»"),
    opened: marked.includes("‹") ? offset("‹") : undefined,
  };
}

const mistakes: readonly (readonly [what: string, marked: string, message: string])[] = [
  ["a comma behind the last member", '{\n  "a": 1«,»\n}', "Remove this comma: nothing follows it in the object."],
  ["a comma behind the last entry", "[1, 2«,»\n]", "Remove this comma: nothing follows it in the array."],
  ["two commas in a list", "[1,«,»2]", "Expected a value, found `,`."],
  ["two commas in an object", '{"a":1,«,»"b":2}', "Expected a key in double quotes, found `,`."],
  ["a comment before a member", '{\n  «//» the name\n  "a": 1\n}', "JSON has no comments; remove this one."],
  ["a comment behind a comma", '{"a": 1, «//» one\n "b": 2}', "JSON has no comments; remove this one."],
  ["a comment behind a value", '{"a": 1 «/*» one */}', "JSON has no comments; remove this one."],
  ["a comment in place of a value", '{"a": «/*» one */ 1}', "JSON has no comments; remove this one."],
  ["a comment at the start", "«//» my flow\n{}", "JSON has no comments; remove this one."],
  ["a text in apostrophes", "{\"a\": «'»b'}", "Strings are written in double quotes, not in apostrophes."],
  ["a key in apostrophes", "{«'»a': 1}", "Keys are written in double quotes, not in apostrophes."],
  ["a key without quotes", '{«version»: "7.3"}', "The key `version` must stand in double quotes."],
  [
    "a text without quotes",
    '{"type": «TextHeading»}',
    "`TextHeading` is no JSON value; a text stands in double quotes.",
  ],
  ["True as Python writes it", '{"a": «True»}', "`True` is no JSON value; a text stands in double quotes."],
  ["a missing comma between members", '{"a": 1\n «"»b": 2}', 'Expected `,` or `}`, found `"`.'],
  ["a missing comma between entries", "[{}\n «{»}]", "Expected `,` or `]`, found `{`."],
  ["a missing colon", '{"a" «1»}', "Expected `:` after the key `a`, found `1`."],
  ["an equals sign for a colon", '{"a" «=» 1}', "Expected `:` after the key `a`, found `=`."],
  ["a missing value", '{"a": «}»', "Expected a value, found `}`."],
  [
    "a string that its line does not close",
    '{\n  "a": «"b,»\n  "c": 1\n}',
    'This string is not closed on its line; a `"` is missing.',
  ],
  [
    "a string that its line does not close (CRLF)",
    '{"a": «"b,»\r\n"c": 1}',
    'This string is not closed on its line; a `"` is missing.',
  ],
  ["a string that the file does not close", '{"a": «"b}»', 'This string is not closed on its line; a `"` is missing.'],
  ["a key that is not closed", '{«"a: 1,»\n"b": 2}', 'This string is not closed on its line; a `"` is missing.'],
  ["a brace that is not closed", '‹{›"a": 1«»', "The file ends before the `{` is closed; a `}` is missing."],
  [
    "an inner brace that is not closed",
    '{"a": ‹{›"b": 1«»',
    "The file ends before the `{` is closed; a `}` is missing.",
  ],
  ["a bracket that is not closed", '{"a": ‹[›1, 2\n«»', "The file ends before the `[` is closed; a `]` is missing."],
  ["a list closed by a brace", '{"a": ‹[›1«}»}', "Found `}` where `]` closes the `[`."],
  ["an object closed by a bracket", '[‹{›"a": 1«]»]', "Found `]` where `}` closes the `{`."],
  ["an end where a value is wanted", '{"a": «»', "The file ends where a value is expected."],
  ["one brace too many", '{"a": 1}\n«}»', "Unexpected `}` after the end of the JSON value."],
  ["a second value", "{}\n«{»}", "Unexpected `{` after the end of the JSON value."],
  ["a number with a leading zero", '{"a": «007»}', "`007` is not a number as JSON writes it."],
  ["a number with a trailing point", '{"a": «1.»}', "`1.` is not a number as JSON writes it."],
  ["a number with a plus", '{"a": «+»1}', "Expected a value, found `+`."],
  ["a hexadecimal number", '{"a": «0x1F»}', "`0x1F` is not a number as JSON writes it."],
  [
    "a backslash that escapes nothing",
    '{"a": "C:«\\d»ata"}',
    "`\\d` is no escape that JSON knows; a backslash is written `\\\\`.",
  ],
  ["a tab in a string", '{"a": "b«\t»c"}', "A control character stands in a string; write it as `\\u0009`."],
  ["nothing at all", "«»", "The file is empty; expected a JSON object."],
  ["white space only", " \n«»", "The file is empty; expected a JSON object."],
  ["typographic quotes", "{«“»a”: 1}", "Expected a key in double quotes, found `“`."],
  ["a typographic quote as a value", '{"a": «”»b”}', "Expected a value, found `”`."],
  ["a text in backticks", '{"a": «`»b`}', "Expected a value, found a backtick."],
  ["a no-break space", '{"a": 1«\u00a0»}', "Expected `,` or `}`, found `\\u00a0`."],
  ["a placeholder of a template", '{"a": {«{»x}}}', "Expected a key in double quotes, found `{`."],
  ["an astral character", "[«😀»]", "Expected a value, found `😀`."],
  ["a mark in the middle", "{«\ufeff»}", "Expected a key in double quotes, found `\\ufeff`."],
];

describe("what is said of", () => {
  test.each(mistakes)("%s", (_, marked, message) => {
    const { text, start, end, opened } = unmark(marked);
    const problem = opened === undefined ? { message, start, end } : { message, start, end, opened };
    expect(readJson(text)).toEqual({ ok: false, problem });
  });
});

describe("a message", () => {
  test("shows the start of what is long", () => {
    const result = readJson(`{${"k".repeat(500)}: 1}`);
    expect(result.ok ? "" : result.problem.message).toBe(`The key \`${"k".repeat(59)}…\` must stand in double quotes.`);
  });

  test("holds no line end and no backtick of the text's own", () => {
    const result = readJson('{"a\\n`b" 1}');
    expect(result.ok ? "" : result.problem.message).toBe("Expected `:` after the key `a\\u000a'b`, found `1`.");
  });

  test("speaks of the first mistake only", () => {
    const result = readJson("{a: 1,}");
    expect(result.ok ? "" : result.problem.message).toBe("The key `a` must stand in double quotes.");
  });
});
