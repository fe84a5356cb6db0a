import { type Component, textOf } from "../../flow/document.js";
import { classify } from "../../flow/expression/classify.js";
import { dynamicTexts, resolve } from "../../flow/references.js";
import { defineRule, inside, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { JsonNode } from "../../json/node.js";

/** From how many characters a text of base64 letters is taken for a file rather than for an id. */
const longBase64 = 1000;
const base64 = /^(?:data:[^,]{0,100},)?[A-Za-z0-9+/]+={0,2}$/;

export const completePayloadBase64 = defineRule({
  id: "complete-payload-base64",
  code: "WF_LARGE_COMPLETION_PAYLOAD",
  severity: "warning",
  what: "A `complete` payload sends a picture as base64.",
  why: "The payload comes back in one webhook message and is to be small; send an id of the picture instead.",
  source: sources.flowJson,
  check: (flow, report) => {
    const imageFields = new Set<JsonNode>();
    for (const screen of flow.screens) {
      for (const component of screen.components) {
        const source = sourceOf(component);
        const form = source === undefined ? undefined : classify(source, false);
        if (form?.kind !== "reference") continue;
        const resolution = resolve(flow, screen, form.reference);
        if (resolution.kind === "field") imageFields.add(resolution.schema);
      }
    }
    for (const text of imageFields.size === 0 ? [] : dynamicTexts(flow)) {
      if (text.site.kind !== "payload" || text.site.action.name !== "complete") continue;
      if (text.form.kind !== "reference") continue;
      const { reference } = text.form;
      const resolution = resolve(flow, text.screen, reference);
      if (resolution.kind !== "field" || !imageFields.has(resolution.schema)) continue;
      report(
        inside(text.node, reference.start, reference.end),
        "This field holds a picture; `complete` is to send small values only.",
      );
    }
    for (const screen of flow.screens) {
      for (const action of screen.actions) {
        if (action.name === "complete" && action.payload !== undefined) reportLong(action.payload, report);
      }
    }
  },
});

function sourceOf(component: Component): string | undefined {
  return component.type === "Image" ? textOf(component.node, "src") : undefined;
}

function reportLong(node: JsonNode, report: (place: ReturnType<typeof value>, message: string) => void): void {
  if (node.kind === "string" && node.value.length >= longBase64 && base64.test(node.value)) {
    report(
      value(node),
      `This looks like a file of ${node.value.length} characters; \`complete\` is to send small values only.`,
    );
  } else if (node.kind === "array") for (const item of node.items) reportLong(item, report);
  else if (node.kind === "object") for (const member of node.members) reportLong(member.value, report);
}
