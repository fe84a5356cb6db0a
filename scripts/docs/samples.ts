/** Picks a bad and a good sample for each rule from its conformance cases, and runs them. */
import { remoteDiagnostics } from "../../src/client/remote-diagnostics.js";
import type { Diagnostic, FileReport, Severity } from "../../src/diagnostic/diagnostic.js";
import type { RuleInfo } from "../../src/flow/rule.js";
import { renderPretty } from "../../src/render/pretty.js";
import { fixAll } from "../../src/validate/apply-fixes.js";
import { validate } from "../../src/validate/validate.js";
import { validateEndpoint } from "../../src/validate/validate-endpoint.js";
import type { Case } from "../../test/conformance/cases.js";
import { goodSamples, type OwnSample, ownSamples } from "../../test/conformance/own-samples.js";
import { exchangeSamples } from "./exchange-samples.js";

/** What a page shows of a finding. */
export type SampleFinding = Pick<Diagnostic, "rule" | "range" | "related" | "fix">;

export interface Sample {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** The command line whose output this is, without its settings; null when no command makes the findings. */
  readonly command: string | null;
  /** Severities of the config that the sample needs. */
  readonly settings: Readonly<Record<string, string>>;
  readonly diagnostics: readonly SampleFinding[];
  readonly output: string;
  /** Finds again, after an edit. */
  readonly find: (text: string) => Promise<readonly Diagnostic[]>;
}

/** A sample that was run just now. */
export interface RunSample extends Sample {
  readonly diagnostics: readonly Diagnostic[];
}

export interface RuleSamples {
  readonly bad: Sample;
  readonly good: Sample;
  /** The bad text after the fixes of its findings on the rule, when they have some. */
  readonly fixed: { readonly title: string; readonly text: string } | undefined;
}

/** The day on which the cases judge versions unless they say otherwise. */
const usualDay = "2026-11-22";

/** Samples of a rule, or undefined when it has no invalid or no valid case. */
export async function samplesOf(
  { id: rule, severity }: Pick<RuleInfo, "id" | "severity">,
  cases: readonly Case[],
): Promise<RuleSamples | undefined> {
  const own = ownSamples[rule];
  if (own !== undefined) {
    const [bad, good] = await Promise.all([own.bad, own.good].map((each) => runOwn(own.kind, each)));
    return bad === undefined || good === undefined ? undefined : { bad, good, fixed: await fixedBy(rule, bad) };
  }
  const exchange = exchangeSamples(rule);
  if (exchange !== undefined) return exchange;
  const invalid = cases.filter((each) => each.rule === rule && !each.valid);
  const valid = cases.filter((each) => each.rule === rule && each.valid);
  // Most files begin with the plainest case. Before that: one in which no other rule speaks, which would explain the
  // wrong thing, and in which the rule speaks as its page says.
  const badCase = best(invalid, [
    (each) => each.expected.every((line) => line.split(" ")[2] === rule),
    (each) => each.text.trim() !== "",
    (each) => each.expected.some((line) => line.includes(` ${severity} ${rule} `)),
  ]);
  // A flow that is good only because it is old, or because the rule is off, shows nothing; one with other findings little.
  const goodCase = best(valid, [
    (each) => each.expected.length === 0,
    (each) => each.expected.length === 0,
    (each) => each.version === badCase?.version,
    (each) => Object.keys(badCase?.rules ?? {}).every((id) => each.rules[id] !== undefined),
  ]);
  if (badCase === undefined || goodCase === undefined) return undefined;
  const bad = await runCase(badCase);
  const better = goodSamples[rule];
  const good = better === undefined ? await runCase(goodCase) : await runOwn("flow-json", better);
  return { bad, good, fixed: await fixedBy(rule, bad) };
}

/** The first of those that meet most of the wishes; one that stands there twice counts twice. */
function best(cases: readonly Case[], wishes: readonly ((each: Case) => boolean)[]): Case | undefined {
  const met = (each: Case) => wishes.filter((wish) => wish(each)).length;
  return cases.reduce<Case | undefined>(
    (found, each) => (found === undefined || met(each) > met(found) ? each : found),
    undefined,
  );
}

/** The title of the fix that some case of the rule brings about. */
export async function fixTitleOf(rule: string, cases: readonly Case[]): Promise<string | undefined> {
  for (const each of cases.filter((one) => one.rule === rule && !one.valid)) {
    const { diagnostics } = await runCase(each);
    const fix = diagnostics.find((diagnostic) => diagnostic.rule === rule && diagnostic.fix !== null)?.fix;
    if (fix) return fix.title;
  }
  return undefined;
}

/** Findings of a case, as the validator makes them today. */
export async function runCase(each: Case): Promise<RunSample> {
  const path = "flow.json";
  const flags = [
    ...(each.publish ? ["--for-publish"] : []),
    ...(each.today === usualDay ? [] : [`--date ${each.today}`]),
  ];
  const find = async (text: string): Promise<readonly Diagnostic[]> =>
    (
      await validate(text, path, {
        today: each.today,
        forPublish: each.publish,
        severity: (rule) => severityOf(each.rules[rule]),
      })
    ).diagnostics;
  return sample({
    title: each.title,
    path,
    text: each.text,
    command: ["wa-flows validate", path, ...flags].join(" "),
    settings: each.rules,
    find,
  });
}

async function runOwn(kind: FileReport["kind"], { title, text, answer }: OwnSample): Promise<Sample> {
  const path = kind === "data-endpoint" ? "endpoint.js" : "flow.json";
  const check = kind === "data-endpoint" ? validateEndpoint : validate;
  const find = async (now: string): Promise<readonly Diagnostic[]> =>
    answer === undefined ? (await check(now, path, { today: usualDay })).diagnostics : remoteDiagnostics(answer, now);
  const command = answer === undefined ? `wa-flows validate ${path}` : null;
  return sample({ title, path, text, command, settings: {}, find });
}

async function sample(of: Omit<Sample, "diagnostics" | "output">): Promise<RunSample> {
  const diagnostics = await of.find(of.text);
  // The page is where `docs` of a finding leads, so it does not name itself.
  const shown = diagnostics.map((diagnostic) => ({ ...diagnostic, docs: "" }));
  const kind = of.path.endsWith(".js") ? "data-endpoint" : "flow-json";
  const output = renderPretty({
    files: [{ path: of.path, kind, diagnostics: shown }],
    sources: new Map([[of.path, of.text]]),
  });
  return { ...of, diagnostics, output: output.trimEnd() };
}

async function fixedBy(rule: string, bad: Sample): Promise<RuleSamples["fixed"]> {
  const own = <T extends SampleFinding>(found: readonly T[]): readonly T[] =>
    found.filter((diagnostic) => diagnostic.rule === rule);
  const title = own(bad.diagnostics).find((diagnostic) => diagnostic.fix !== null)?.fix?.title;
  if (title === undefined) return undefined;
  return { title, text: (await fixAll(bad.text, async (text) => own(await bad.find(text)))).text };
}

function severityOf(text: string | undefined): Severity | "off" | undefined {
  return text === "error" || text === "warning" || text === "info" || text === "off" ? text : undefined;
}
