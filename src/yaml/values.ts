/** Values out of a tree that is known to have its shape; what is not there is left out. */
import type { MapEntry, YamlNode } from "./tree.js";

/** What stands under a key of a mapping. */
export function valueAt(node: YamlNode, key: string): YamlNode | undefined {
  return node.kind === "map" ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The entries of the mapping under a key; none where there is no mapping. */
export function entriesOf(node: YamlNode, key: string): readonly MapEntry[] {
  const value = valueAt(node, key);
  return value?.kind === "map" ? value.entries : [];
}

/** The text under a key, also of a value that was written without quotes. */
export function textAt(node: YamlNode, key: string): string | undefined {
  const value = valueAt(node, key);
  return value?.kind === "scalar" ? textOf(value) : undefined;
}

/** The texts of a list; items of another kind are left out. */
export function textsOf(node: YamlNode): string[] {
  return node.kind === "list" ? node.items.flatMap((item) => (item.kind === "scalar" ? [textOf(item)] : [])) : [];
}

/** A value as text: what YAML takes for a number or a date is the text that was written. */
export function textOf({ value, written }: Extract<YamlNode, { kind: "scalar" }>): string {
  return typeof value === "string" ? value : written;
}
