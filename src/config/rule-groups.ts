/** Names that stand for several rules in a config. A rule's own name goes before its group's. */

interface RuleGroup {
  readonly what: string;
  readonly covers: (rule: string) => boolean;
}

export const ruleGroups: Readonly<Record<string, RuleGroup>> = {
  "text-length": {
    what: "every limit on the length of a static text, such as `component-text-heading-length`",
    // The one exception is about the property of that name, not about a text.
    covers: (rule) => /^component-.+-length$/.test(rule) && rule !== "component-text-area-max-length",
  },
};

/** Everything a config may set: rules and groups. */
export function settableRules(ruleIds: readonly string[]): string[] {
  return [...ruleIds, ...Object.keys(ruleGroups)];
}

/** Whether a name is that of the group a rule is in. */
export function groupCovers(name: string, rule: string): boolean {
  return Object.hasOwn(ruleGroups, name) && ruleGroups[name]?.covers(rule) === true;
}
