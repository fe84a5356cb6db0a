import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.js";
import { validateFlow } from "../../src/validate/validate-flow.js";

/** What Meta was seen to answer, from public documentation and repositories; see the corpus's README. */
interface Samples {
  readonly documentedErrorSamples: readonly { readonly error: string; readonly flow: string }[];
  readonly labelledFlows: readonly {
    readonly flow: string;
    readonly result: "accepted" | "rejected";
    readonly errors: readonly { readonly error: string }[];
  }[];
}

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const readText = (file: string): string => readFileSync(new URL(file, corpus), "utf8");
const samples: Samples = JSON.parse(readText("meta-validation-samples.json"));

/** One project strips its notes before it uploads, so Meta never saw these keys. */
const stripped = ["_comment", "_instructions", "_changelog", "_bead", "_notes"];

function errorsOf(text: string): readonly Diagnostic[] {
  const flow: unknown = JSON.parse(text);
  const sent =
    typeof flow === "object" && flow !== null
      ? Object.fromEntries(Object.entries(flow).filter(([key]) => !stripped.includes(key)))
      : flow;
  const report = validateFlow(JSON.stringify(sent, null, 2), "flow.json", { today: "2026-11-22" });
  return report.diagnostics.filter(({ severity }) => severity === "error");
}

const shown = (errors: readonly Diagnostic[]) => errors.map(({ rule, pointer }) => `${rule} ${pointer}`);

describe("samples of Meta's table of errors", () => {
  test.each(samples.documentedErrorSamples)("$flow has $error", ({ error, flow }) => {
    expect(errorsOf(readText(flow)).map(({ code }) => code)).toContain(error);
  });
});

describe("flows of which a repository says what Meta answered", () => {
  const accepted = samples.labelledFlows.filter(({ result }) => result === "accepted");
  test.each(accepted)("$flow was accepted", ({ flow }) => {
    expect(shown(errorsOf(readText(flow)))).toEqual([]);
  });

  const rejected = samples.labelledFlows.filter(({ result }) => result === "rejected");
  test.each(rejected)("$flow was rejected", ({ flow, errors }) => {
    const found = errorsOf(readText(flow));
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(errors.map(({ error }) => error)));
  });
});
