/** Names of screens that changed, wherever a flow speaks of them. */
import { isObject } from "../json/object.js";

/** A value in which screens have the names of the other document; `key` is what it stands under. */
export type Translate = (value: unknown, key?: string) => unknown;

/** What a renamed screen is called now stands in navigations and in `${screen.NAME.…}`. */
export function translation(renamed: ReadonlyMap<string, string>): Translate {
  if (renamed.size === 0) return (value) => value;
  const text = (value: string): string =>
    value.includes("${screen.")
      ? value.replace(/\$\{screen\.([^.}]+)/g, (whole, id: string) => {
          const name = renamed.get(id);
          return name === undefined ? whole : `\${screen.${name}`;
        })
      : value;
  const translate: Translate = (value, key) => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => translate(item));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, item]): [string, unknown] => [name, translate(item, name)]);
    if (key !== "next" || typeof value.name !== "string") return Object.fromEntries(entries);
    return { ...Object.fromEntries(entries), name: renamed.get(value.name) ?? value.name };
  };
  return translate;
}
