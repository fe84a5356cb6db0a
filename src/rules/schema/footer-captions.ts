/** The captions of a Footer: the two at the sides go together, and exclude the one in the middle. */
import { type Check, key as keyOf, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll } from "../../flow/words.js";
import { property } from "../../json/node.js";

export const footerCaptions: Check = {
  rules: [
    {
      id: "schema-dependencies",
      code: "INVALID_DEPENDENCIES",
      severity: "error",
      what: "A Footer has one of `left-caption` and `right-caption`, and not the other.",
      why: "The two are shown side by side; Meta refuses one alone.",
      source: sources.components,
    },
    {
      id: "schema-not-exclusive-pair",
      code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
      severity: "error",
      what: "A Footer has `center-caption` beside `left-caption` or `right-caption`.",
      why: "There is room for one in the middle or for two at the sides.",
      source: sources.components,
    },
  ],
  run: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const { type, node } of components) {
        if (type !== "Footer" || !node.members.some(({ key }) => key.endsWith("-caption"))) continue;
        const sides = ["left-caption", "right-caption"].filter((name) => property(node, name) !== undefined);
        if (sides.length === 0) continue;
        const center = property(node, "center-caption");
        if (center !== undefined) {
          const message = `\`center-caption\` excludes ${quotedAll(sides)}; keep the one or the other.`;
          report("schema-not-exclusive-pair", keyOf(center), message);
        } else if (sides.length === 1) {
          const [has, lacks] = sides[0] === "left-caption" ? ["left", "right"] : ["right", "left"];
          const message = `\`${lacks}-caption\` is missing: it goes with \`${has}-caption\`. For a single text use \`center-caption\`.`;
          report("schema-dependencies", open(node), message);
        }
      }
    }
  },
};
