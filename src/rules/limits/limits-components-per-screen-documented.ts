import { maxComponentsPerScreen } from "../../flow/limits.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { componentPlace } from "../component-place.js";

export const limitsComponentsPerScreenDocumented = defineRule({
  id: "limits-components-per-screen-documented",
  code: "WF_TOO_MANY_COMPONENTS",
  severity: "warning",
  what: `A screen has more than ${maxComponentsPerScreen} components, containers and all branches included.`,
  why: "That is the documented maximum; nothing published says what happens beyond it.",
  source: sources.components,
  check: (flow, report) => {
    for (const { components } of flow.screens) {
      if (components.length <= maxComponentsPerScreen) continue;
      const typed = components.filter((component) => component.type !== undefined);
      const extra = typed[maxComponentsPerScreen];
      if (extra === undefined) continue;
      const message = `A screen has ${maxComponentsPerScreen} components at most; this one has ${typed.length}. Split it in two.`;
      report(componentPlace(extra), message);
    }
  },
});
