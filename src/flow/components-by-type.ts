import type { Component, FlowDocument } from "./document.js";
import { perFlow } from "./per-flow.js";

const none: readonly Component[] = [];

/** The components of a type that this version knows, in the order of the text; built when first asked for. */
export function componentsOf(flow: FlowDocument, type: string): readonly Component[] {
  return indexed(flow).get(type) ?? none;
}

const indexed = perFlow(index);

function index(flow: FlowDocument): ReadonlyMap<string, readonly Component[]> {
  const byType = new Map<string, Component[]>();
  for (const screen of flow.screens) {
    for (const component of screen.components) {
      if (component.spec === undefined) continue;
      const list = byType.get(component.spec.type);
      if (list === undefined) byType.set(component.spec.type, [component]);
      else list.push(component);
    }
  }
  return byType;
}
