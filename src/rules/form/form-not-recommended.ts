import { componentsOf } from "../../flow/components-by-type.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { componentPlace } from "../component-place.js";

export const formNotRecommended = defineRule({
  id: "form-not-recommended",
  code: "WF_FORM_OPTIONAL",
  severity: "warning",
  off: true,
  since: "4.0",
  what: "A screen uses a Form.",
  why: "From 4.0 inputs may stand in the layout itself, which is what the documentation recommends.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const form of componentsOf(flow, "Form")) {
      report(componentPlace(form), "From Flow JSON 4.0 inputs need no Form; they can stand in the layout.");
    }
  },
});
