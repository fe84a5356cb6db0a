import { describe, expect, test } from "vitest";
import { type FailedAnswer, failureOf, statusTable } from "../../../src/client/failures.js";

const answer = (more: Partial<FailedAnswer>): FailedAnswer => ({
  operation: "publishFlow",
  action: "publish flow `f-1`",
  params: { flow_id: "f-1" },
  status: 422,
  body: undefined,
  secrets: [],
  ...more,
});
const graph = (code: number, more: object = {}) => ({
  error: { message: "No", type: "OAuthException", code, ...more },
});

describe("status to error class", () => {
  test.each([
    [301, "ProtocolError", "PROTOCOL_REDIRECT"],
    [400, "RefusedError", "API_BAD_REQUEST"],
    [401, "CredentialsError", "AUTH_REFUSED"],
    [403, "CredentialsError", "AUTH_FORBIDDEN"],
    [404, "RefusedError", "API_NOT_FOUND"],
    [405, "RefusedError", "API_REFUSED"],
    [408, "UnavailableError", "REMOTE_TIMEOUT"],
    [409, "RefusedError", "API_CONFLICT"],
    [413, "RefusedError", "API_REFUSED"],
    [422, "RefusedError", "API_UNPROCESSABLE"],
    [429, "UnavailableError", "REMOTE_RATE_LIMITED"],
    [500, "UnavailableError", "REMOTE_ERROR"],
    [502, "UnavailableError", "REMOTE_ERROR"],
    [503, "UnavailableError", "REMOTE_UNAVAILABLE"],
    [504, "UnavailableError", "REMOTE_TIMEOUT"],
    [600, "ProtocolError", "PROTOCOL_STATUS"],
  ])("%i is %s %s", (status, name, code) => {
    expect(failureOf(answer({ status }))).toMatchObject({ name, code, status, operation: "publishFlow" });
  });

  test("has each status once", () => {
    expect(new Set(statusTable.map((row) => row.status)).size).toBe(statusTable.length);
  });

  test.each([4, 80007, 130429, 131056])("Meta's throttling %i with status 400 is no refusal", (code) => {
    const error = failureOf(answer({ status: 400, body: graph(code) }));
    expect(error).toMatchObject({ name: "UnavailableError", code: "REMOTE_THROTTLED", metaCode: code });
  });

  test("a code of Meta that is no throttling stays a refusal", () => {
    expect(failureOf(answer({ status: 400, body: graph(139002) })).name).toBe("RefusedError");
  });
});

describe("the service's own words", () => {
  const start = "Could not publish flow `f-1`: the service refused the request (HTTP 422)";
  test.each([
    ["a sentence", { error: "Integrity requirements not met" }, ": Integrity requirements not met."],
    ["an object with a message", { error: { message: "No." } }, ": No."],
    ["a message alone", { message: "No." }, ": No."],
    ["Meta's text for people first", graph(100, { error_user_msg: "Better." }), ": Better."],
    ["details after the message", graph(131047, { error_data: { details: "Too late." } }), ": No. Too late."],
    ["details that say the same", graph(131047, { error_data: { details: "No" } }), ": No."],
    ["plain text", "upstream is gone", ": upstream is gone."],
    ["text on one line", { error: "one\n::error::two\u001b[31m" }, ": one ::error::two [31m."],
    ["a page of HTML", "<html><body>No</body></html>", "."],
    ["nothing", undefined, "."],
    ["a list", ["No"], "."],
    ["an empty sentence", { error: "" }, "."],
    ["null", { error: null }, "."],
  ])("%s", (_, body, expected) => {
    expect(failureOf(answer({ body })).message).toBe(`${start}${expected}`);
  });

  test("long text is cut", () => {
    expect(failureOf(answer({ body: { error: "x".repeat(10_000) } })).message.length).toBeLessThan(700);
  });

  test("secrets that the service echoes are hidden", () => {
    const body = { error: "Key sk-12345 of 15550100123 refused" };
    const { message } = failureOf(answer({ body, secrets: ["sk-12345", "15550100123"] }));
    expect(message).toContain("Key ••• of ••• refused.");
  });
});

describe("what is kept of the answer", () => {
  test("Meta's numbers and trace", () => {
    const body = graph(139002, { error_subcode: 4233014, fbtrace_id: "AbC" });
    expect(failureOf(answer({ status: 400, body }))).toMatchObject({
      metaCode: 139002,
      metaSubcode: 4233014,
      requestId: "AbC",
    });
  });

  test("the request ID of the header goes before Meta's trace", () => {
    const body = graph(100, { fbtrace_id: "AbC" });
    expect(failureOf(answer({ status: 400, body, requestId: "r-1" })).requestId).toBe("r-1");
  });

  test.each([
    ["a list", { error: "Validation failed", validation_errors: ["a", { error: "B" }] }, ["a", { error: "B" }]],
    ["one sentence", { error: "x", validation_errors: "a" }, ["a"]],
    ["null", { error: "x", validation_errors: null }, []],
    ["none", { error: "x" }, []],
  ])("validation errors: %s", (_, body, expected) => {
    expect(failureOf(answer({ body })).validationErrors).toEqual(expected);
  });
});

describe("hints", () => {
  test("a subcode says more than its code", () => {
    const body = graph(139002, { error_subcode: 4233024 });
    expect(failureOf(answer({ status: 400, body })).hint).toContain("Deploy and register the data endpoint");
  });

  test("Kapso's bare sentence of Meta's integrity block", () => {
    expect(failureOf(answer({ body: { error: "Integrity requirements not met." } })).hint).toContain(
      "WhatsApp Manager",
    );
  });

  test("Meta's ID where Kapso's is needed", () => {
    const error = failureOf(answer({ status: 404, params: { flow_id: "1187304519926603" } }));
    expect(error.hint).toContain("needs Kapso's flow ID");
  });

  test("Kapso's ID where Meta's is needed", () => {
    const params = { flow_id: "6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10" };
    const error = failureOf(answer({ operation: "metaDeleteFlow", status: 404, params }));
    expect(error.hint).toContain("needs Meta's ID");
  });

  test("otherwise that of the status", () => {
    expect(failureOf(answer({ status: 401 })).hint).toContain("API key");
  });
});
