/**
 * What must hold of the validator for any flow: for flows without a mistake, with one mistake, made of the tables with
 * many, and written by other people.
 */
import { readdirSync, readFileSync } from "node:fs";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Range } from "../../src/diagnostic/diagnostic.js";
import { versionTable } from "../../src/flow/versions.js";
import { LineIndex } from "../../src/json/line-index.js";
import { type JsonNode, memberOf } from "../../src/json/node.js";
import { pointerTo, resolvePointer } from "../../src/json/pointer.js";
import { readJson } from "../../src/json/read.js";
import { applyFixes } from "../../src/validate/apply-fixes.js";
import { validateFlow } from "../../src/validate/validate-flow.js";
import { flowsFromTables } from "../support/flows-from-tables.js";
import { type Mutation, mutations } from "../support/mutations/index.js";
import { type Layout, printJson } from "../support/print-json.js";
import { type FlowJson, validFlows } from "../support/valid-flows.js";

function findingsIn(text: string): readonly Diagnostic[] {
  return validateFlow(text, "flow.json", { today: "2026-11-22" }).diagnostics;
}

function errorsIn(text: string): readonly string[] {
  return findingsIn(text)
    .filter(({ severity }) => severity === "error")
    .map(({ rule, pointer }) => `${rule} ${pointer}`)
    .sort();
}

function print(flow: unknown): string {
  return JSON.stringify(flow, null, 2);
}

function rootOf(text: string): JsonNode {
  const result = readJson(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.root;
}

/** A flow with one mistake, and the errors that belong to it; undefined where the flow has no place for the mistake. */
function spoil(flow: FlowJson, mutation: Mutation, pick: number) {
  const changed: FlowJson = JSON.parse(JSON.stringify(flow));
  const errors = mutation.apply(changed, pick);
  return errors === undefined ? undefined : { text: print(changed), errors: [...errors].sort() };
}

const spoiltFlows: Arbitrary<string> = fc
  .tuple(validFlows(), fc.constantFrom(...mutations), fc.nat({ max: 50 }))
  .map(([flow, mutation, pick]) => spoil(flow, mutation, pick)?.text ?? print(flow));

const wildFlows: Arbitrary<string> = fc
  .constantFrom(...versionTable.map(({ version }) => version))
  .chain((version) => flowsFromTables(version, 30))
  .map(print);

const anyFlows: Arbitrary<string> = fc.oneof(spoiltFlows, wildFlows);

const corpus = new URL("../../../shared/corpus/flows/", import.meta.url);
/** Flows that other people wrote. */
const publicFlows = readdirSync(corpus).map((file) => ({ file, text: readFileSync(new URL(file, corpus), "utf8") }));

describe("a flow without a mistake", () => {
  test("gets no error, and no warning but for its version", () => {
    fc.assert(
      fc.property(validFlows(), (flow) => {
        const findings = findingsIn(print(flow)).filter(({ rule }) => !rule.startsWith("version-"));
        expect(findings.map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});

describe("a flow whose author", () => {
  test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    "%s gets the error that belongs to it and no other",
    (_, mutation) => {
      fc.assert(
        fc.property(validFlows(), fc.nat({ max: 50 }), (flow, pick) => {
          const spoilt = spoil(flow, mutation, pick);
          fc.pre(spoilt !== undefined);
          expect(errorsIn(spoilt?.text ?? "")).toEqual(spoilt?.errors);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe("the layout of a text", () => {
  const layouts: readonly (readonly [string, Layout])[] = [
    ["indented by tabs", { indent: "\t" }],
    ["indented by four blanks, with CRLF", { indent: "    ", newline: "\r\n" }],
    ["with lone CR", { indent: " ", newline: "\r" }],
    ["on one line", {}],
    ["on one line behind a byte order mark", { byteOrderMark: true }],
    ["with all keys escaped", { indent: "  ", escapedKeys: true }],
    ["with all strings escaped", { escapedStrings: true, escapedKeys: true }],
  ];

  /** What is found, without lines and columns. */
  function verdict(text: string): readonly string[] {
    return findingsIn(text).map(
      ({ code, rule, severity, pointer, message, fix }) =>
        `${severity} ${code} ${rule} ${pointer} ${message} ${fix?.title ?? ""}`,
    );
  }

  test.each(layouts)("%s changes nothing about what is found", (_, layout) => {
    fc.assert(
      fc.property(anyFlows, (text) => {
        expect(verdict(printJson(rootOf(text), text, layout))).toEqual(verdict(text));
      }),
      { numRuns: 60 },
    );
  });

  test.each(layouts)("%s changes nothing about flows of other people", (_, layout) => {
    for (const { file, text } of publicFlows) {
      // How large a text is depends on its layout.
      const own = (lines: readonly string[]) => lines.filter((line) => !line.includes(" schema-max-size "));
      expect(own(verdict(printJson(rootOf(text), text, layout))), file).toEqual(own(verdict(text)));
    }
  });
});

describe("a place", () => {
  /** What of a node a range may show: it, its key, its opening bracket, or part of its text. */
  function shown(text: string, root: JsonNode, pointer: string, range: Range): string {
    const node = resolvePointer(root, pointer);
    if (node === undefined) return "nothing";
    const lines = new LineIndex(text);
    const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
    if (start === node.start && end === node.end) return "value";
    if (start === node.start && end === node.start + 1 && (node.kind === "object" || node.kind === "array"))
      return "open";
    if (node.kind === "string" && start > node.start && end < node.end && start <= end) return "inside";
    const member = node.parent === null ? undefined : memberOf(node.parent, String(node.key));
    if (member?.keyStart === start && member.keyEnd === end) return "key";
    return `${start}-${end} of ${node.start}-${node.end}`;
  }

  function misplaced(text: string): readonly string[] {
    const root = rootOf(text);
    const lines = new LineIndex(text);
    return findingsIn(text).flatMap((finding) => {
      const places = [finding, ...finding.related].map((place) => ({ rule: finding.rule, ...place }));
      return places.flatMap(({ rule, pointer, range }) => {
        const what = pointer === null ? "no pointer" : shown(text, root, pointer, range);
        const within = [range.start, range.end].every((at) => {
          const offset = lines.offset(at);
          const back = lines.position(offset);
          return offset <= text.length && back.line === at.line && back.column === at.column;
        });
        // A member that a later one of the same name overrules has no pointer of its own.
        const known = ["value", "open", "inside", "key"].includes(what) || rule === "json-duplicate-key";
        return within && known ? [] : [`${rule} ${pointer} shows ${what}`];
      });
    });
  }

  test("of a finding is a value, a key, an opening bracket or part of a text, under its pointer", () => {
    fc.assert(
      fc.property(anyFlows, (text) => {
        expect(misplaced(text)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("in flows of other people is such a place too", () => {
    expect(publicFlows.flatMap(({ file, text }) => misplaced(text).map((problem) => `${file} ${problem}`))).toEqual([]);
  });

  test("is told in the order of the text", () => {
    fc.assert(
      fc.property(anyFlows, (text) => {
        const lines = new LineIndex(text);
        const starts = findingsIn(text).map(({ range }) => lines.offset(range.start));
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  test("keeps the pointer of every node resolvable", () => {
    for (const { text } of publicFlows) {
      const root = rootOf(text);
      for (const { pointer } of findingsIn(text)) {
        const node = pointer === null ? undefined : resolvePointer(root, pointer);
        expect(node === undefined ? "" : pointerTo(node)).toBe(pointer);
      }
    }
  });
});

describe("a fix", () => {
  /** Findings that cannot be made before the fix: what it adds, or makes readable, is looked at for the first time. */
  const broughtToLight: Readonly<Record<string, RegExp>> = {
    "data-api-routing-model-required": /^routing-/,
  };

  function byRule(findings: readonly Diagnostic[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return counts;
  }

  /** What is wrong with the fixes of a text, each applied by itself. */
  function problemsOfFixes(text: string): readonly string[] {
    const before = findingsIn(text);
    return before.flatMap((finding) => {
      if (finding.fix === null) return [];
      const fixed = applyFixes(text, [finding]).text;
      const parsed = readJson(fixed);
      if (!parsed.ok) return [`${finding.rule}: ${parsed.problem.message}`];
      const [was, is] = [byRule(before), byRule(findingsIn(fixed))];
      return [...new Set([...was.keys(), ...is.keys()])].flatMap((rule) => {
        const difference = (is.get(rule) ?? 0) - (was.get(rule) ?? 0);
        // One fix may repair several findings of its rule, such as two actions that want the same route.
        if (rule === finding.rule) return difference < 0 ? [] : [`${rule}: still there after its fix`];
        const expected = difference > 0 && broughtToLight[finding.rule]?.test(rule) === true;
        return difference === 0 || expected ? [] : [`${finding.rule}: ${difference} of ${rule} after its fix`];
      });
    });
  }

  test("takes its finding away, and no other", () => {
    fc.assert(
      fc.property(fc.oneof(spoiltFlows, wildFlows), (text) => {
        expect(problemsOfFixes(text)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("does so in flows of other people", () => {
    expect(publicFlows.flatMap(({ file, text }) => problemsOfFixes(text).map((each) => `${file} ${each}`))).toEqual([]);
  });

  test("keeps line ends and indentation as they are", () => {
    const layout: Layout = { indent: "\t", newline: "\r\n", byteOrderMark: true };
    fc.assert(
      fc.property(anyFlows, (source) => {
        const text = printJson(rootOf(source), source, layout);
        for (const finding of findingsIn(text)) {
          if (finding.fix === null) continue;
          const fixed = applyFixes(text, [finding]).text;
          expect(fixed.startsWith("\ufeff{\r\n\t")).toBe(true);
          expect(fixed.replaceAll("\r\n", "")).not.toMatch(/[\r\n]|\S {2,}|^ +/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("whatever the text", () => {
  test("the validator does not throw", () => {
    const cut = fc
      .tuple(anyFlows, fc.nat(), fc.nat({ max: 40 }), fc.string({ maxLength: 3 }))
      .map(([text, at, length, put]) => {
        const start = at % text.length;
        return text.slice(0, start) + put + text.slice(start + length);
      });
    fc.assert(
      fc.property(fc.oneof(cut, fc.json(), fc.string()), (text) => {
        for (const { range } of findingsIn(text)) expect(range.start.line).toBeGreaterThan(0);
      }),
      { numRuns: 800 },
    );
  });
});
