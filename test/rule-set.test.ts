/** The set of rules as a whole: complete and consistent. What needs the rule catalogue is in `rule-catalogue.test.ts`. */
import { describe, expect, test } from "vitest";
import { exchangeRules } from "../src/endpoint/exchange-rules.js";
import { endpointRules } from "../src/endpoint/rules/index.js";
import { components } from "../src/flow/components/index.js";
import * as limits from "../src/flow/limits.js";
import type { RuleInfo } from "../src/flow/rule.js";
import * as structure from "../src/flow/structure.js";
import { checks } from "../src/rules/index.js";
import { structureRules } from "../src/schema/rules.js";
import { readingRules } from "../src/validate/reading-rules.js";
import { remoteRules } from "../src/validate/remote-rules.js";
import { ruleIds, ruleInfos } from "../src/validate/rule-set.js";
import { allCases } from "./conformance/cases.js";
import { noLocalTrigger } from "./conformance/no-local-trigger.js";
import { goodSamples, ownSamples } from "./conformance/own-samples.js";

const rules: readonly RuleInfo[] = [...ruleInfos.values()];
/** Found by running code; test/conformance/exchange has an endpoint for each. */
const exchangeIds = new Set(exchangeRules.map(({ id }) => id));
const cases = allCases();

describe("ids", () => {
  test("are unique", () => {
    const all = [
      ...readingRules,
      ...structureRules,
      ...checks.flatMap((check) => check.rules),
      ...endpointRules.filter(({ id }) => !exchangeIds.has(id)),
      ...exchangeRules,
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
      .filter(({ id }) => ownSamples[id] === undefined && noLocalTrigger[id] === undefined && !exchangeIds.has(id))
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

  test("every rule with samples of its own exists", () => {
    expect(Object.keys(ownSamples).filter((id) => !ruleInfos.has(id))).toEqual([]);
    expect(Object.keys(goodSamples).filter((id) => !ruleInfos.has(id) || ownSamples[id] !== undefined)).toEqual([]);
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

  test("every source is an https address", () => {
    expect(rules.filter(({ source }) => !URL.canParse(source) || new URL(source).protocol !== "https:")).toEqual([]);
  });
});
