/** What this program calls itself, in reports, headers and links. A test holds `version` to `package.json`. */
export const tool = {
  name: "whatsapp-flows-ci",
  version: "0.1.0",
  repository: "https://github.com/whatsapp-flows-ci/whatsapp-flows-ci",
} as const;

/** Address of the page on a rule, at this release. */
export function ruleDocs(rule: string): string {
  return `${tool.repository}/blob/v${tool.version}/docs/rules/${rule}.md`;
}
