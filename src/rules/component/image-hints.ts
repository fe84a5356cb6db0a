import { componentsOf } from "../../flow/components-by-type.js";
import { type Check, open, type RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf, property } from "../../json/node.js";

const rules: readonly RuleInfo[] = [
  {
    id: "component-image-contain-without-height",
    code: "WF_IMAGE_LAYOUT",
    severity: "warning",
    off: true,
    what: "An Image that is shown as a whole has no `height`.",
    why: "Android then takes a height of 400, which may leave blank space.",
    source: sources.components,
  },
  {
    id: "component-image-no-alt-text",
    code: "WF_ACCESSIBILITY",
    severity: "warning",
    off: true,
    what: "A picture has no `alt-text`.",
    why: "Those who cannot see it are told nothing about it.",
    source: sources.components,
  },
];

/** Advice about pictures, off by default. */
export const imageHints: Check = {
  rules,
  run: (flow, report) => {
    for (const { node } of componentsOf(flow, "Image")) {
      const scale = property(node, "scale-type");
      const contain = scale === undefined || (scale.kind === "string" && scale.value === "contain");
      if (contain && memberOf(node, "height") === undefined) {
        report("component-image-contain-without-height", open(node), "Give this Image a `height`.");
      }
      if (memberOf(node, "alt-text") === undefined) {
        report("component-image-no-alt-text", open(node), "Say in `alt-text` what the picture shows.");
      }
    }
    for (const type of ["CheckboxGroup", "RadioButtonsGroup", "Dropdown"]) {
      for (const { node } of componentsOf(flow, type)) {
        const options = property(node, "data-source");
        if (options?.kind !== "array") continue;
        for (const option of options.items) {
          if (memberOf(option, "image") === undefined || memberOf(option, "alt-text") !== undefined) continue;
          report("component-image-no-alt-text", open(option), "Say in `alt-text` what the picture shows.");
        }
      }
    }
  },
};
