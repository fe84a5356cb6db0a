/** One check: where the second of two equal names stands decides which rule speaks. */
import type { Component, Screen } from "../../flow/document.js";
import { type NamedComponent, namedComponents } from "../../flow/names.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";

const rules: readonly RuleInfo[] = [
  {
    id: "naming-duplicate-component-names",
    code: "DUPLICATE_FORM_COMPONENT_NAMES",
    severity: "error",
    what: "Two components have the same name.",
    why: "The name is how a value is referred to, so each is unique in its Form, from 4.0 on its screen.",
    source: sources.errorCodes,
  },
  {
    id: "naming-duplicate-component-names-branches",
    code: "DUPLICATE_FORM_COMPONENT_NAMES",
    severity: "error",
    since: "4.0",
    what: "Components in different branches of If or Switch have the same name.",
    why: "Names are unique over all branches, even those that are never shown together.",
    source: sources.errorCodes,
  },
];

export const namingDuplicateComponentNames: Check = {
  rules,
  run: (flow, report) => {
    const named = namedComponents(flow);
    // The inputs of a screen know the first of each name, which settles nearly every flow.
    if (named.every(({ component, name }) => isOnly(component, name.value))) return;
    const firsts = new Map<Screen | Component | null, Map<string, NamedComponent>>();
    for (const second of named) {
      const { component, name } = second;
      // The name of a Form is not compared; blank and dynamic ones have findings of their own.
      if (component.type === "Form" || !/\S/.test(name.value) || name.value.includes("${")) continue;
      const holder = flow.version < screenWideSince ? component.parent : component.screen;
      let names = firsts.get(holder);
      if (names === undefined) {
        names = new Map();
        firsts.set(holder, names);
      }
      const first = names.get(name.value);
      if (first === undefined) names.set(name.value, second);
      else reportSecond(first, second, report);
    }
  },
};

const screenWideSince = versionNumber("4.0");

function isOnly(component: Component, name: string): boolean {
  return component.type === "Form" || component.screen.inputs.get(name) === component;
}

function reportSecond(first: NamedComponent, second: NamedComponent, report: Report): void {
  const related = [{ message: "The first component of this name.", place: value(first.name) }];
  const name = shorten(second.name.value);
  if (branchOf(first.component) === branchOf(second.component)) {
    const message = `The name \`${name}\` is taken by another component; names are unique.`;
    report("naming-duplicate-component-names", value(second.name), message, { related });
    return;
  }
  const message = `The name \`${name}\` is taken by another component; names are unique over all branches of If and Switch.`;
  report("naming-duplicate-component-names-branches", value(second.name), message, { related });
}

/** The list of the If or Switch that holds a component; null outside of branches. */
function branchOf({ container, node }: Component): unknown {
  return container === "If" || container === "Switch" ? node.parent : null;
}
