import { memberOf } from "../json/node.js";
import { type Branch, type Component, type FlowDocument, textOf } from "./document.js";
import { perFlow } from "./per-flow.js";

/** A Form and the named components in it, at any depth; the first of equal names. */
export interface FormContents {
  readonly form: Component;
  readonly byName: ReadonlyMap<string, Component>;
}

/** Every Form of a flow that gives its components values or messages by name. */
export const formsOf: (flow: FlowDocument) => readonly FormContents[] = perFlow(collect);

function collect(flow: FlowDocument): readonly FormContents[] {
  const forms: FormContents[] = [];
  for (const screen of flow.screens) {
    for (const form of screen.children?.components ?? []) {
      if (form.spec?.type !== "Form") continue;
      if (memberOf(form.node, "init-values") === undefined && memberOf(form.node, "error-messages") === undefined)
        continue;
      const byName = new Map<string, Component>();
      for (const branch of form.branches) collectNames(branch, byName);
      forms.push({ form, byName });
    }
  }
  return forms;
}

function collectNames(branch: Branch, into: Map<string, Component>): void {
  for (const component of branch.components) {
    const name = textOf(component.node, "name");
    if (name !== undefined && !into.has(name)) into.set(name, component);
    for (const inner of component.branches) collectNames(inner, into);
  }
}
