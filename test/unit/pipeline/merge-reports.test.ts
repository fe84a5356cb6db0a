import { describe, expect, it } from "vitest";
import { mergeReports } from "../../../src/pipeline/merge-reports.js";
import { readReport } from "../../../src/pipeline/read-report.js";
import type { Report } from "../../../src/pipeline/report.js";
import { failedRun, passedRun } from "../render/samples.js";

const named = (report: Report, environment: string | null): Report => ({ ...report, environment });

describe("reports of several jobs as one", () => {
  it("have all flows, steps, writes and errors, in the order of the jobs", () => {
    const merged = mergeReports([passedRun, failedRun]);
    expect(merged.flows).toEqual([...passedRun.flows, ...failedRun.flows]);
    expect(merged.steps).toEqual([...passedRun.steps, ...failedRun.steps]);
    expect(merged.writes).toEqual([...passedRun.writes, ...failedRun.writes]);
    expect(merged.errors).toEqual([...passedRun.errors, ...failedRun.errors]);
  });

  it("succeed when all of them did", () => {
    expect(mergeReports([passedRun, passedRun]).conclusion).toBe("success");
    expect(mergeReports([passedRun, failedRun]).conclusion).toBe("failure");
  });

  it("tell each finding once, and count it once", () => {
    const merged = mergeReports([failedRun, failedRun]);
    expect(merged.files).toHaveLength(failedRun.files.length);
    expect(merged.summary).toEqual(failedRun.summary);
  });

  it("name the environment that all share, and none when they differ", () => {
    expect(mergeReports([named(passedRun, "staging"), named(failedRun, "staging")]).environment).toBe("staging");
    expect(mergeReports([named(passedRun, "staging"), named(failedRun, "production")]).environment).toBeNull();
  });

  it("go on with the command of each job", () => {
    const other = { ...failedRun, continueWith: "wa-flows apply --name other" };
    expect(mergeReports([failedRun, passedRun, other, other]).continueWith).toBe(
      `${failedRun.continueWith}\nwa-flows apply --name other`,
    );
  });

  it("were valid when each was by its own `fail-on`", () => {
    const judged = (valid: string): Report => ({ ...passedRun, outputs: { ...passedRun.outputs, valid } });
    expect(mergeReports([judged("true"), judged("true")]).outputs.valid).toBe("true");
    expect(mergeReports([judged("true"), judged("false")]).outputs.valid).toBe("false");
    expect(mergeReports([judged(""), judged("")]).outputs.valid).toBe("");
  });
});

describe("a report that was kept", () => {
  it.each([passedRun, failedRun])("is read as it was written", (report) => {
    expect(readReport(JSON.stringify(report))).toEqual(report);
  });

  it.each([
    ["no JSON", "{"],
    ["Flow JSON", '{"version": "7.3", "screens": []}'],
    ["a report of a newer version", JSON.stringify({ ...passedRun, schemaVersion: 2 })],
    ["a report without its steps", JSON.stringify({ ...passedRun, steps: undefined })],
  ])("is not %s", (_, text) => {
    expect(readReport(text)).toBeUndefined();
  });
});
