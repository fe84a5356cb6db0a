import { configRules } from "../../config/problems.js";
import { ruleGroups } from "../../config/rule-groups.js";
import { UsageError } from "../../errors/errors.js";
import type { RuleInfo } from "../../flow/rule.js";
import { scenarioRules } from "../../simulation/scenario/problems.js";
import { nearest } from "../../text/nearest.js";
import { ruleDocs, tool } from "../../tool.js";
import { remoteCodes, remoteRules } from "../../validate/remote-rules.js";
import { ruleInfos } from "../../validate/rule-set.js";
import type { Options } from "../options.js";
import { readPackageFile } from "../package-file.js";
import { pageText } from "../page-text.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { textRecord } from "../text-table.js";

/** Rules about one kind of file, which have a page together. */
const fileRules: readonly FileRule[] = [
  ...Object.entries(configRules).map(([id, info]) => ({ id, ...info, page: "docs/config.md" })),
  ...Object.entries(scenarioRules).map(([id, info]) => ({ id, ...info, page: "docs/scenarios.md" })),
];

interface FileRule {
  readonly id: string;
  readonly code: string;
  readonly severity: string;
  readonly page: string;
}

/** What a name stands for: one rule, or several that share a code or a group. */
type Subject =
  | { readonly kind: "rule"; readonly info: RuleInfo }
  | { readonly kind: "file-rule"; readonly rule: FileRule }
  | { readonly kind: "several"; readonly name: string; readonly what: string; readonly rules: readonly RuleInfo[] };

export async function explain(options: Options, session: Session): Promise<Result> {
  const [name = ""] = options.arguments;
  const subject = subjectOf(name);
  const color = session.colors.out;
  switch (subject.kind) {
    case "rule": {
      const markdown = (await readPackageFile(`docs/rules/${subject.info.id}.md`)) ?? shortPage(subject.info);
      return { kind: "data", data: { rule: ruleData(subject.info), page: markdown }, text: pageText(markdown, color) };
    }
    case "file-rule": {
      const { id, code, severity, page } = subject.rule;
      const markdown = await sectionOf(subject.rule);
      const docs = `${tool.repository}/blob/v${tool.version}/${page}#${id}`;
      return {
        kind: "data",
        data: { rule: { id, code, severity, docs }, page: markdown },
        text: pageText(markdown, color),
      };
    }
    case "several": {
      const { rules, what } = subject;
      const list = textRecord(rules.map((info) => [info.id, `${info.severity}: ${info.what}`]));
      const next = `\n\`wa-flows explain ${rules[0]?.id ?? "RULE"}\` explains one of them, with a bad and a good example.\n`;
      return {
        kind: "data",
        data: { name: subject.name, rules: rules.map(ruleData) },
        text: `${pageText(`# ${subject.name}\n\n${what}`, color)}\n${list}${next}`,
      };
    }
  }
}

/** Ids and codes are taken in either case, as people type what they remember. */
function subjectOf(name: string): Subject {
  const id = name.toLowerCase();
  const info = ruleInfos.get(id);
  if (info !== undefined) return { kind: "rule", info };
  const fileRule = fileRules.find((rule) => rule.id === id || rule.code === name.toUpperCase());
  if (fileRule !== undefined) return { kind: "file-rule", rule: fileRule };
  const code = name.toUpperCase();
  const isRemote = remoteCodes.includes(code);
  const rules = [...ruleInfos.values()].filter((each) => (isRemote ? remoteRules.includes(each) : each.code === code));
  const [only, ...others] = rules;
  if (only !== undefined && others.length === 0) return { kind: "rule", info: only };
  if (only !== undefined) {
    const what = `${rules.length} rules report this code.`;
    return { kind: "several", name: code, what, rules };
  }
  const group = Object.hasOwn(ruleGroups, id) ? ruleGroups[id] : undefined;
  if (group === undefined) throw unknown(name);
  const covered = [...ruleInfos.values()].filter((each) => group.covers(each.id));
  return { kind: "several", name: id, what: `A group, for the config: ${group.what}.`, rules: covered };
}

function unknown(name: string): UsageError {
  const rules = [...ruleInfos.values()];
  const known = [
    ...rules.map((info) => info.id),
    ...new Set(rules.map((info) => info.code)),
    ...remoteCodes,
    ...Object.keys(ruleGroups),
    ...fileRules.flatMap(({ id, code }) => [id, code]),
  ];
  const guess = nearest(name, known);
  const where = "A finding shows both in brackets, as in `[INVALID_ROUTING_MODEL routing-self-loop]`.";
  return new UsageError("USAGE_UNKNOWN_RULE", `There is no rule and no code \`${name.slice(0, 100)}\`.`, {
    hint: guess === undefined ? where : `Did you mean \`${guess}\`?`,
  });
}

function ruleData({ id, code, severity, off, since, until, what, why, source }: RuleInfo): unknown {
  return {
    id,
    code,
    severity,
    off: off === true,
    since: since ?? null,
    until: until ?? null,
    what,
    why,
    source,
    docs: ruleDocs(id),
  };
}

/** What is known without the page. */
function shortPage({ id, code, severity, what, why, source }: RuleInfo): string {
  return `# ${id}\n\n${what}\n\n| | |\n| --- | --- |\n| Code | \`${code}\` |\n| Severity | ${severity} |\n\n## Why\n\n${why}\n\n## Source\n\n<${source}>\n`;
}

/** The section on one mistake in the page on its kind of file. */
async function sectionOf({ id, code, severity, page }: FileRule): Promise<string> {
  const text = (await readPackageFile(page)) ?? "";
  const section = text.split(/^(?=### )/m).find((part) => part.startsWith(`### ${id}\n`)) ?? `### ${id}\n`;
  return section.replace(
    /\n(?=\n|$)/,
    `\n\n| | |\n| --- | --- |\n| Code | \`${code}\` |\n| Severity | ${severity} |\n`,
  );
}
