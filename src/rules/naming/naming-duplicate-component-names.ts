/** One check: where the second of two equal names stands decides which rule speaks. */
import type { Component, FlowDocument, Screen } from "../../flow/document.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";
import { property, type StringNode } from "../../json/read.js";

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
    for (const screen of flow.screens) checkScreen(flow, screen, report);
  },
};

interface Named {
  readonly component: Component;
  readonly name: StringNode;
}

const screenWideSince = versionNumber("4.0");

function checkScreen(flow: FlowDocument, screen: Screen, report: Report): void {
  const byHolder = new Map<Component | null, Map<string, Named>>();
  for (const component of screen.components) {
    if (component.spec === undefined || component.type === "Form") continue;
    const name = property(component.node, "name");
    // Blank and dynamic names have findings of their own.
    if (name?.kind !== "string" || !/\S/.test(name.value) || name.value.includes("${")) continue;
    const holder = flow.version < screenWideSince ? component.parent : null;
    let names = byHolder.get(holder);
    if (names === undefined) {
      names = new Map();
      byHolder.set(holder, names);
    }
    const first = names.get(name.value);
    if (first === undefined) names.set(name.value, { component, name });
    else reportSecond(first, { component, name }, report);
  }
}

function reportSecond(first: Named, second: Named, report: Report): void {
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
