import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.js";
import { applyFixes, fixAll } from "../../../src/validate/apply-fixes.js";
import { validateFlow } from "../../../src/validate/validate-flow.js";

function finding(edits: readonly [line: number, from: number, to: number, text: string][]): Diagnostic {
  return {
    code: "WF_TEST",
    rule: "test",
    severity: "warning",
    message: "",
    pointer: null,
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    fix: {
      title: "",
      edits: edits.map(([line, from, to, text]) => ({
        range: { start: { line, column: from }, end: { line, column: to } },
        text,
      })),
    },
    docs: "",
    origin: "rule",
    related: [],
  };
}

describe("applyFixes", () => {
  test("replaces, inserts and deletes by line and column", () => {
    const { text } = applyFixes("one two\nthree\n", [
      finding([[1, 1, 4, "ONE"]]),
      finding([[2, 1, 1, ">"]]),
      finding([[1, 4, 8, ""]]),
    ]);
    expect(text).toBe("ONE\n>three\n");
  });
  test("applies only the first of two fixes that touch the same characters", () => {
    const { text, applied } = applyFixes("abcdef", [finding([[1, 1, 4, "X"]]), finding([[1, 3, 5, "Y"]])]);
    expect(text).toBe("Xdef");
    expect(applied).toHaveLength(1);
  });
  test("takes the edits of one fix together or not at all", () => {
    const { text } = applyFixes("abcdef", [
      finding([[1, 5, 6, "E"]]),
      finding([
        [1, 1, 2, "A"],
        [1, 5, 6, "?"],
      ]),
    ]);
    expect(text).toBe("abcdEf");
  });
  test("keeps CRLF line ends and a byte order mark", () => {
    const { text } = applyFixes("\uFEFFa\r\nb\r\n", [finding([[1, 1, 2, "A"]]), finding([[2, 1, 2, "B"]])]);
    expect(text).toBe("\uFEFFA\r\nB\r\n");
  });
});

describe("fixAll", () => {
  const validated = async (text: string) => validateFlow(text, "flow.json", { today: "2026-11-22" }).diagnostics;
  const flow = (extra: string, children: string): string =>
    `{ "version": "7.3",${extra} "screens": [{ "id": "A", "title": "A", "terminal": true,
      "data": { "city": { "type": "string", "__example__": "Rome" } },
      "layout": { "type": "SingleColumnLayout", "children": [${children},
        { "type": "Footer", "label": "Done", "on-click-action": { "name": "complete", "payload": {} } }] } }] }`;

  test("removes authoring keys and writes numbers and mixed texts right, and nothing else", async () => {
    const before = flow(
      ' "_comment": "draft",',
      '{ "type": "TextBody", "text": "In ${data.city} today" }, { "type": "TextInput", "name": "n", "label": "N", "max-chars": "10" }',
    );
    const { text, applied } = await fixAll(before, validated);
    expect(text).toBe(
      flow(
        "",
        '{ "type": "TextBody", "text": "`\'In \' ${data.city} \' today\'`" }, { "type": "TextInput", "name": "n", "label": "N", "max-chars": 10 }',
      ),
    );
    expect(applied.map((d) => d.rule).sort()).toEqual([
      "action-partial-reference",
      "component-text-input-chars-type",
      "schema-additional-property",
    ]);
    expect(await validated(text)).toEqual([]);
  });
  test("renames a screen and adds the routing model that names it, without breaking either", async () => {
    const screen = (id: string, rest: string): string =>
      `{ "id": "${id}", "title": "A", "layout": { "type": "SingleColumnLayout", "children": [
        { "type": "Footer", "label": "Go", "on-click-action": ${rest} }] } }`;
    const go = '{ "name": "navigate", "next": { "type": "screen", "name": "LAST" }, "payload": {} }';
    const end = '{ "name": "data_exchange", "payload": {} }';
    const before = `{
  "version": "7.3",
  "data_api_version": "4.0",
  "screens": [${screen("FIRST1", go)}, ${screen("LAST", end).replace('"title"', '"terminal": true, "title"')}]
}`;
    const { text } = await fixAll(before, validated);
    expect((await validated(text)).filter((finding) => finding.severity === "error")).toEqual([]);
    expect(JSON.parse(text).routing_model).toEqual({ [JSON.parse(text).screens[0].id]: ["LAST"], LAST: [] });
  });
  test("leaves a clean flow as it is", async () => {
    const clean = flow("", '{ "type": "TextBody", "text": "Hello" }');
    expect(await fixAll(clean, validated)).toEqual({ text: clean, applied: [] });
  });
});
