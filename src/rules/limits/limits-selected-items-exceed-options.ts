import { componentsOf } from "../../flow/components-by-type.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";
import { counted } from "../../text/counted.js";

export const limitsSelectedItemsExceedOptions = defineRule({
  id: "limits-selected-items-exceed-options",
  code: "WF_SELECTION_LIMIT",
  severity: "warning",
  what: "A CheckboxGroup or ChipsSelector wants more options to be chosen than it has.",
  why: "Nobody could satisfy it, so the screen would be a dead end.",
  source: sources.own,
  check: (flow, report) => {
    for (const type of ["CheckboxGroup", "ChipsSelector"]) {
      for (const { node } of componentsOf(flow, type)) {
        const min = property(node, "min-selected-items");
        if (min?.kind !== "number") continue;
        const options = property(node, "data-source");
        // An empty list is a mistake of its own.
        if (options?.kind !== "array" || options.items.length === 0 || min.value <= options.items.length) continue;
        const has = counted(options.items.length, "option");
        report(
          value(min),
          `\`min-selected-items\` is ${min.value}, but there ${options.items.length === 1 ? "is" : "are"} ${has}.`,
        );
      }
    }
  },
});
