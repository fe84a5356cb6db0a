import { configRules } from "../../config/problems.js";
import { ruleGroups } from "../../config/rule-groups.js";
import { UsageError } from "../../errors/errors.js";
import type { RuleInfo } from "../../flow/rule.js";
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

/** What a name stands for: one rule, or several that share a code or a group; rules of the config have a page together. */
type Subject =
  | { readonly kind: "rule"; readonly info: RuleInfo }
  | { readonly kind: "config-rule"; readonly id: string }
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
    case "config-rule": {
      const markdown = await configSection(subject.id);
      const { code, severity } = configRuleOf(subject.id);
      const docs = `${tool.repository}/blob/v${tool.version}/docs/config.md#${subject.id}`;
      return {
        kind: "data",
        data: { rule: { id: subject.id, code, severity, docs }, page: markdown },
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
  if (Object.hasOwn(configRules, id)) return { kind: "config-rule", id };
  const code = name.toUpperCase();
  const isRemote = remoteCodes.includes(code);
  const rules = [...ruleInfos.values()].filter((each) => (isRemote ? remoteRules.includes(each) : each.code === code));
  const [only, ...others] = rules;
  if (only !== undefined && others.length === 0) return { kind: "rule", info: only };
  if (only !== undefined) {
    const what = `${rules.length} rules report this code.`;
    return { kind: "several", name: code, what, rules };
  }
  const configRule = Object.entries(configRules).find(([, each]) => each.code === code)?.[0];
  if (configRule !== undefined) return { kind: "config-rule", id: configRule };
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
    ...Object.entries(configRules).flatMap(([id, { code }]) => [id, code]),
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

function configRuleOf(id: string): { readonly code: string; readonly severity: string } {
  const found = Object.entries(configRules).find(([name]) => name === id);
  if (found === undefined) throw new Error(`No rule of the config has the id ${id}.`);
  return found[1];
}

/** The section on one mistake in the page on the config. */
async function configSection(id: string): Promise<string> {
  const page = (await readPackageFile("docs/config.md")) ?? "";
  const section = page.split(/^(?=### )/m).find((part) => part.startsWith(`### ${id}\n`)) ?? `### ${id}\n`;
  const { code, severity } = configRuleOf(id);
  return section.replace(
    /\n(?=\n|$)/,
    `\n\n| | |\n| --- | --- |\n| Code | \`${code}\` |\n| Severity | ${severity} |\n`,
  );
}
