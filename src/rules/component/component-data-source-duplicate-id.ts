import { componentsOf } from "../../flow/components-by-type.js";
import type { FlowDocument } from "../../flow/document.js";
import { isPlainText } from "../../flow/literal.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { type ArrayNode, property, type StringNode } from "../../json/node.js";
import type { Local } from "../value-types.js";

const lists: readonly (readonly [type: string, list: string])[] = [
  ["CheckboxGroup", "data-source"],
  ["RadioButtonsGroup", "data-source"],
  ["Dropdown", "data-source"],
  ["ChipsSelector", "data-source"],
  ["NavigationList", "list-items"],
];

export const componentDataSourceDuplicateId = defineRule({
  id: "component-data-source-duplicate-id",
  code: "WF_DUPLICATE_OPTION_ID",
  severity: "warning",
  what: "Two options or list items of one component have the same `id`.",
  why: "The id is all that comes back, so it would not tell which of them was chosen.",
  source: sources.own,
  check: (flow, report) => {
    for (const [type, list] of lists) {
      for (const { node } of componentsOf(flow, type)) {
        const items = property(node, list);
        if (items?.kind === "array" && items.items.length > 1) checkIds(flow, items, report);
      }
    }
  },
});

function checkIds(flow: FlowDocument, list: ArrayNode, report: Local): void {
  const first = new Map<string, StringNode>();
  for (const item of list.items) {
    const id = property(item, "id");
    if (!isPlainText(flow, id)) continue;
    const before = first.get(id.value);
    if (before === undefined) first.set(id.value, id);
    else {
      report(value(id), `The id \`${shorten(id.value)}\` stands twice in this list; ids are unique.`, {
        related: [{ message: "The first one.", place: value(before) }],
      });
    }
  }
}
