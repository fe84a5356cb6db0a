import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/errors/errors.js";
import { errorReport } from "../../../src/pipeline/error-report.js";
import { exitCodeOf } from "../../../src/pipeline/exit-code.js";
import { reportOfErrors } from "../../../src/pipeline/record.js";

function reportWith(...codes: readonly string[]) {
  const where = { step: null, target: null, operation: null, status: null, hint: null, stack: null };
  return reportOfErrors(codes.map((code) => ({ code, message: "It failed.", ...where })));
}

describe("exitCodeOf", () => {
  it("is 0 for a success", () => {
    expect(exitCodeOf(reportWith())).toBe(0);
  });

  it.each([
    ["VALIDATION_FAILED", 1],
    ["STATE_FLOW_PUBLISHED", 1],
    ["API_UNPROCESSABLE", 1],
    ["USAGE_PIPELINE", 2],
    ["CONFIG_INVALID", 2],
    ["FILE_NOT_FOUND", 2],
    ["AUTH_REFUSED", 2],
    ["REMOTE_ERROR", 3],
    ["TRANSPORT_RESET", 3],
    ["PROTOCOL_SHAPE", 3],
    ["DEADLINE_PASSED", 3],
    ["CANCELLED", 3],
    ["INTERNAL", 4],
    ["SOMETHING_NEW", 4],
  ])("of %s is %i", (code, expected) => {
    expect(exitCodeOf(reportWith(code))).toBe(expected);
  });

  it("is the worst of several", () => {
    expect(exitCodeOf(reportWith("API_UNPROCESSABLE", "TRANSPORT_RESET", "AUTH_REFUSED"))).toBe(3);
  });
});

describe("reportOfErrors", () => {
  it("is a whole report of a run that could not begin", () => {
    const error = errorReport(
      new UsageError("USAGE_INPUT", "The input `pipeline` is missing."),
      { step: null, target: null },
      (text) => text,
    );
    const report = reportOfErrors([error]);
    expect(report).toMatchObject({ conclusion: "failure", steps: [], flows: [], continueWith: null });
    expect(report.outputs["flow-id"]).toBe("");
  });

  it("takes what is no error of ours for a bug", () => {
    expect(errorReport("oops", { step: null, target: null }, (text) => text)).toMatchObject({
      code: "INTERNAL",
      message: "oops",
    });
  });
});
