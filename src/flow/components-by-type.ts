import type { Component, FlowDocument } from "./document.js";

const cache = new WeakMap<FlowDocument, ReadonlyMap<string, readonly Component[]>>();
const none: readonly Component[] = [];

/** The components of a type that this version knows, in the order of the text; built when first asked for. */
export function componentsOf(flow: FlowDocument, type: string): readonly Component[] {
  let byType = cache.get(flow);
  if (byType === undefined) {
    byType = index(flow);
    cache.set(flow, byType);
  }
  return byType.get(type) ?? none;
}

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
