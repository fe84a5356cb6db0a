/** The set of rules as a whole: complete, consistent, and in agreement with the rule catalogue. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { components } from "../src/flow/components/index.js";
import * as limits from "../src/flow/limits.js";
import type { RuleInfo } from "../src/flow/rule.js";
import * as structure from "../src/flow/structure.js";
import { checks } from "../src/rules/index.js";
import { structureRules } from "../src/schema/rules.js";
import { endpointRules } from "../src/validate/endpoint-rules.js";
import { readingRules } from "../src/validate/reading-rules.js";
import { remoteCodes, remoteRules } from "../src/validate/remote-rules.js";
import { ruleIds, ruleInfos } from "../src/validate/rule-set.js";
import { allCases } from "./conformance/cases.js";
import { noLocalTrigger } from "./conformance/no-local-trigger.js";
import { goodSamples, ownSamples } from "./conformance/own-samples.js";

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
const cases = allCases();

describe("ids", () => {
  test("are unique", () => {
    const all = [
      ...readingRules,
      ...structureRules,
      ...checks.flatMap((check) => check.rules),
      ...endpointRules,
      ...remoteRules,
    ].map(({ id }) => id);
    expect(all.filter((id, i) => all.indexOf(id) !== i)).toEqual([]);
    expect(all.toSorted()).toEqual([...ruleInfos.keys()].toSorted());
  });

  test("are kebab-case", () => {
    expect(rules.map(({ id }) => id).filter((id) => !/^[a-z]+(-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  test("can be set in a config, but for the service's findings", () => {
    expect(ruleIds).toEqual(
      [...ruleInfos.keys()].filter((id) => !remoteRules.some((rule) => rule.id === id)).toSorted(),
    );
  });

  test("that the tables name exist", () => {
    const named = namedRules([components, structure, limits]);
    expect(named.size).toBeGreaterThan(50);
    expect([...named].filter((id) => !ruleInfos.has(id))).toEqual([]);
  });
});

/** Every id that stands in a table as `rule`, among `rules`, or as `unknown`. */
function namedRules(table: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(table)) for (const item of table) namedRules(item, found);
  else if (typeof table === "object" && table !== null) {
    for (const [key, value] of Object.entries(table)) {
      if ((key === "rule" || key === "unknown") && typeof value === "string") found.add(value);
      else if (key === "rules" && typeof value === "object" && value !== null) {
        for (const id of Object.values(value)) if (typeof id === "string") found.add(id);
      } else namedRules(value, found);
    }
  }
  return found;
}

describe("cases", () => {
  test("there is a valid and an invalid one for every rule that a flow can bring about", () => {
    const lacking = rules
      .filter(({ id }) => ownSamples[id] === undefined && noLocalTrigger[id] === undefined)
      .flatMap(({ id }) => {
        const own = cases.filter((each) => each.rule === id);
        const kinds = [
          own.some((each) => each.valid) ? [] : ["valid"],
          own.some((each) => !each.valid) ? [] : ["invalid"],
        ];
        return kinds.flat().map((kind) => `${id}: ${kind}`);
      });
    expect(lacking).toEqual([]);
  });

  test("every rule with cases exists", () => {
    const unknown = new Set(cases.map(({ rule }) => rule).filter((id) => !ruleInfos.has(id)));
    expect([...unknown]).toEqual([]);
  });

  test("every rule with samples of its own exists, and is not in the catalogue", () => {
    expect(Object.keys(ownSamples).filter((id) => !ruleInfos.has(id) || entries.has(id))).toEqual([]);
    expect(Object.keys(goodSamples).filter((id) => !ruleInfos.has(id) || ownSamples[id] !== undefined)).toEqual([]);
  });
});

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

  test("lists every rule, but for those with samples of their own", () => {
    expect(rules.map(({ id }) => id).filter((id) => !entries.has(id) && ownSamples[id] === undefined)).toEqual([]);
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

describe("texts", () => {
  test("`what` and `why` are whole sentences", () => {
    const isSentence = (text: string) =>
      /^["`A-Z0-9].*[^.…]\.$/s.test(text) && !/ {2}|\n|!/.test(text.replace(/`[^`]*`/g, "code"));
    const wrong = rules.flatMap(({ id, what, why }) =>
      [what, why].filter((text) => !isSentence(text)).map((text) => `${id}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  test("none is a sentence of Meta's, or of the catalogue", () => {
    const foreign = new Set(catalogue.flatMap(({ published, when }) => [...published, when].flatMap(sentences)));
    const copied = rules.flatMap(({ id, what, why }) =>
      [what, why]
        .flatMap(sentences)
        .filter((text) => foreign.has(text))
        .map((text) => `${id}: ${text}`),
    );
    expect(copied).toEqual([]);
  });

  test("every source is an https address", () => {
    expect(rules.filter(({ source }) => !URL.canParse(source) || new URL(source).protocol !== "https:")).toEqual([]);
  });
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
