import type { Component } from "../../flow/document.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";
import { isInIf } from "./footer-branches.js";

export const footerInNestedIf = defineRule({
  id: "footer-in-nested-if",
  code: "WF_FOOTER_IN_NESTED_IF",
  severity: "error",
  since: "4.0",
  what: "A Footer stands in an If that stands in another If.",
  why: "A Footer is allowed in the first level of If only.",
  source: sources.components,
  check: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const component of components) {
        if (component.type !== "Footer" || component.container === "layout" || !isInNestedIf(component)) continue;
        const type = property(component.node, "type");
        if (type === undefined) continue;
        report(value(type), "A Footer may stand in the first level of If only; move it out of the inner If.");
      }
    }
  },
});

function isInNestedIf(component: Component): boolean {
  for (let up = component.parent; up !== null; up = up.parent) if (up.type === "If") return isInIf(up);
  return false;
}
