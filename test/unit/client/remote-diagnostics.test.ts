import { describe, expect, test } from "vitest";
import { remoteDiagnostics, remoteFindings } from "../../../src/client/remote-diagnostics.js";

const issue = (more: object = {}) => ({
  error: "INVALID_PROPERTY_VALUE",
  error_type: "FLOW_JSON_ERROR",
  message: "No.",
  ...more,
});
const found = (pointer: string | null, path: string | null) => ({
  code: "INVALID_PROPERTY_VALUE",
  message: "No.",
  pointer,
  path,
});

describe("remoteFindings reads", () => {
  test.each([
    ["null", null],
    ["a missing member", undefined],
    ["an empty list", []],
    ["an empty sentence", " "],
    ["a number", 7],
  ])("no finding in %s", (_, value) => {
    expect(remoteFindings(value)).toEqual([]);
  });

  test.each([
    [
      "pointers as objects",
      issue({ pointers: [{ path: "screens[0].id", line_start: 3 }] }),
      "/screens/0/id",
      "screens[0].id",
    ],
    ["pointers as strings", issue({ pointers: ["screens [0]. id"] }), "/screens/0/id", "screens [0]. id"],
    ["a path of its own", issue({ path: "screens[0].id" }), "/screens/0/id", "screens[0].id"],
    ["one pointer without a list", issue({ pointers: { path: "version" } }), "/version", "version"],
    ["no pointers", issue(), null, null],
    ["null pointers", issue({ pointers: null }), null, null],
    ["empty pointers", issue({ pointers: [] }), null, null],
    ["pointers without path", issue({ pointers: [{ line_start: 3 }, 7, null] }), null, null],
    ["a path that is none", issue({ path: "screens[0" }), null, "screens[0"],
  ])("%s", (_, value, pointer, path) => {
    expect(remoteFindings([value])).toEqual([found(pointer, path)]);
  });

  test("one finding for each place", () => {
    const value = issue({ pointers: [{ path: "version" }, { path: "screens" }, "version"] });
    expect(remoteFindings([value]).map((finding) => finding.pointer)).toEqual(["/version", "/screens"]);
  });

  test("bare strings, with the path they mention", () => {
    expect(remoteFindings(["Wrong at screens[0].id", "Loop."])).toEqual([
      {
        code: "WF_REMOTE_VALIDATION",
        message: "Wrong at screens[0].id",
        pointer: "/screens/0/id",
        path: "screens[0].id",
      },
      { code: "WF_REMOTE_VALIDATION", message: "Loop.", pointer: null, path: null },
    ]);
  });

  test("one entry that is not in a list", () => {
    expect(remoteFindings(issue())).toEqual([found(null, null)]);
    expect(remoteFindings("Loop.")).toMatchObject([{ message: "Loop." }]);
  });

  test("sentences by name", () => {
    expect(remoteFindings({ flow_json: ["is invalid", "is long"] }).map((finding) => finding.message)).toEqual([
      "flow_json: is invalid",
      "flow_json: is long",
    ]);
  });

  test.each([
    ["no message", { error: "INVALID_X" }, "INVALID_X", "INVALID_X"],
    ["no code", { message: "No." }, "WF_REMOTE_VALIDATION", "No."],
    ["a code that is a sentence", { error: "Not good" }, "WF_REMOTE_VALIDATION", "Not good"],
    ["nothing", {}, "WF_REMOTE_VALIDATION", "The service gives no reason."],
    ["a number", 7, "WF_REMOTE_VALIDATION", "7"],
    ["null", null, "WF_REMOTE_VALIDATION", "null"],
    ["text over lines", { message: "a\n::error::b\u001b[2J" }, "WF_REMOTE_VALIDATION", "a ::error::b [2J"],
  ])("an entry with %s", (_, value, code, message) => {
    expect(remoteFindings([value])).toMatchObject([{ code, message, pointer: null }]);
  });
});

describe("remoteDiagnostics", () => {
  const text = `{
  "version": "7.3",
  "screens": [
    { "id": "A", "layout": { "type": "X", "on-click-action": { "name": "navigate" } } }
  ]
}`;
  const at = (value: object) => remoteDiagnostics([issue(value)], text)[0];
  const shown = (value: object): string => {
    const { start, end } = at(value)?.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
    expect(end.line).toBe(start.line);
    return (text.split("\n")[start.line - 1] ?? "").slice(start.column - 1, end.column - 1);
  };

  test("a whole diagnostic", () => {
    expect(at({ pointers: [{ path: "screens[0].layout.type", line_start: 99 }], line_start: 99 })).toEqual({
      code: "INVALID_PROPERTY_VALUE",
      rule: "remote-validation",
      severity: "error",
      message: "No.",
      pointer: "/screens/0/layout/type",
      range: { start: { line: 4, column: 38 }, end: { line: 4, column: 41 } },
      fix: null,
      docs: expect.stringContaining("/docs/rules/remote-validation.md"),
      origin: "remote",
      related: [],
    });
  });

  test("a key in brackets and quotation marks", () => {
    expect(shown({ path: "screens[0].layout['on-click-action'].name" })).toBe('"navigate"');
  });

  test("a key that is wrong is shown itself", () => {
    expect(shown({ error: "INVALID_PROPERTY_KEY", path: "screens[0].layout.on-click-action" })).toBe(
      '"on-click-action"',
    );
  });

  test("a key that is wrong, when only its object is pointed at", () => {
    const message = 'The property "type" cannot be specified at "$root/screens/0/layout".';
    expect(shown({ error: "INVALID_PROPERTY", message })).toBe('"type"');
    expect(at({ error: "INVALID_PROPERTY", message })?.pointer).toBe("/screens/0/layout/type");
  });

  test("something missing in an object shows its opening brace", () => {
    expect(shown({ error: "MISSING_REQUIRED_PROPERTY", path: "screens[0].layout" })).toBe("{");
  });

  test("a member that is not there falls to its object, and the message names the path", () => {
    const value = { path: "screens[0].layout.children" };
    expect(shown(value)).toBe("{");
    expect(at(value)).toMatchObject({ pointer: "/screens/0/layout", message: "No. (at `screens[0].layout.children`)" });
  });

  test.each(["screens[7].layout.type", "screens[0", "what ever, this is"])(
    "the unknown place `%s` falls to the root, and the message names it",
    (path) => {
      expect(at({ path })).toMatchObject({
        pointer: "",
        message: `No. (at \`${path}\`)`,
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
      });
    },
  );

  test("a finding without any place stands at the root", () => {
    expect(at({})).toMatchObject({ pointer: "", message: "No.", range: { start: { line: 1, column: 1 } } });
  });

  test("a text that does not parse has no pointers", () => {
    const [only] = remoteDiagnostics([issue({ path: "version" })], "{ oops");
    expect(only).toMatchObject({
      pointer: null,
      message: "No. (at `version`)",
      range: { start: { line: 1, column: 1 } },
    });
  });

  test("in the order of the text, each once", () => {
    const value = [issue({ path: "screens" }), issue({ path: "version" }), issue({ path: "version" })];
    expect(remoteDiagnostics(value, text).map((one) => one.pointer)).toEqual(["/version", "/screens"]);
  });

  test("nothing found, nothing reported", () => {
    expect(remoteDiagnostics(null, text)).toEqual([]);
  });
});
