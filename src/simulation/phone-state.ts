/** What the phone knows at one moment of a way through the flow. Nothing here changes: each move makes a new state. */
import type { FlowDocument, Screen } from "../flow/document.js";
import { evaluateProperty, type LookUp, type Reference } from "../flow/expression/index.js";
import { valueType } from "../flow/references.js";
import { nestedExpressionsSince } from "../flow/versions.js";
import type { JsonNode } from "../json/node.js";
import type { JsonObject } from "../json/object.js";
import type { KvEntries } from "./sandbox.js";
import type { Tap } from "./taps.js";

export interface PhoneState {
  readonly screen: Screen;
  /** Data of the screens that were visited, by their ids. */
  readonly data: ReadonlyMap<string, JsonObject>;
  /** What the user entered, by the ids of the screens. */
  readonly forms: ReadonlyMap<string, JsonObject>;
  /** The screens that the user came by, oldest first. */
  readonly behind: readonly Screen[];
  readonly kv: KvEntries;
  /** The exchange that the screen's data came with. */
  readonly exchange: number | null;
  /** How the user came here; null where the flow opened. */
  readonly way: Way | null;
}

/** A way through the flow, last move first. */
export interface Way {
  readonly before: Way | null;
  /** The phone before the move, with what was entered. */
  readonly from: PhoneState;
  /** What was tapped, or `back`. */
  readonly move: Tap | "back";
}

/** Data of the screen that is shown. */
export function dataOf({ screen, data }: PhoneState): JsonObject {
  return data.get(screen.id ?? "") ?? {};
}

/** The state with other data on the screen that is shown. */
export function withData(state: PhoneState, data: JsonObject): PhoneState {
  return { ...state, data: new Map(state.data).set(state.screen.id ?? "", data) };
}

/** The state with what the user entered on the screen that is shown. */
export function withForm(state: PhoneState, form: JsonObject): PhoneState {
  return { ...state, forms: new Map(state.forms).set(state.screen.id ?? "", form) };
}

/** The state after a move to a screen, forwards, back, or to the same one. */
export function movedTo(state: PhoneState, screen: Screen, data: JsonObject): PhoneState {
  if (screen === state.screen) return withData(state, { ...dataOf(state), ...data });
  const at = state.behind.indexOf(screen);
  const behind = at === -1 ? [...state.behind, state.screen] : state.behind.slice(0, at);
  return withData({ ...state, screen, behind }, data);
}

/** Looks up what a reference on the screen means now. */
export function lookUpIn(flow: FlowDocument, state: PhoneState): LookUp {
  return ({ scope, storage, path }: Reference) => {
    const screen = scope.kind === "local" ? state.screen : flow.screensById.get(scope.screenId);
    if (screen === undefined) return undefined;
    const values = (storage === "data" ? state.data : state.forms).get(screen.id ?? "");
    const found = follow(values, path);
    return found === undefined && storage === "form" ? untouched(screen, path) : found;
  };
}

function follow(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, name)?.value;
  }
  return at;
}

/** The value of an input that was not filled (expressions.md, section 4). */
function untouched(screen: Screen, [name, ...rest]: readonly string[]): unknown {
  const input = screen.inputs.get(name ?? "");
  if (input === undefined || rest.length > 0) return undefined;
  const type = valueType(input);
  return type === "array" ? [] : type === "boolean" ? false : "";
}

/** The value of anything in the flow at this moment: texts are evaluated at any depth. */
export function evaluateNode(flow: FlowDocument, node: JsonNode | undefined, lookUp: LookUp): unknown {
  if (node === undefined) return undefined;
  switch (node.kind) {
    case "string":
      return evaluateProperty(node.value, lookUp, flow.version >= nestedExpressionsSince);
    case "array":
      return node.items.map((item) => evaluateNode(flow, item, lookUp));
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, evaluateNode(flow, value, lookUp)]));
    default:
      return node.value;
  }
}

/** An object of the flow or of an answer; anything else counts as empty. */
export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
