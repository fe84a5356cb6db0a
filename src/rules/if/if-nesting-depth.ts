import type { Component } from "../../flow/document.js";
import { maxIfDepth } from "../../flow/limits.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

export const ifNestingDepth = defineRule({
  id: "if-nesting-depth",
  code: "WF_IF_NESTING_DEPTH",
  severity: "error",
  since: "4.0",
  what: "More than three If stand in each other.",
  why: "Up to three levels of If are documented. A Switch in between does not begin anew.",
  source: sources.components,
  check: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const component of components) {
        // Only the first level that is too deep: with it those within are moved.
        if (component.type !== "If" || component.parent === null || depth(component) !== maxIfDepth + 1) continue;
        const type = property(component.node, "type");
        if (type !== undefined)
          report(value(type), `This is the fourth If in each other; ${maxIfDepth} levels are the most.`);
      }
    }
  },
});

/** How many If there are from the screen to this one. */
function depth(component: Component): number {
  let levels = 0;
  for (let up: Component | null = component; up !== null && levels <= maxIfDepth + 1; up = up.parent) {
    if (up.type === "If") levels++;
  }
  return levels;
}
