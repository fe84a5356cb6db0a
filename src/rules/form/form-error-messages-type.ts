import type { Component, FlowDocument } from "../../flow/document.js";
import { formsOf } from "../../flow/forms.js";
import { calendarMode } from "../../flow/initial-value.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { LiteralType } from "../../flow/spec.js";
import { shorten } from "../../flow/words.js";
import { property } from "../../json/node.js";
import { checkFieldType, checkLiteralValue } from "../value-types.js";

export const formErrorMessagesType = defineRule({
  id: "form-error-messages-type",
  code: "INVALID_PROPERTY_TYPE",
  severity: "error",
  since: "7.0",
  what: "A value in `error-messages` of a Form is no text, or for a range of days no object of two texts.",
  why: "From 7.0 Meta compares the types.",
  source: sources.changelog,
  check: (flow, report) => {
    for (const { form, byName } of formsOf(flow)) {
      const messages = property(form.node, "error-messages");
      if (messages?.kind !== "object") continue;
      for (const member of messages.members) {
        const types = typesFor(flow, byName.get(member.key));
        const wanted = { subject: `The error message of \`${shorten(member.key)}\``, types };
        if (!checkLiteralValue(flow, member.value, wanted, report)) {
          checkFieldType(flow, form.screen, member.value, wanted, report);
        }
      }
    }
  },
});

const text: readonly LiteralType[] = ["string"];
const object: readonly LiteralType[] = ["object"];
const both: readonly LiteralType[] = ["string", "object"];

function typesFor(flow: FlowDocument, component: Component | undefined): readonly LiteralType[] {
  switch (component?.spec?.type) {
    case "CalendarPicker": {
      const mode = calendarMode(flow, component);
      if (mode === undefined) return both;
      return mode === "range" ? object : text;
    }
    // Their own `error-message` takes a text per file as well.
    case "PhotoPicker":
    case "DocumentPicker":
      return both;
    default:
      return text;
  }
}
