import { expect, test } from "vitest";
import { platform } from "../../../src/flow/platform.js";
import type { VersionRow } from "../../../src/flow/versions.js";
import { findingsIn } from "../../support/flow-fixes.js";
import { flowOf } from "../../support/small-flows.js";

const text = flowOf([{ id: "FIRST", terminal: true }], undefined, { version: "5.0" });

function judged(dates: Partial<VersionRow>, today: string, forPublish = false): readonly string[] {
  const versions = platform.versions.map((row) => {
    if (row.version !== "5.0") return row;
    return { version: row.version, released: row.released, ...dates };
  });
  const findings = findingsIn(text, { platform: { ...platform, versions }, today, forPublish });
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

test("a version is frozen from the day of the table on", () => {
  const dates = { frozen: "2026-03-10" };
  expect(judged(dates, "2026-03-09")).toEqual(["warning version-freeze-announced"]);
  expect(judged(dates, "2026-03-10")).toEqual(["warning version-frozen-publish"]);
  expect(judged(dates, "2026-03-10", true)).toEqual(["error version-frozen-publish"]);
});

test("a version without dates is only not the recommended one", () => {
  expect(judged({}, "2026-03-10", true)).toEqual(["warning version-not-recommended"]);
});

test("an expired version is refused when it is to be published, and cannot be sent otherwise", () => {
  const dates = { frozen: "2025-09-10", expired: "2026-03-10" };
  expect(judged(dates, "2026-03-09")).toEqual(["warning version-frozen-publish"]);
  expect(judged(dates, "2026-03-10")).toEqual(["error version-expired-send"]);
  expect(judged(dates, "2026-03-10", true)).toEqual(["error version-unsupported"]);
});

test("an announced expiry is a warning", () => {
  expect(judged({ expired: "2026-03-10" }, "2026-01-01")).toEqual(["warning version-freeze-announced"]);
});
