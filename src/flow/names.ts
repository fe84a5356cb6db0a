import { property, type StringNode } from "../json/node.js";
import type { Component, FlowDocument } from "./document.js";
import { perFlow } from "./per-flow.js";

export interface NamedComponent {
  readonly component: Component;
  readonly name: StringNode;
}

/** Components that have a name though they take nothing from the user. */
const named: ReadonlySet<string> = new Set(["Form", "NavigationList"]);

/** Every component that can have a name, and has a text as it, in the order of the text. */
export const namedComponents: (flow: FlowDocument) => readonly NamedComponent[] = perFlow(collect);

function collect(flow: FlowDocument): NamedComponent[] {
  const all: NamedComponent[] = [];
  for (const { components } of flow.screens) {
    for (const component of components) {
      const { spec } = component;
      if (spec === undefined || !(spec.input || named.has(spec.type))) continue;
      const name = property(component.node, "name");
      if (name?.kind === "string") all.push({ component, name });
    }
  }
  return all;
}
