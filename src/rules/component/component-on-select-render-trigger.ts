import { componentsOf } from "../../flow/components-by-type.js";
import { defineRule, key } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf } from "../../json/node.js";

const types = ["CheckboxGroup", "RadioButtonsGroup", "Dropdown", "DatePicker", "CalendarPicker", "ChipsSelector"];

export const componentOnSelectRenderTrigger = defineRule({
  id: "component-on-select-render-trigger",
  code: "WF_BEHAVIOUR_CHANGE",
  severity: "warning",
  since: "6.0",
  until: "6.3",
  what: "In 6.0 to 6.3 a component has `on-select-action`.",
  why: "In these versions the action also runs whenever the screen is shown, not only when the user selects something.",
  source: sources.changelog,
  check: (flow, report) => {
    for (const type of types) {
      for (const { node } of componentsOf(flow, type)) {
        const action = memberOf(node, "on-select-action");
        if (action === undefined) continue;
        const version = flow.versionText ?? "";
        const message = `In Flow JSON ${version} this action also runs when the screen is shown; from 7.0 only when the user selects.`;
        report(key(action.value), message);
      }
    }
  },
});
