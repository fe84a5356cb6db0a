import type { Component, Screen } from "../../flow/document.js";
import type { Check, Report, RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { componentPlace } from "../component-place.js";

const shared = { code: "WF_RICH_TEXT_NOT_ALONE", severity: "error", source: sources.components } as const;

const rules: readonly RuleInfo[] = [
  {
    ...shared,
    id: "component-rich-text-alone",
    since: "5.1",
    until: "6.2",
    what: "Before 6.3 a screen with a RichText has another component.",
    why: "A RichText takes the whole screen; beside a Footer it may stand from 6.3 on.",
  },
  {
    ...shared,
    id: "component-rich-text-with-footer",
    since: "6.3",
    what: "A screen with a RichText has another component than a Footer.",
    why: "A RichText takes the whole screen, apart from a Footer.",
  },
];

const footersSince = versionNumber("6.3");

/** What may stand beside a RichText. */
export const richTextAlone: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) checkScreen(screen, flow.version >= footersSince, report);
  },
};

function checkScreen(screen: Screen, withFooter: boolean, report: Report): void {
  // Elsewhere than in the layout it is a mistake of its own.
  const isRich = (component: Component): boolean => component.type === "RichText" && component.container === "layout";
  const rich = screen.components.find((component) => component.spec !== undefined && isRich(component));
  if (rich === undefined) return;
  const allowed = (component: Component): boolean => withFooter && component.type === "Footer";
  const rule = withFooter ? "component-rich-text-with-footer" : "component-rich-text-alone";
  const limit = withFooter ? "has nothing else but a Footer" : "has nothing else";
  const other = screen.components.find((component) => !isRich(component) && !allowed(component));
  if (other !== undefined) {
    report(rule, componentPlace(rich), `A screen with a RichText ${limit}.`, {
      related: [{ message: "This stands beside it.", place: componentPlace(other) }],
    });
    return;
  }
  const second = screen.components.find((component) => component !== rich && isRich(component));
  if (second === undefined) return;
  report(rule, componentPlace(second), "A screen has one RichText; join the two.", {
    related: [{ message: "The first one.", place: componentPlace(rich) }],
  });
}
