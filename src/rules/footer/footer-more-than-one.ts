import type { Branch, Component } from "../../flow/document.js";
import { defineRule, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";

/** Footers that stand in no branch are counted by `limits-footer-per-screen`; a screen has only one of the findings. */
export const footerMoreThanOne = defineRule({
  id: "footer-more-than-one",
  code: "MORE_THAN_ONE_FOOTER",
  severity: "error",
  since: "4.0",
  what: "On a screen with If or Switch more than one Footer can be shown.",
  why: "A screen has one Footer at most. Of the branches of an If or a Switch only one is shown.",
  source: sources.errorCodes,
  check: (flow, report) => {
    for (const { children, components } of flow.screens) {
      if (children === undefined || !components.some(isFooterInBranch)) continue;
      const { extra, shown } = walk(children, undefined);
      const type = property(extra?.node, "type");
      if (type === undefined || shown === undefined) continue;
      const related = [
        { message: "This Footer is shown already.", place: value(property(shown.node, "type") ?? shown.node) },
      ];
      report(value(type), "This Footer can be shown together with another one; a screen has one at most.", { related });
    }
  },
});

/** Footers in a branch are counted here and not by `limits-footer-per-screen`. */
export function isFooterInBranch({ type, container }: Component): boolean {
  return type === "Footer" && (container === "If" || container === "Switch");
}

interface Walked {
  /** A Footer that is shown up to here. */
  readonly shown: Component | undefined;
  /** The first one that is shown beside it. */
  readonly extra?: Component;
}

/** Goes through a list; branches of one component exclude each other. */
function walk(branch: Branch, before: Component | undefined): Walked {
  let shown = before;
  for (const component of branch.components) {
    if (component.type === "Footer") {
      if (shown !== undefined) return { shown, extra: component };
      shown = component;
    }
    const start = shown;
    for (const inner of component.branches) {
      const walked = walk(inner, start);
      if (walked.extra !== undefined) return walked;
      shown ??= walked.shown;
    }
  }
  return { shown };
}
