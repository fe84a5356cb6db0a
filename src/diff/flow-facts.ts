/** What differs between two Flow JSON documents. */
import { sameJson } from "../json/canonical.js";
import { isObject, type JsonObject } from "../json/object.js";
import type { Fact, Sides, Spot } from "./facts.js";
import { matchScreens, screensOf } from "./match-screens.js";
import { screenFacts } from "./screen-facts.js";
import { translation } from "./screen-names.js";
import { objectDifferences, type Same } from "./value-differences.js";
import { member, pointerInto, without } from "./values.js";

const ofFlow = { screen: { left: null, right: null }, owner: { left: "", right: "" } } as const;

/** Neither document is the older; see `diff-flows.ts`. */
export function flowFacts(left: unknown, right: unknown): readonly Fact[] {
  if (!isObject(left) || !isObject(right)) {
    return [flowFact("changed", "", { left: { pointer: "", value: left }, right: { pointer: "", value: right } })];
  }
  const apart = new Set<string>();
  const screens = listsOfBoth(left, right, "screens");
  if (screens !== undefined) apart.add("screens");
  const matches = matchScreens(screensOf(screens?.left ?? []), screensOf(screens?.right ?? []));
  const renamed = new Map(
    matches.pairs.flatMap(([l, r]) =>
      l.name.id !== null && r.name.id !== null && l.name.id !== r.name.id ? [[l.name.id, r.name.id] as const] : [],
    ),
  );
  const translate = translation(renamed);
  const same: Same = (l, r, key) => sameJson(translate(l, key), r) || sameJson(l, r);
  const routes = { left: routingOf(left, renamed), right: routingOf(right, new Map()) };
  const hasRoutes = routes.left !== undefined && routes.right !== undefined;
  if (hasRoutes) apart.add("routing_model");
  return [
    ...objectDifferences("", without(left, apart), "", without(right, apart), same).map(({ path, change, spot }) =>
      flowFact(change, path, spot),
    ),
    ...(hasRoutes ? routeFacts(routes.left ?? new Map(), routes.right ?? new Map()) : []),
    ...screenFacts(matches, translate, same),
  ];
}

function flowFact(change: Fact["change"], path: string, spot: Sides<Spot | null>): Fact {
  return { ...ofFlow, subject: "flow", change, path, spot };
}

function listsOfBoth(left: JsonObject, right: JsonObject, key: string): Sides<readonly unknown[]> | undefined {
  const [l, r] = [member(left, key), member(right, key)];
  return Array.isArray(l) && Array.isArray(r) ? { left: l, right: r } : undefined;
}

/** Routes, and entries without any, by what tells them apart. */
type Routing = ReadonlyMap<string, { readonly from: string; readonly to: string | null; readonly spot: Spot }>;

/** The routing model under the new names of screens; undefined when there is none, or it is not made of lists of names. */
function routingOf(flow: JsonObject, renamed: ReadonlyMap<string, string>): Routing | undefined {
  const model = member(flow, "routing_model");
  if (!isObject(model)) return undefined;
  const routing = new Map<string, { from: string; to: string | null; spot: Spot }>();
  for (const [key, targets] of Object.entries(model)) {
    if (!Array.isArray(targets)) return undefined;
    const from = renamed.get(key) ?? key;
    const pointer = pointerInto("", "routing_model", key);
    if (targets.length === 0)
      routing.set(JSON.stringify([from]), { from, to: null, spot: { pointer, value: targets } });
    for (const [i, target] of targets.entries()) {
      if (typeof target !== "string") return undefined;
      const to = renamed.get(target) ?? target;
      routing.set(JSON.stringify([from, to]), { from, to, spot: { pointer: pointerInto(pointer, i), value: target } });
    }
  }
  return routing;
}

/** Routes are a set: their order says nothing. */
function routeFacts(left: Routing, right: Routing): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [key, { from, to, spot }] of left) {
    if (right.has(key) || (to === null && hasRow(right, from))) continue;
    facts.push(routeFact("removed", from, to, { left: spot, right: null }));
  }
  for (const [key, { from, to, spot }] of right) {
    if (left.has(key) || (to === null && hasRow(left, from))) continue;
    facts.push(routeFact("added", from, to, { left: null, right: spot }));
  }
  return facts;
}

/** An entry that merely lost its last route, or got its first, is told by that route. */
function hasRow(routing: Routing, from: string): boolean {
  return [...routing.values()].some((route) => route.from === from);
}

function routeFact(change: "added" | "removed", from: string, to: string | null, spot: Sides<Spot | null>): Fact {
  return { ...ofFlow, subject: "route", change, owner: { left: from, right: from }, path: to ?? "", spot };
}
