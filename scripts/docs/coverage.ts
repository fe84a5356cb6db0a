/** What each entry of the rule catalogue became here: where it is implemented, or why it is not, and how its cases fare. */
import type { Diagnostic } from "../../src/diagnostic/diagnostic.js";
import { ruleInfos } from "../../src/validate/rule-set.js";
import type { Case } from "../../test/conformance/cases.js";
import { noLocalTrigger } from "../../test/conformance/no-local-trigger.js";
import type { CatalogueEntry } from "./catalogue.js";
import { implementations } from "./implementations.js";
import { cell } from "./rule-index.js";
import { generatedNote, versionsText } from "./rule-page.js";
import { runCase } from "./samples.js";
import { sections } from "./sections.js";

/** How the cases of one rule's file fare. */
interface Tally {
  readonly cases: number;
  readonly passed: number;
}

export async function coveragePage(catalogue: readonly CatalogueEntry[], cases: readonly Case[]): Promise<string> {
  const implementedIn = implementations();
  const tallies = await talliesOf(cases);
  const names = [...new Set(catalogue.map(({ section }) => section))];
  const parts = names.map((section) => {
    const rows = catalogue
      .filter((entry) => entry.section === section)
      .map((entry) => row(entry, tallies.get(entry.id), implementedIn));
    const heading = "| Entry | Code | Severity | Versions | Where, or why not | Cases | Result |";
    return `## ${sections[section] ?? section}\n\n${[heading, "| --- | --- | --- | --- | --- | --- | --- |", ...rows].join("\n")}`;
  });
  return `# Coverage of the rule catalogue

${generatedNote}

The catalogue lists every validation that is known of the platform: from its public documentation, from answers of its
public API, and from what developers reported. Each entry is implemented, reported under another entry's id, or cannot
be brought about by a flow alone. Cases are hand-written flows with the findings that are expected in them
(\`test/conformance\`); a case passes when exactly those findings come, at exactly those places.

${summary(catalogue, [...tallies.values()])}

${parts.join("\n\n")}
`;
}

function summary(catalogue: readonly CatalogueEntry[], tallies: readonly Tally[]): string {
  const count = (state: State) => catalogue.filter((entry) => stateOf(entry) === state).length;
  const sum = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  return [
    "| | |",
    "| --- | --- |",
    `| Entries | ${catalogue.length} |`,
    `| Implemented | ${count("implemented")} |`,
    `| The same as another entry | ${count("same")} |`,
    `| Without a local trigger | ${count("no trigger")} |`,
    `| Not implemented | ${count("missing")} |`,
    `| Cases that pass | ${sum(({ passed }) => passed)} of ${sum((tally) => tally.cases)} |`,
  ].join("\n");
}

type State = "implemented" | "same" | "no trigger" | "missing";

/** A rule may exist for a day to come and still be brought about by no flow today; then it has no cases. */
function stateOf({ id, sameAs = [] }: CatalogueEntry): State {
  if (sameAs.length > 0) return "same";
  if (noLocalTrigger[id] !== undefined) return "no trigger";
  return ruleInfos.has(id) ? "implemented" : "missing";
}

function row(
  entry: CatalogueEntry,
  tally: Tally | undefined,
  implementedIn: (rule: string) => string | undefined,
): string {
  const { id, code, severity, sinceVersion, untilVersion } = entry;
  const versions = versionsText({
    ...(sinceVersion === null ? {} : { since: sinceVersion }),
    ...(untilVersion === null ? {} : { until: untilVersion }),
  });
  const cells = [
    ruleInfos.has(id) ? `[${id}](../rules/${id}.md)` : id,
    `\`${code}\``,
    severity,
    versions,
    where(entry, implementedIn),
    tally === undefined ? "–" : String(tally.cases),
    result(tally),
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function where(entry: CatalogueEntry, implementedIn: (rule: string) => string | undefined): string {
  const { id, sameAs = [] } = entry;
  const file = ruleInfos.has(id) ? implementedIn(id) : undefined;
  const at = file === undefined ? "" : `\`${file}\``;
  switch (stateOf(entry)) {
    case "same":
      return `same as ${sameAs.map((other) => `[${other}](../rules/${other}.md)`).join(", ")}`;
    case "no trigger":
      return `${noLocalTrigger[id]}${at === "" ? "" : ` (${at})`}`;
    case "implemented":
      return at;
    case "missing":
      return "not implemented";
  }
}

function result(tally: Tally | undefined): string {
  if (tally === undefined) return "–";
  return tally.passed === tally.cases ? "passes" : `${tally.passed} of ${tally.cases} pass`;
}

async function talliesOf(cases: readonly Case[]): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map<string, Tally>();
  for (const each of cases) {
    const { cases: count, passed } = tallies.get(each.rule) ?? { cases: 0, passed: 0 };
    const { diagnostics } = await runCase(each);
    const passes = diagnostics.map(line).join("\n") === each.expected.join("\n");
    tallies.set(each.rule, { cases: count + 1, passed: passed + (passes ? 1 : 0) });
  }
  return tallies;
}

/** A finding in the form in which the cases write what they expect. */
function line({ range, severity, rule, code, pointer }: Diagnostic): string {
  const { start, end } = range;
  const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
  return `${place} ${severity} ${rule} ${code} ${pointer === "" ? '""' : pointer}`;
}
