import { componentsOf } from "../../flow/components-by-type.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { type FormContents, formsOf } from "../../flow/forms.js";
import { isPlainText } from "../../flow/literal.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quoted, shorten } from "../../flow/words.js";
import { type JsonNode, property } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";
import type { Local } from "../value-types.js";

const types = ["CheckboxGroup", "RadioButtonsGroup", "Dropdown", "ChipsSelector"] as const;
const withOptions: ReadonlySet<string> = new Set(types);

export const componentInitValueNotAnOption = defineRule({
  id: "component-init-value-not-an-option",
  code: "WF_UNKNOWN_OPTION",
  severity: "warning",
  what: "A component starts with a value that is the `id` of none of its options.",
  why: "Nothing is selected then, as if there were no initial value.",
  source: sources.own,
  check: (flow, report) => {
    for (const type of types) {
      for (const component of componentsOf(flow, type)) {
        const initial = component.inForm ? undefined : property(component.node, "init-value");
        if (initial !== undefined) checkInitial(flow, component, initial, report);
      }
    }
    for (const contents of formsOf(flow)) checkForm(flow, contents, report);
  },
});

function checkForm(flow: FlowDocument, { form, byName }: FormContents, report: Local): void {
  const values = property(form.node, "init-values");
  if (values?.kind !== "object") return;
  for (const member of values.members) {
    const component = byName.get(member.key);
    if (component?.spec === undefined || !withOptions.has(component.spec.type)) continue;
    checkInitial(flow, component, member.value, report);
  }
}

function checkInitial(flow: FlowDocument, component: Component, initial: JsonNode, report: Local): void {
  const ids = idsOf(flow, component);
  if (ids === undefined) return;
  for (const node of initial.kind === "array" ? initial.items : [initial]) {
    if (!isPlainText(flow, node) || ids.has(node.value)) continue;
    const hint = didYouMean(node.value, ids);
    const known = hint === "" ? ` They are ${quoted([...ids], 6)}.` : hint;
    report(value(node), `No option has the id \`${shorten(node.value)}\`.${known}`);
  }
}

/** The ids of the options, when all of them are known. */
function idsOf(flow: FlowDocument, component: Component): ReadonlySet<string> | undefined {
  const options = property(component.node, "data-source");
  if (options?.kind !== "array" || options.items.length === 0) return undefined;
  const ids = new Set<string>();
  for (const option of options.items) {
    const id = property(option, "id");
    if (!isPlainText(flow, id)) return undefined;
    ids.add(id.value);
  }
  return ids;
}
