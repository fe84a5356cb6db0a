import { describe, expect, test } from "vitest";
import { wantsColor } from "../../../src/cli/colors.js";
import { errorDocument, errorText } from "../../../src/cli/error-text.js";
import { exitCodeOfError } from "../../../src/cli/exit-code.js";
import { hiddenInvocation, hideContacts, hideValues } from "../../../src/cli/hide.js";
import { textRecord, textTable } from "../../../src/cli/text-table.js";
import * as errors from "../../../src/errors/errors.js";

const remote = { operation: "getFlow", status: 422, requestId: "req-1" };

describe("exit codes", () => {
  test.each([
    [new errors.RefusedError("API_UNPROCESSABLE", "m", remote), 1],
    [new errors.UsageError("USAGE_X", "m"), 2],
    [new errors.ConfigError("CONFIG_X", "m"), 2],
    [new errors.FileError("FILE_NOT_FOUND", "m"), 2],
    [new errors.CredentialsError("AUTH_REFUSED", "m", remote), 2],
    [new errors.UnavailableError("REMOTE_BUSY", "m", remote), 3],
    [new errors.TransportError("TRANSPORT_REFUSED", "m", { ...remote, notSent: true }), 3],
    [new errors.ProtocolError("PROTOCOL_NOT_JSON", "m", remote), 3],
    [new errors.DeadlineError("DEADLINE_X", "m", remote), 3],
    [new TypeError("m"), 4],
    ["thrown text", 4],
  ])("of %o is %i", (error, code) => {
    expect(exitCodeOfError(error)).toBe(code);
  });
});

describe("errors", () => {
  test("show message, hint and what was called, without secrets and escape sequences", () => {
    const error = new errors.RefusedError("API_X", "It says \u001b[31mno to key-1234.", {
      ...remote,
      hint: "Ask key-1234.",
    });
    expect(errorText(error, false, ["key-1234"])).toBe(
      "error: It says \\u001b[31mno to •••.\nhint: Ask •••.\n(API_X, getFlow, HTTP 422, request req-1)\n",
    );
  });

  test("are data for programs", () => {
    expect(errorDocument(new errors.RefusedError("API_X", "No.", remote))).toEqual({
      code: "API_X",
      message: "No.",
      hint: null,
      details: {
        operation: "getFlow",
        status: 422,
        requestId: "req-1",
        metaCode: null,
        metaSubcode: null,
        validationErrors: [],
        retryAfter: null,
      },
    });
  });

  test("that are bugs show the stack and where to report it", () => {
    const text = errorText(new TypeError("x is undefined"), false, []);
    expect(text).toMatch(/^error: TypeError: x is undefined\n {4}at /);
    expect(text).toMatch(/report: Please report it: https:\/\/\S+\/issues\n$/);
    expect(errorDocument(new TypeError("x is undefined"))).toMatchObject({ code: "INTERNAL" });
  });
});

describe("tables", () => {
  test("align by what is seen, and keep escape sequences harmless", () => {
    const rows = [
      ["a", 1],
      ["日本", null],
      ["\u001b[2J", true],
    ] as const;
    expect(textTable(["NAME", "N"], rows)).toBe("NAME       N\na          1\n日本       –\n\\u001b[2J  yes\n");
  });

  test("of one thing leave out what is not known", () => {
    expect(
      textRecord([
        ["name", "x"],
        ["flow ID", undefined],
        ["status", "draft"],
      ]),
    ).toBe("name    x\nstatus  draft\n");
  });
});

describe("hidden data", () => {
  test("keeps its shape", () => {
    expect(hideValues({ name: "Ada", age: 36, tags: ["a", "b"], none: null, agreed: true })).toEqual({
      name: "•••",
      age: "•••",
      tags: ["•••", "•••"],
      none: null,
      agreed: true,
    });
  });

  test.each([
    ["call +1 (555) 010-0123 now", "call +15•••••••23 now"],
    ["from 15550100123", "from 15•••••••23"],
    ["mail ada@example.com, please", "mail •••, please"],
    ["took 1234 ms, status 200", "took 1234 ms, status 200"],
    ["on 2026-11-22T10:00:00Z", "on 2026-11-22T10:00:00Z"],
    ["flow 9000000000000001", "flow 9000000000000001"],
    ["flow 6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10", "flow 6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10"],
  ])("in the text %j becomes %j", (text, hidden) => {
    expect(hideContacts(text)).toBe(hidden);
  });

  test("of an invocation is in its bodies, and not in its times", () => {
    const hidden = hiddenInvocation({
      id: "1",
      duration_ms: 12,
      created_at: "2026-11-22T10:00:00Z",
      request_body: { screen: "START", data: { name: "Ada" } },
      response_body: null,
      error_message: "no room for ada@example.com",
    });
    expect(hidden).toEqual({
      id: "1",
      duration_ms: 12,
      created_at: "2026-11-22T10:00:00Z",
      request_body: { screen: "START", data: { name: "•••" } },
      response_body: null,
      error_message: "no room for •••",
    });
  });
});

describe("colours", () => {
  test.each([
    [true, false, {}, true],
    [false, false, {}, false],
    [true, true, {}, false],
    [true, false, { NO_COLOR: "1" }, false],
    [true, false, { NO_COLOR: "" }, true],
    [true, false, { TERM: "dumb" }, false],
    [false, false, { FORCE_COLOR: "1" }, true],
    [true, false, { FORCE_COLOR: "0" }, false],
    [false, false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    [true, true, { FORCE_COLOR: "1" }, false],
  ])("terminal %s, --no-color %s, %o: %s", (terminal, flag, env, wanted) => {
    expect(wantsColor(terminal, flag, env)).toBe(wanted);
  });
});
