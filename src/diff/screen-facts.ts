/** What differs in the screens of a flow. */
import { isObject, type JsonObject } from "../json/object.js";
import { componentFacts } from "./component-facts.js";
import { allNodes, componentsOf } from "./component-tree.js";
import type { Fact, ScreenName, Sides } from "./facts.js";
import type { ScreenMatches, ScreenNode } from "./match-screens.js";
import type { Translate } from "./screen-names.js";
import { outOfOrder } from "./sequence.js";
import { objectDifferences, type Same, valueDifferences } from "./value-differences.js";
import { member, pointerInto, without } from "./values.js";

const nameless: Sides<string> = { left: "", right: "" };

/** What differs in the screens: those that are gone or new, and what each of the others has other than before. */
export function screenFacts({ pairs, removed, added }: ScreenMatches, translate: Translate, same: Same): Fact[] {
  const order = [...pairs].sort(([a], [b]) => a.name.index - b.name.index).map(([, right]) => right.name.index);
  const moved = outOfOrder(order);
  return [
    ...removed.map((screen) => oneSided(screen, "left")),
    ...added.map((screen) => oneSided(screen, "right")),
    ...pairs.flatMap(([left, right]) => pairFacts(left, right, moved.has(right.name.index), translate, same)),
  ];
}

function oneSided(screen: ScreenNode, side: "left" | "right"): Fact {
  const components = componentsOf(screen.value, screen.pointer, (value) => value);
  return {
    subject: "screen",
    change: side === "left" ? "removed" : "added",
    screen: { left: side === "left" ? screen.name : null, right: side === "right" ? screen.name : null },
    owner: nameless,
    path: "",
    spot: { left: side === "left" ? screen : null, right: side === "right" ? screen : null },
    size: [...allNodes(components)].length,
  };
}

function pairFacts(
  left: ScreenNode,
  right: ScreenNode,
  moved: boolean,
  translate: Translate,
  same: Same,
): readonly Fact[] {
  const screen = { left: left.name, right: right.name };
  const whole = { subject: "screen", screen, owner: nameless, path: "", spot: { left, right } } as const;
  const place = { left: `place ${left.name.index + 1}`, right: `place ${right.name.index + 1}` };
  const facts: Fact[] = [];
  if (left.name.id !== right.name.id && left.name.id !== null && right.name.id !== null) {
    facts.push({ ...whole, change: "renamed" });
  }
  if (moved) facts.push({ ...whole, change: "moved", place });
  if (!isObject(left.value) || !isObject(right.value)) {
    return [...facts, ...propertyFacts(valueDifferences(left, right, same), screen)];
  }
  return [
    ...facts,
    ...propertyFacts(
      objectDifferences(left.pointer, ownOf(left.value), right.pointer, ownOf(right.value), same).filter(
        ({ path }) => path !== "id" || facts[0]?.change !== "renamed",
      ),
      screen,
    ),
    ...dataFacts(left, right, screen, same),
    ...componentFacts(
      componentsOf(left.value, left.pointer, translate),
      componentsOf(right.value, right.pointer, (value) => value),
      screen,
      same,
    ),
  ];
}

function propertyFacts(
  differences: ReturnType<typeof valueDifferences>,
  screen: Sides<ScreenName>,
  subject: "property" | "data" = "property",
): readonly Fact[] {
  return differences.map(({ path, change, spot }) => ({ subject, change, screen, owner: nameless, path, spot }));
}

/** The screen without its components and data fields; that there is an empty list or model stays. */
function ownOf(screen: JsonObject): JsonObject {
  const data = member(screen, "data");
  const layout = member(screen, "layout");
  const children = member(layout, "children");
  const hidden = isObject(data) && Object.keys(data).length > 0 ? ["data"] : [];
  const rest = without(screen, new Set(hidden));
  if (!isObject(layout) || !Array.isArray(children) || children.length === 0) return rest;
  return { ...rest, layout: without(layout, new Set(["children"])) };
}

/** Data fields by their name. */
function dataFacts(left: ScreenNode, right: ScreenNode, screen: Sides<ScreenName>, same: Same): readonly Fact[] {
  const [l, r] = [fieldsOf(left.value), fieldsOf(right.value)];
  const names = new Set([...Object.keys(l), ...Object.keys(r)]);
  return [...names].flatMap((name) => {
    const owner = { left: name, right: name };
    const before = spotOf(l, name, left.pointer);
    const after = spotOf(r, name, right.pointer);
    if (before === null || after === null) {
      const change = before === null ? "added" : "removed";
      return [{ subject: "data", change, screen, owner, path: "", spot: { left: before, right: after } } as const];
    }
    return valueDifferences(before, after, same).map(
      ({ path, change, spot }): Fact => ({ subject: "data", change, screen, owner, path, spot }),
    );
  });
}

function fieldsOf(screen: unknown): JsonObject {
  const data = member(screen, "data");
  return isObject(data) ? data : {};
}

function spotOf(fields: JsonObject, name: string, pointer: string) {
  return Object.hasOwn(fields, name) ? { value: fields[name], pointer: pointerInto(pointer, "data", name) } : null;
}
