import type { Screen } from "../flow/document.js";
import type { Reference } from "../flow/expression/reference.js";
import type { Resolution } from "../flow/references.js";
import { quotedAll, shorten } from "../flow/words.js";
import { didYouMean } from "../text/nearest.js";

/** How messages name a screen. */
export function screenName(screen: Screen): string {
  return screen.id === undefined ? `screen ${screen.index + 1}` : `screen \`${shorten(screen.id)}\``;
}

type Unresolved = Exclude<Resolution, { kind: "field" | "input" | "refused" }>;

/** Why a reference means nothing, with the likely name. The same words wherever it stands. */
export function unresolvedMessage(reference: Reference, resolution: Unresolved): string {
  const text = `\`${shorten(reference.text)}\``;
  const path = reference.path;
  switch (resolution.kind) {
    case "unknown-screen":
      return `${text} names the screen \`${shorten(resolution.screenId)}\`, which this flow does not have.`;
    case "form":
      return `${text} names a Form, which has no value; refer to the components in it.`;
    case "missing-input": {
      const name = path[0] ?? "";
      const hint = didYouMean(name, resolution.known);
      const inputs = hint === "" && resolution.known.length > 0 ? ` It has ${quotedAll(resolution.known, 6)}.` : hint;
      return `${text}: ${screenName(resolution.screen)} has no input named \`${shorten(name)}\`.${inputs}`;
    }
    case "missing-field": {
      const name = path[resolution.at] ?? "";
      const hint = didYouMean(name, resolution.known);
      const holder =
        resolution.at === 0
          ? `the data model of ${screenName(resolution.screen)}`
          : `\`${shorten(path.slice(0, resolution.at).join("."))}\` in the data model of ${screenName(resolution.screen)}`;
      const field = resolution.at === 0 ? "field" : "property";
      return `${text}: ${holder} declares no ${field} \`${shorten(name)}\`.${hint}`;
    }
    case "through-array": {
      const list = path.slice(0, resolution.at).join(".");
      return `${text} goes through the list \`${shorten(list)}\`; a reference cannot name an entry of a list.`;
    }
    case "no-schema": {
      const holder = path.slice(0, Math.max(1, resolution.at)).join(".");
      return `${text} goes into \`${shorten(holder)}\`, which declares no properties in the data model.`;
    }
  }
}
