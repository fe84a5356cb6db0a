/** Edits of `routing_model` that keep its formatting. */
import type { ArrayNode, JsonNode } from "../json/node.js";
import type { Screen } from "./document.js";
import { addMember } from "./edits.js";
import type { RoutingGraph } from "./routing-graph.js";
import type { OffsetEdit } from "./rule.js";

/** Takes an entry out of a list, with one of the commas beside it. */
export function removeItem(list: ArrayNode, item: JsonNode): OffsetEdit {
  const index = list.items.indexOf(item);
  const next = list.items[index + 1];
  if (next !== undefined) return { start: item.start, end: next.start, text: "" };
  const previous = list.items[index - 1];
  if (previous !== undefined) return { start: previous.end, end: item.end, text: "" };
  return { start: list.start + 1, end: list.end - 1, text: "" };
}

/** Adds an entry at the end of a list, laid out as the entries before it are. */
function addItem(text: string, list: ArrayNode, json: string): OffsetEdit {
  const last = list.items.at(-1);
  if (last === undefined) return { start: list.start + 1, end: list.end - 1, text: json };
  const before = list.items.at(-2);
  const gapStart = before === undefined ? list.start + 1 : before.end;
  const gap = /\s*$/.exec(text.slice(gapStart, last.start))?.[0] ?? "";
  return { start: last.end, end: last.end, text: `,${gap === "" ? " " : gap}${json}` };
}

/** Adds a route to the declared model; undefined when there is none that could take it. */
export function addRoute(
  text: string,
  model: Parameters<typeof addMember>[1],
  graph: RoutingGraph,
  from: Screen,
  to: Screen,
): OffsetEdit | undefined {
  if (from.id === undefined || to.id === undefined) return undefined;
  const target = JSON.stringify(to.id);
  const row = graph.rows.find(({ screen }) => screen === from);
  if (row !== undefined) return addItem(text, row.list, target);
  const id = from.id;
  return model.members.some(({ key }) => key === id) ? undefined : addMember(text, model, id, `[${target}]`);
}

/** Whether one screen leads to another, over any number of screens. */
export function leadsTo(graph: RoutingGraph, from: Screen, to: Screen): boolean {
  const seen = new Set([from]);
  for (const screen of seen) {
    if (screen === to) return true;
    for (const next of graph.routesFrom.get(screen)?.keys() ?? []) seen.add(next);
  }
  return false;
}

/**
 * The text of a `routing_model` made of the routes of a graph: every screen is a key. Of opposite routes the first one
 * met is kept, since the model takes forward routes only.
 */
export function modelText(graph: RoutingGraph, indent: string): string {
  const kept = new Map<Screen, Set<Screen>>();
  for (const { from, to } of graph.routes) {
    if (kept.get(to)?.has(from) === true) continue;
    const targets = kept.get(from);
    if (targets === undefined) kept.set(from, new Set([to]));
    else targets.add(to);
  }
  const rows = graph.screens.map((screen) => {
    const targets = [...(kept.get(screen) ?? [])].map((to) => JSON.stringify(to.id));
    return `${indent}${indent}${JSON.stringify(screen.id)}: [${targets.join(", ")}]`;
  });
  return rows.length === 0 ? "{}" : `{\n${rows.join(",\n")}\n${indent}}`;
}
