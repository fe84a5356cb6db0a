/** Where in a flow a mistake can be made. */
import { versionNumber } from "../../../src/flow/versions.js";
import type { FlowJson, ObjectJson, ScreenJson } from "../valid-flows.js";

export interface Mutation {
  readonly name: string;
  /** Changes the flow in place and gives the errors, as `rule pointer`; undefined where there is no such place. */
  readonly apply: (flow: FlowJson, pick: number) => readonly string[] | undefined;
}

export interface Found {
  readonly node: ObjectJson;
  readonly type: string;
  readonly pointer: string;
  readonly screen: ScreenJson;
  readonly siblings: ObjectJson[];
}

/** Every component with its pointer. */
export function componentsOf(flow: FlowJson): readonly Found[] {
  return flow.screens.flatMap((screen, index) =>
    below(screen.layout.children, `/screens/${index}/layout/children`, screen),
  );
}

export function below(nodes: ObjectJson[], pointer: string, screen: ScreenJson): readonly Found[] {
  return nodes.flatMap((node, index) => {
    const own = `${pointer}/${index}`;
    const { type, children, else: otherwise, cases } = node;
    const lists: readonly (readonly [string, unknown])[] = [
      ["children", children],
      ["then", node.then],
      ["else", otherwise],
      ...Object.entries(Object(cases)).map(([key, list]): [string, unknown] => [`cases/${key}`, list]),
    ];
    const inner = lists.flatMap(([key, list]) => (Array.isArray(list) ? below(list, `${own}/${key}`, screen) : []));
    return [{ node, type: String(type), pointer: own, screen, siblings: nodes }, ...inner];
  });
}

export function choose<T>(among: readonly T[], pick: number): T | undefined {
  return among[pick % Math.max(1, among.length)];
}

export function at(version: string, flow: FlowJson): boolean {
  return versionNumber(flow.version) >= versionNumber(version);
}

export function isRecord(value: unknown): value is ObjectJson {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export interface Text {
  readonly value: string;
  readonly pointer: string;
  readonly holder: ObjectJson | unknown[];
  readonly key: string;
}

/** Every text that refers to something, with its pointer. */
export function textsOf(value: unknown, pointer: string, holder: ObjectJson | unknown[], key: string): readonly Text[] {
  if (typeof value === "string") return [{ value, pointer, holder, key }];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsOf(item, `${pointer}/${i}`, value, String(i)));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, `${pointer}/${name}`, value, name));
}

/** The action of a screen's Footer or list, with its pointer. */
export function wayOn(
  flow: FlowJson,
  index: number,
): { readonly action: ObjectJson; readonly pointer: string } | undefined {
  const screen = flow.screens[index];
  const found = componentsOf(flow).find(
    (each) => each.screen === screen && (each.type === "Footer" || each.type === "NavigationList"),
  );
  const action = found?.node["on-click-action"];
  return found !== undefined && isRecord(action) ? { action, pointer: `${found.pointer}/on-click-action` } : undefined;
}
