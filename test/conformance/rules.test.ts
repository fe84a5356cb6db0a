import { describe, expect, test } from "vitest";
import type { Diagnostic, Severity } from "../../src/diagnostic/diagnostic.js";
import { validateFlow } from "../../src/validate/validate-flow.js";
import { allCases, type Case } from "./cases.js";
import { offsetOf, placesOf, pointerOf } from "./places.js";

const cases = allCases();

function isSeverity(text: string | undefined): text is Severity | "off" {
  return text === "error" || text === "warning" || text === "info" || text === "off";
}

function findingsOf({ text, today, publish, rules }: Case): readonly Diagnostic[] {
  return validateFlow(text, "flow.json", {
    today,
    forPublish: publish,
    severity: (rule) => {
      const severity = rules[rule];
      return isSeverity(severity) ? severity : undefined;
    },
  }).diagnostics;
}

function line({ range, severity, rule, code, pointer }: Diagnostic): string {
  const { start, end } = range;
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return `${place} ${severity} ${rule} ${code} ${pointer === "" ? '""' : pointer}`;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}

for (const section of new Set(cases.map((each) => each.section))) {
  describe(section, () => {
    for (const each of cases.filter((one) => one.section === section)) {
      test(`${each.rule}: ${each.valid ? "valid" : "invalid"}: ${each.title}`, () => {
        const findings = findingsOf(each);
        expect(findings.map(line)).toEqual(each.expected);
        // What the pointer names is what the range shows.
        if (!parses(each.text)) return;
        const places = placesOf(each.text);
        for (const { pointer, range } of findings) {
          const start = offsetOf(each.text, range.start.line, range.start.column);
          const end = offsetOf(each.text, range.end.line, range.end.column);
          expect(pointerOf(each.text, places, start, end)).toBe(pointer);
        }
      });
    }
  });
}
