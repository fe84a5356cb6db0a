/**
 * What `routing_model` holds, which the tables leave open because its keys are the flow's own. The rule itself stands
 * with those of the tables.
 */
import { type Check, value } from "../../flow/rule.js";
import { found, shorten } from "../../flow/words.js";

export const routingValueNotArray: Check = {
  rules: [],
  run: (flow, report) => {
    for (const { key, value: list } of flow.routingModel?.members ?? []) {
      // Of a key that is no screen nothing more is said.
      if (!flow.screensById.has(key)) continue;
      if (list.kind !== "array") {
        const message = `\`${shorten(key)}\` in \`routing_model\` takes a list of screen ids; found ${found(list)}.`;
        report("routing-value-not-array", value(list), message);
        continue;
      }
      for (const item of list.items) {
        if (item.kind === "string") continue;
        report(
          "routing-value-not-array",
          value(item),
          `A target in \`routing_model\` is a screen id; found ${found(item)}.`,
        );
      }
    }
  },
};
