import { componentsOf } from "../../flow/components-by-type.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

/**
 * Pairs of a least and a greatest number. A maximum below `least` is refused or suspicious on its own and says nothing
 * about the minimum.
 */
const pairs: readonly { readonly type: string; readonly min: string; readonly max: string; readonly least: number }[] =
  [
    { type: "CheckboxGroup", min: "min-selected-items", max: "max-selected-items", least: 0 },
    { type: "ChipsSelector", min: "min-selected-items", max: "max-selected-items", least: 0 },
    { type: "TextInput", min: "min-chars", max: "max-chars", least: 1 },
    { type: "PhotoPicker", min: "min-uploaded-photos", max: "max-uploaded-photos", least: 1 },
    { type: "DocumentPicker", min: "min-uploaded-documents", max: "max-uploaded-documents", least: 1 },
    { type: "CalendarPicker", min: "min-days", max: "max-days", least: 0 },
  ];

export const limitsMinGreaterThanMax = defineRule({
  id: "limits-min-greater-than-max",
  code: "MIN_VALUE_GREATER_THAN_MAX",
  severity: "error",
  what: "The least number of a component is greater than its greatest.",
  why: "No input could ever satisfy both, and Meta refuses the flow.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const pair of pairs) {
      for (const { node } of componentsOf(flow, pair.type)) {
        const min = property(node, pair.min);
        if (min?.kind !== "number") continue;
        const max = property(node, pair.max);
        if (max?.kind !== "number" || max.value < pair.least || min.value <= max.value) continue;
        const message = `\`${pair.min}\` is ${min.value}, greater than \`${pair.max}\`, which is ${max.value}.`;
        report(value(min), message, { related: [{ message: `\`${pair.max}\` stands here.`, place: value(max) }] });
      }
    }
  },
});
