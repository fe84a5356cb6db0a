/** The index of all rules: by section, and by code. */
import type { RuleInfo } from "../../src/flow/rule.js";
import { counted } from "../../src/text/counted.js";
import { generatedNote, versionsText } from "./rule-page.js";
import { sections } from "./sections.js";

export function ruleIndex(rules: readonly RuleInfo[], sectionOf: (rule: string) => string): string {
  const bySection = Object.entries(sections).flatMap(([section, title]) => {
    const own = rules.filter(({ id }) => sectionOf(id) === section);
    return own.length === 0 ? [] : [`### ${title}\n\n${table(own)}`];
  });
  const codes = [...new Set(rules.map(({ code }) => code))].sort();
  const byCode = codes.map((code) => {
    const links = rules.filter((rule) => rule.code === code).map(({ id }) => `[${id}](${id}.md)`);
    return `### ${code}\n\n${links.join(", ")}`;
  });
  const counts = (["error", "warning", "info"] as const)
    .map((severity) => counted(rules.filter((rule) => rule.severity === severity).length, severity))
    .filter((text) => !text.startsWith("0 "));
  return `# Rules

${generatedNote}

${rules.length} rules with ${codes.length} codes: ${counts.join(", ")}. A code is Meta's own where
Meta has one, else it starts with \`WF_\`; several rules may share one. \`wa-flows explain RULE\` and \`wa-flows explain CODE\`
print these pages in the terminal. How to change a severity: [the config](../config.md#rules). What each entry of the
platform's rule catalogue became: [coverage](../platform/coverage.md).

## By section

${bySection.join("\n\n")}

## By code

${byCode.join("\n\n")}
`;
}

function table(rules: readonly RuleInfo[]): string {
  const rows = rules.map((rule) => {
    const severity = rule.off === true ? `${rule.severity} (off)` : rule.severity;
    return `| [${rule.id}](${rule.id}.md) | ${cell(rule.what)} | \`${rule.code}\` | ${severity} | ${versionsText(rule)} |`;
  });
  return ["| Rule | Reports | Code | Severity | Versions |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

/** A bar ends a table cell, even in a code span. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
