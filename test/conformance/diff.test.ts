/** What must hold of the semantic difference of any two flows: made by us, with a mistake, and of other people. */
import { readdirSync, readFileSync } from "node:fs";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { diffFlows } from "../../src/diff/diff-flows.js";
import type { FlowChange } from "../../src/diff/difference.js";
import { sameJson } from "../../src/json/canonical.js";
import { resolvePointer } from "../../src/json/pointer.js";
import { readJson } from "../../src/json/read.js";
import { mutations } from "../support/mutations/index.js";
import { type FlowJson, validFlows } from "../support/valid-flows.js";

const corpus = new URL("../../../shared/corpus/flows/", import.meta.url);
const published: readonly (readonly [string, unknown])[] = readdirSync(corpus).flatMap((file) => {
  const text = readFileSync(new URL(file, corpus), "utf8");
  return readJson(text).ok ? [[file, JSON.parse(text.replace(/^\ufeff/, ""))] as const] : [];
});

/** One mistake as people make it. */
const spoilt: Arbitrary<readonly [FlowJson, FlowJson]> = fc
  .tuple(validFlows(), fc.constantFrom(...mutations), fc.nat({ max: 50 }))
  .map(([flow, mutation, pick]) => {
    const changed = copy(flow);
    mutation.apply(changed, pick);
    return [flow, changed] as const;
  });

const unrelated = fc.tuple(validFlows(), validFlows());
const others = fc
  .tuple(fc.constantFrom(...published), fc.constantFrom(...published))
  .map(([[, a], [, b]]) => [a, b] as const);
const pairs: Arbitrary<readonly [unknown, unknown]> = fc.oneof(spoilt, unrelated, others);

describe("the difference", () => {
  test.each(published)("of %s with itself is empty, however it is laid out", (_, flow) => {
    expect(diffFlows(flow, withKeysReversed(flow)).changes).toEqual([]);
  });

  test("of two flows that differ is not empty", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(diffFlows(a, b).changes.length > 0).toBe(!sameJson(withRoutesSorted(a), withRoutesSorted(b)));
      }),
      { numRuns: 200 },
    );
  });

  test("says the opposite on the way back", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const there = diffFlows(a, b).changes.map(mirrored).sort();
        expect(diffFlows(b, a).changes.map(identity).sort()).toEqual(there);
      }),
      { numRuns: 200 },
    );
  });

  test("points to what is there, in both documents", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [before, after] = [root(a), root(b)];
        for (const change of diffFlows(a, b).changes) {
          expect(change.before === null || resolvePointer(before, change.before) !== undefined).toBe(true);
          expect(change.after === null || resolvePointer(after, change.after) !== undefined).toBe(true);
          expect(change.before === null).toBe(change.change === "added");
          expect(change.after === null).toBe(change.change === "removed");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("finds every value that is changed by itself, and where", () => {
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.nat(), ([, flow], pick) => {
        const changed = copy(flow);
        const pointer = changeOneLeaf(changed, pick);
        fc.pre(pointer !== undefined);
        const told = diffFlows(flow, changed).changes.flatMap(({ before, after }) => [before, after]);
        expect(told.some((at) => at !== null && (pointer === at || pointer?.startsWith(`${at}/`)))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("finds everything that is taken away, and as much when it is put back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.nat(), ([, flow], pick) => {
        const changed = copy(flow);
        const taken = takeOneAway(changed, pick);
        fc.pre(taken !== undefined && !taken.startsWith("/routing_model"));
        const { changes } = diffFlows(flow, changed);
        expect(changes.length).toBeGreaterThan(0);
        expect(diffFlows(changed, flow).changes).toHaveLength(changes.length);
      }),
      { numRuns: 400 },
    );
  });
});

/** A good pairing is known by how little it says. */
describe("one change of a flow of other people is told as one", () => {
  const told = (flow: unknown, change: (flow: unknown, pick: number) => boolean, pick: number): string[] => {
    const changed = copy(flow);
    fc.pre(change(changed, pick) && !sameJson(flow, changed));
    return diffFlows(flow, changed).changes.map(({ subject, change: kind }) => `${subject} ${kind}`);
  };

  test.each([
    ["a component that is taken away", takeComponent, "component removed"],
    ["a component that changes places with the next", swapComponents, "component moved"],
    ["a component that goes to the end of its screen", moveComponent, "component moved"],
    ["a screen that goes to the end", moveScreen, "screen moved"],
    ["a screen that gets another id", renameScreen, "screen renamed"],
  ] as const)("%s", (_, change, expected) => {
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.nat(), ([, flow], pick) => {
        expect(told(flow, change, pick)).toEqual([expected]);
      }),
      { numRuns: 250 },
    );
  });
});

type Mutable = Record<string, unknown> | unknown[];

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function root(value: unknown) {
  const read = readJson(JSON.stringify(value));
  if (!read.ok) throw new Error(read.problem.message);
  return read.root;
}

function identity({ subject, change, before, after }: FlowChange): string {
  return JSON.stringify([subject, change, before, after]);
}

function mirrored({ subject, change, before, after }: FlowChange): string {
  const opposite = change === "added" ? "removed" : change === "removed" ? "added" : change;
  return JSON.stringify([subject, opposite, after, before]);
}

function isMutable(value: unknown): value is Mutable {
  return typeof value === "object" && value !== null;
}

function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (!isMutable(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, withKeysReversed(member)]),
  );
}

/** Routes are a set, and an entry beside an empty one says as little as its absence. */
function withRoutesSorted(flow: unknown): unknown {
  if (!isMutable(flow) || Array.isArray(flow) || !isMutable(flow.routing_model)) return flow;
  const rows = Object.entries(flow.routing_model).map(([key, row]) => [
    key,
    Array.isArray(row) ? [...new Set(row.map(String))].sort() : row,
  ]);
  return { ...flow, routing_model: Object.fromEntries(rows) };
}

/** Every place in a value, by pointer. */
function* places(value: unknown, pointer = ""): Generator<{ holder: Mutable; key: string; pointer: string }> {
  if (!isMutable(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    yield { holder: value, key, pointer: at };
    yield* places(member, at);
  }
}

function changeOneLeaf(flow: unknown, pick: number): string | undefined {
  const leaves = [...places(flow)].filter(({ holder, key }) => !isMutable(Reflect.get(holder, key)));
  const place = leaves[pick % Math.max(1, leaves.length)];
  if (place === undefined) return undefined;
  const value: unknown = Reflect.get(place.holder, place.key);
  Reflect.set(
    place.holder,
    place.key,
    typeof value === "string" ? `${value}x` : typeof value === "number" ? value + 1 : "x",
  );
  return place.pointer;
}

function takeOneAway(flow: unknown, pick: number): string | undefined {
  const all = [...places(flow)];
  const place = all[pick % Math.max(1, all.length)];
  if (place === undefined) return undefined;
  if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else Reflect.deleteProperty(place.holder, place.key);
  return place.pointer;
}

/** The lists of components of a flow. */
function componentLists(flow: unknown): unknown[][] {
  return [...places(flow)].flatMap(({ holder, key, pointer }) => {
    const list: unknown = Reflect.get(holder, key);
    const holds = /\/(children|then|else|cases\/[^/]+)$/.test(pointer) && pointer.includes("/layout/");
    return holds && Array.isArray(list) && list.length > 0 ? [list] : [];
  });
}

function chosen<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

function takeComponent(flow: unknown, pick: number): boolean {
  const list = chosen(componentLists(flow), pick);
  list?.splice(pick % list.length, 1);
  return list !== undefined && list.length > 0;
}

function swapComponents(flow: unknown, pick: number): boolean {
  const list = chosen(componentLists(flow), pick);
  if (list === undefined || list.length < 2) return false;
  const at = pick % (list.length - 1);
  list.splice(at, 2, list[at + 1], list[at]);
  return true;
}

function moveComponent(flow: unknown, pick: number): boolean {
  const screen = chosen(screensOf(flow), pick);
  const [target, ...others] = componentLists(screen === undefined ? undefined : { layout: screen.layout });
  const source = chosen(others, pick);
  if (target === undefined || source === undefined || source.length < 2) return false;
  target.push(...source.splice(pick % source.length, 1));
  return true;
}

function moveScreen(flow: unknown, pick: number): boolean {
  const screens = screensOf(flow);
  if (screens.length < 2) return false;
  screens.push(...screens.splice(pick % (screens.length - 1), 1));
  return true;
}

/** With everything that names it, as an editor does it. */
function renameScreen(flow: unknown, pick: number): boolean {
  const screen = chosen(screensOf(flow), pick);
  if (screen === undefined || typeof screen.id !== "string") return false;
  const { id } = screen;
  for (const { holder, key } of [...places(flow)]) {
    const value: unknown = Reflect.get(holder, key);
    const names = (key === "id" && holder === screen) || (key === "name" && isNext(flow, holder));
    if (value === id && names) Reflect.set(holder, key, `${id}_ANEW`);
    if (typeof value === "string") {
      const text: unknown = Reflect.get(holder, key);
      Reflect.set(holder, key, String(text).replaceAll(`\${screen.${id}.`, `\${screen.${id}_ANEW.`));
    }
  }
  renameRoutes(flow, id);
  return true;
}

function isNext(flow: unknown, value: unknown): boolean {
  return [...places(flow)].some(({ holder, key }) => key === "next" && Reflect.get(holder, key) === value);
}

function renameRoutes(flow: unknown, id: string): void {
  if (!isMutable(flow) || Array.isArray(flow) || !isMutable(flow.routing_model)) return;
  const named = (name: string): string => (name === id ? `${id}_ANEW` : name);
  flow.routing_model = Object.fromEntries(
    Object.entries(flow.routing_model).map(([from, to]) => [
      named(from),
      Array.isArray(to) ? to.map((name: unknown) => (typeof name === "string" ? named(name) : name)) : to,
    ]),
  );
}

function screensOf(flow: unknown): Record<string, unknown>[] {
  if (!isMutable(flow) || Array.isArray(flow) || !Array.isArray(flow.screens)) return [];
  return flow.screens;
}
