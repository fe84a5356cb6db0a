import { componentsOf } from "../../flow/components-by-type.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const componentTextInputNegativeChars = defineRule({
  id: "component-text-input-negative-chars",
  code: "WF_SUSPICIOUS_VALUE",
  severity: "warning",
  what: "`min-chars` or `max-chars` is negative or a fraction, or `max-chars` is 0.",
  why: "A number of characters is a whole number, and an input that takes none cannot be filled in.",
  source: sources.own,
  check: (flow, report) => {
    for (const { node } of componentsOf(flow, "TextInput")) {
      for (const [name, least] of bounds) {
        const number = property(node, name);
        if (number?.kind !== "number" || (Number.isInteger(number.value) && number.value >= least)) continue;
        report(value(number), `\`${name}\` is a whole number from ${least} on; found \`${number.value}\`.`);
      }
    }
  },
});

const bounds: readonly (readonly [name: string, least: number])[] = [
  ["min-chars", 0],
  ["max-chars", 1],
];
