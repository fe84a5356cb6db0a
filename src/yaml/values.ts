/** Values out of a tree that is known to have its shape; what is not there is left out. */
import type { MapEntry, YamlNode } from "./tree.js";

export function valueAt(node: YamlNode, key: string): YamlNode | undefined {
  return node.kind === "map" ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

export function entriesOf(node: YamlNode, key: string): readonly MapEntry[] {
  const value = valueAt(node, key);
  return value?.kind === "map" ? value.entries : [];
}

export function textAt(node: YamlNode, key: string): string | undefined {
  const value = valueAt(node, key);
  return value?.kind === "scalar" ? textOf(value) : undefined;
}

export function textsOf(node: YamlNode): string[] {
  return node.kind === "list" ? node.items.flatMap((item) => (item.kind === "scalar" ? [textOf(item)] : [])) : [];
}

export function textOf({ value, written }: Extract<YamlNode, { kind: "scalar" }>): string {
  return typeof value === "string" ? value : written;
}
