import type { Component } from "../../flow/document.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { type JsonNode, property } from "../../json/node.js";

export const componentRequiredButHidden = defineRule({
  id: "component-required-but-hidden",
  code: "WF_REQUIRED_BUT_HIDDEN",
  severity: "warning",
  what: "A component must be filled in and is never visible.",
  why: "Nobody can fill in what is not shown, so the screen may let nobody go on.",
  source: sources.own,
  check: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const component of components) {
        if (component.spec?.input !== true) continue;
        const visible = property(component.node, "visible");
        if (visible?.kind !== "boolean" || visible.value) continue;
        const required = requirement(component);
        if (required === undefined) continue;
        const message = `This ${component.spec.type} must be filled in, but is never shown; make it visible or not required.`;
        report(value(visible), message, { related: [{ message: "Required here.", place: value(required) }] });
      }
    }
  },
});

/** What makes a component required. */
function requirement({ node, spec }: Component): JsonNode | undefined {
  if (spec?.type === "PhotoPicker" || spec?.type === "DocumentPicker") {
    const min = property(node, spec.type === "PhotoPicker" ? "min-uploaded-photos" : "min-uploaded-documents");
    return min?.kind === "number" && min.value > 0 ? min : undefined;
  }
  const required = property(node, "required");
  if (required?.kind === "boolean") return required.value ? required : undefined;
  if (required?.kind !== "object" || spec?.type !== "CalendarPicker") return undefined;
  return required.members.some(({ value: end }) => end.kind === "boolean" && end.value) ? required : undefined;
}
