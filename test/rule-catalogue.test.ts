/** The set of rules in agreement with the rule catalogue, which lies beside the project (../shared). */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exchangeRules } from "../src/endpoint/exchange-rules.js";
import type { RuleInfo } from "../src/flow/rule.js";
import { remoteCodes } from "../src/validate/remote-rules.js";
import { ruleInfos } from "../src/validate/rule-set.js";
import { noLocalTrigger } from "./conformance/no-local-trigger.js";
import { ownSamples } from "./conformance/own-samples.js";

interface Entry {
  readonly id: string;
  readonly code: string;
  readonly severity: string;
  readonly when: string;
  readonly sinceVersion: string | null;
  readonly untilVersion: string | null;
  readonly published: readonly string[];
  readonly sameAs?: readonly string[];
  readonly note?: string;
}

const catalogue: readonly Entry[] = JSON.parse(
  readFileSync(new URL("../../shared/reference/flow-json/rules.json", import.meta.url), "utf8"),
);
const entries = new Map(catalogue.map((entry) => [entry.id, entry]));
const rules: readonly RuleInfo[] = [...ruleInfos.values()];

describe("the catalogue", () => {
  test("has every entry implemented, reported under another id, or without a local trigger", () => {
    const missing = catalogue.filter(
      ({ id, sameAs = [] }) => !ruleInfos.has(id) && sameAs.length === 0 && noLocalTrigger[id] === undefined,
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test("has no entry that is implemented although it is reported under another id", () => {
    const twice = catalogue.filter(({ id, sameAs = [] }) => ruleInfos.has(id) && sameAs.length > 0);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });

  test("lists every rule, but for those about data endpoints and those with samples of their own", () => {
    const others = new Set([...Object.keys(ownSamples), ...exchangeRules.map(({ id }) => id)]);
    expect(rules.filter(({ id }) => entries.has(id) === others.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test("agrees on code, severity and versions", () => {
    const shown = (code: string, severity: string, since?: string | null, until?: string | null) =>
      `${code} ${severity} ${since ?? ""}-${until ?? ""}`;
    const differing = rules.flatMap(({ id, code, severity, since, until }) => {
      const entry = entries.get(id);
      if (entry === undefined) return [];
      const ours = shown(code, severity, since, until);
      const theirs = shown(entry.code, entry.severity, entry.sinceVersion, entry.untilVersion);
      return ours === theirs ? [] : [`${id}: ${ours}, catalogue: ${theirs}`];
    });
    expect(differing).toEqual([]);
  });

  test("has no code that is neither a rule's nor the service's alone", () => {
    const codes = new Set([...rules.map(({ code }) => code), ...remoteCodes]);
    expect(catalogue.map(({ code }) => code).filter((code) => !codes.has(code))).toEqual([]);
    expect(rules.filter(({ code }) => remoteCodes.includes(code))).toEqual([]);
  });

  test("agrees on what is off by default", () => {
    const off = catalogue
      .filter(({ note = "" }) => /off by default|hint only|optional hint/i.test(note))
      .map(({ id }) => id);
    expect(
      rules
        .filter((rule) => rule.off === true)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(off.toSorted());
  });
});

test("no text is a sentence of Meta's, or of the catalogue", () => {
  const foreign = new Set(catalogue.flatMap(({ published, when }) => [...published, when].flatMap(sentences)));
  const copied = rules.flatMap(({ id, what, why }) =>
    [what, why]
      .flatMap(sentences)
      .filter((text) => foreign.has(text))
      .map((text) => `${id}: ${text}`),
  );
  expect(copied).toEqual([]);
});

/** Sentences as bare words, so that case, marks and placeholders do not hide a copy. */
function sentences(text: string): string[] {
  return text
    .split(/(?<=[.:;])\s+/)
    .map((sentence) =>
      sentence
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, " ")
        .trim(),
    )
    .filter((sentence) => sentence !== "");
}
