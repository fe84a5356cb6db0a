import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/pipeline/report.js";
import { commentMarker, hasMarker } from "../../../src/render/marker.js";
import { MAX_COMMENT, renderSummary } from "../../../src/render/summary.js";
import { diagnostic, failedRun, hostileTexts, passedRun } from "./samples.js";

const key = "ci";

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

/** A report with very many entries, each with very long texts. */
function huge(count: number, text: string): Report {
  const [flow] = failedRun.flows;
  const [error] = failedRun.errors;
  const [write] = failedRun.writes;
  const [step] = failedRun.steps;
  if (flow === undefined || error === undefined || write === undefined || step === undefined) throw new Error("sample");
  return {
    ...failedRun,
    summary: { files: count, errors: count, warnings: 0, infos: 0 },
    files: times(count, (i) => ({
      path: `flows/${text}${i}.json`,
      kind: "flow-json",
      diagnostics: [diagnostic({ message: text })],
    })),
    flows: times(count, (i) => ({ ...flow, name: `${text}${i}`, path: `${text}${i}`, status: text, flowId: text })),
    steps: times(count, () => ({ ...step, target: text, reason: text })),
    writes: times(count, () => ({ ...write, text })),
    errors: times(count, () => ({ ...error, message: text, hint: text, target: text })),
    continueWith: text,
  };
}

describe("the length", () => {
  test.each([
    ["1 entry", 1, 100_000],
    ["10 entries", 10, 10_000],
    ["300 entries", 300, 100],
    ["5000 entries", 5_000, 1_000],
  ])("stays within what GitHub takes, for %s of each kind", (_, count, length) => {
    for (const text of ["a".repeat(length), "|`\\*@".repeat(length / 5), "😀".repeat(length / 2)]) {
      const summary = renderSummary(huge(count, text), { key });
      expect(summary.length).toBeLessThanOrEqual(MAX_COMMENT);
      expect(summary).toContain("failed");
    }
  });

  test("says when it is the short form, and counts what it leaves out", () => {
    const summary = renderSummary(huge(300, "a".repeat(200)), { key });
    expect(summary).toContain("This is the short form");
    expect(summary).toMatch(/Not shown: \d+ errors in \d+ files\./);
    expect(summary).toMatch(/Not shown: \d+ steps\./);
  });

  test("shows everything when everything fits", () => {
    const summary = renderSummary(failedRun, { key });
    expect(summary).not.toContain("short form");
    expect(summary).not.toContain("Not shown");
  });

  test("may be larger where the limit is", () => {
    const report = huge(300, "a".repeat(200));
    expect(renderSummary(report, { key, limit: 1_000_000 }).length).toBeGreaterThan(MAX_COMMENT);
  });
});

test("shows the gravest findings when not all fit", () => {
  const warnings = times(60, (i) => diagnostic({ severity: "warning", message: `Warning ${i}` }));
  const last = diagnostic({ severity: "error", message: "The one error" });
  const files = [{ path: "a.json", kind: "flow-json" as const, diagnostics: [...warnings, last] }];
  const summary = renderSummary({ ...failedRun, files }, { key });
  expect(summary).toContain("The one error");
  expect(summary).toContain("Warning 48");
  expect(summary).not.toContain("Warning 49");
  expect(summary).toContain("Not shown: 11 warnings in 1 file.");
});

test("shows failed steps when not all fit", () => {
  const [step] = failedRun.steps;
  if (step === undefined) throw new Error("sample");
  const steps = [
    ...times(400, (i) => ({ ...step, target: `flow-${i}` })),
    { ...step, target: "culprit", status: "failed" as const },
  ];
  const summary = renderSummary({ ...failedRun, steps }, { key });
  expect(summary).toContain("culprit");
  expect(summary).toContain("Not shown: 201 steps.");
});

test("says that nothing was written when a run that could have written failed before", () => {
  expect(renderSummary({ ...failedRun, writes: [] }, { key })).toContain("Nothing was changed remotely.");
  expect(renderSummary(passedRun, { key })).not.toContain("remotely");
});

describe("a finding", () => {
  const files = [
    {
      path: "flow.json",
      kind: "flow-json" as const,
      diagnostics: [
        diagnostic({ range: { start: { line: 2, column: 3 }, end: { line: 2, column: 8 } }, related: [], fix: null }),
      ],
    },
  ];
  const report = { ...passedRun, files };

  test("shows the lines it is about, as a block of its list item", () => {
    const sources = new Map([["flow.json", '{\n  "wrng": 1\n}\n']]);
    const summary = renderSummary(report, { key, sources });
    expect(summary).toContain('\n\n  ```text\n  1 | {\n  2 |   "wrng": 1\n    |   ^^^^^\n  3 | }\n  ```\n');
  });

  test("keeps a fence in those lines inside the block", () => {
    const sources = new Map([["flow.json", '{\n  "```": "````"\n}\n']]);
    expect(renderSummary(report, { key, sources })).toContain("\n  `````text\n");
  });

  test("shows no lines without the text", () => {
    expect(renderSummary(report, { key })).not.toContain("```text");
  });
});

test("draws the screens of each flow, as long as there is room", () => {
  const graphs = new Map([["flow.json", "flowchart LR\n  s0 --> s1\n"]]);
  expect(renderSummary(passedRun, { key, graphs })).toContain(
    "### Screens\n\n#### `flow.json`\n\n```mermaid\nflowchart LR\n  s0 --> s1\n```\n",
  );
  expect(renderSummary(huge(300, "a".repeat(100)), { key, graphs })).not.toContain("mermaid");
});

test("folds many steps away when all went well, and counts them", () => {
  const [step] = passedRun.steps;
  if (step === undefined) throw new Error("The sample has no step.");
  const many = [...times(6, () => step), ...times(4, () => ({ ...step, status: "skipped" as const }))];
  const well = renderSummary({ ...passedRun, steps: many }, { key });
  expect(well).toContain("<details><summary>6 passed, 4 skipped</summary>\n\n| Step |");
  const badly = renderSummary({ ...passedRun, steps: [...many, { ...step, status: "failed" }] }, { key });
  expect(badly).not.toContain("<details>");
});

describe("the marker", () => {
  test("is the first line", () => {
    expect(renderSummary(passedRun, { key: "ci/validate staging" }).split("\n")[0]).toBe(
      "<!-- whatsapp-flows-ci:ci/validate staging -->",
    );
  });

  test.each(["a-->b", "--", "a\nb", "a<b", "ü", "%3e", "-%2d"])(
    "of the key %j is one harmless line of its own",
    (odd) => {
      const marker = commentMarker(odd);
      expect(marker).toMatch(/^<!-- whatsapp-flows-ci:[\w .,:/@=+%-]+ -->$/);
      expect(marker.slice(4, -3)).not.toContain("--");
      expect(hasMarker(`${marker}\nrest`, odd)).toBe(true);
      expect(hasMarker(`${marker}\nrest`, `${odd}x`)).toBe(false);
    },
  );

  test("of another key, or quoted further down, is not taken", () => {
    const body = renderSummary(passedRun, { key: "one" });
    expect(hasMarker(body, "one")).toBe(true);
    expect(hasMarker(body, "two")).toBe(false);
    expect(hasMarker(`> ${body}`, "one")).toBe(false);
    expect(hasMarker(`Look:\n${body}`, "one")).toBe(false);
    expect(hasMarker(body.replaceAll("\n", "\r\n"), "one")).toBe(true);
  });
});

test.each(hostileTexts)("keeps its outline with %j in every text", (text) => {
  const outline = (report: Report): string[] =>
    renderSummary({ ...report, continueWith: null }, { key })
      .split("\n")
      .filter((line) => /^(#|<!--|```|\|[^|]*\|)/.test(line))
      .map((line) => line.slice(0, 3));
  expect(outline(huge(2, `${text}.`))).toEqual(outline(huge(2, "plain")));
});
