/** Every generated page below docs/, by its path there. `update-docs.mjs` writes them, a test compares. */
import type { RuleInfo } from "../../src/flow/rule.js";
import { ruleIds, ruleInfos } from "../../src/validate/rule-set.js";
import { allCases, type Case } from "../../test/conformance/cases.js";
import { noLocalTrigger } from "../../test/conformance/no-local-trigger.js";
import { actionPage } from "./action-tables.js";
import { readCatalogue } from "./catalogue.js";
import { coveragePage } from "./coverage.js";
import { noExchangeSample } from "./exchange-samples.js";
import { ruleIndex } from "./rule-index.js";
import { rulePage } from "./rule-page.js";
import { fixTitleOf, samplesOf } from "./samples.js";
import { sectionOf, sections } from "./sections.js";
import { versionsPage } from "./versions-page.js";

export interface GeneratedDocs {
  readonly pages: ReadonlyMap<string, string>;
  /** Rules whose page has no sample although one could be written. */
  readonly withoutSample: readonly string[];
}

export async function generatedDocs(): Promise<GeneratedDocs> {
  const cases = allCases();
  const pages = new Map<string, string>();
  const withoutSample: string[] = [];
  const caseSections = new Map(cases.map(({ rule, section }) => [rule, section]));
  const section = (rule: string): string => sectionOf(rule, caseSections);
  const rules = [...ruleInfos.values()];
  const casesByRule = byRule(cases);
  for (const info of rules) {
    const own: readonly Case[] = casesByRule.get(info.id) ?? [];
    const samples = await samplesOf(info, own);
    const noSample = noSampleFor(info.id);
    if (samples === undefined && noSample === undefined) withoutSample.push(info.id);
    const page = rulePage({
      info,
      sectionTitle: sections[section(info.id)] ?? "",
      samples,
      noSample,
      fixTitle: samples?.fixed?.title ?? (await fixTitleOf(info.id, own)),
      settable: ruleIds.includes(info.id),
      sameCode: sameCode(info, rules, section),
    });
    pages.set(`rules/${info.id}.md`, page);
  }
  pages.set("action.md", actionPage());
  pages.set("rules/README.md", ruleIndex(rules, section));
  pages.set("platform/versions.md", versionsPage());
  const catalogue = readCatalogue();
  if (catalogue !== undefined) pages.set("platform/coverage.md", await coveragePage(catalogue, cases));
  return { pages, withoutSample };
}

/** Why a rule has no sample. */
export function noSampleFor(rule: string): string | undefined {
  const noTrigger = noLocalTrigger[rule];
  return noTrigger === undefined ? noExchangeSample[rule] : `No flow brings it about today. ${noTrigger}`;
}

function byRule(cases: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  const groups = new Map<string, Case[]>();
  for (const each of cases) {
    const group = groups.get(each.rule);
    if (group === undefined) groups.set(each.rule, [each]);
    else group.push(each);
  }
  return groups;
}

/** Those of the rule's own section first: they are what a reader most likely looks for. */
function sameCode(info: RuleInfo, rules: readonly RuleInfo[], section: (rule: string) => string): readonly RuleInfo[] {
  const own = section(info.id);
  const others = rules.filter(({ id, code }) => code === info.code && id !== info.id);
  return [...others.filter(({ id }) => section(id) === own), ...others.filter(({ id }) => section(id) !== own)];
}
