/** Sections of rules, in the order of the catalogue, with the headings that readers see. */
export const sections: Readonly<Record<string, string>> = {
  schema: "Structure",
  version: "Versions",
  routing: "Routing model",
  "on-click-action": "Payloads of actions",
  complete: "Completing a flow",
  navigate: "Navigation",
  "data-model": "Data and references",
  "data-api": "Flows with a data endpoint",
  naming: "Names",
  terminal: "Terminal screens",
  footer: "Footers",
  form: "Forms",
  if: "If",
  switch: "Switch",
  component: "Components",
  native: "Photo and document pickers",
  action: "Actions",
  limits: "Limits",
  endpoint: "Data endpoint code",
  simulation: "Ways through a flow",
  remote: "Findings of the service",
};

const elsewhere: Readonly<Record<string, string>> = { "json-duplicate-key": "schema" };

/** The section of a rule: that of its cases, else the one its id begins with. */
export function sectionOf(rule: string, caseSections: ReadonlyMap<string, string>): string {
  const known = caseSections.get(rule) ?? elsewhere[rule];
  if (known !== undefined) return known;
  const begins = Object.keys(sections)
    .filter((section) => rule.startsWith(`${section}-`))
    .sort((a, b) => b.length - a.length)[0];
  if (begins === undefined) throw new Error(`The rule ${rule} has no section; add it to scripts/docs/sections.ts.`);
  return begins;
}
