import type { FlowDocument, Screen } from "../../flow/document.js";
import { findReferences, type Reference } from "../../flow/expression/reference.js";
import { dynamicTexts } from "../../flow/references.js";
import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { screenName } from "../reference-message.js";

export const dataUnusedField = defineRule({
  id: "data-unused-field",
  code: "WF_UNUSED_DATA_FIELD",
  severity: "warning",
  off: true,
  what: "A field of a data model is referred to nowhere in the flow.",
  why: "It does no harm, but an endpoint or another screen has to send it all the same.",
  source: sources.own,
  check: (flow, report) => {
    const used = usedFields(flow);
    for (const screen of flow.screens) {
      for (const member of screen.data?.members ?? []) {
        // The endpoint uses this one for itself: the phone shows it as a notice.
        if (member.key === "error_message" || used.get(screen)?.has(member.key) === true) continue;
        report(key(member.value), `Nothing refers to the field \`${shorten(member.key)}\` of ${screenName(screen)}.`);
      }
    }
  },
});

function usedFields(flow: FlowDocument): ReadonlyMap<Screen, ReadonlySet<string>> {
  const used = new Map<Screen, Set<string>>();
  for (const text of dynamicTexts(flow)) {
    for (const reference of referencesIn(text.node.value)) {
      if (reference.storage !== "data") continue;
      const screen = reference.scope.kind === "local" ? text.screen : flow.screensById.get(reference.scope.screenId);
      if (screen === undefined) continue;
      const names = used.get(screen) ?? new Set<string>();
      names.add(reference.path[0] ?? "");
      used.set(screen, names);
    }
  }
  return used;
}

function referencesIn(text: string): readonly Reference[] {
  return findReferences(text).flatMap((result) => {
    if (result.ok) return [result.reference];
    return result.malformed.lenient === null ? [] : [result.malformed.lenient];
  });
}
