import type { Component, Screen } from "../../flow/document.js";
import { takesOnClick } from "../../flow/navigations.js";
import { defineRule } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { screenName } from "../reference-message.js";
import { screenPlace } from "../screen-place.js";
import { lacksFooter } from "./terminal-footer-missing.js";

export const terminalNotCompletable = defineRule({
  id: "terminal-not-completable",
  code: "WF_TERMINAL_NOT_COMPLETABLE",
  severity: "warning",
  what: "Nothing on a terminal screen ends the flow or asks the endpoint.",
  why: "The flow is to end here, and people cannot end it.",
  source: sources.flowJson,
  check: (flow, report) => {
    for (const screen of flow.screens) {
      // Without a Footer there is nothing that could end it, which is reported as that.
      if (!screen.terminal || screen.actions.some(ends) || lacksFooter(screen)) continue;
      if (!isClear(screen)) continue;
      const message = `Nothing on the terminal ${screenName(screen)} ends the flow: no action is \`complete\` or \`data_exchange\`.`;
      report(screenPlace(screen), message);
    }
  },
});

function ends({ name }: { readonly name: string | undefined }): boolean {
  return name === "complete" || name === "data_exchange";
}

/** Whether it is known what everything on the screen does when tapped. */
function isClear(screen: Screen): boolean {
  const known = new Set<Component>();
  for (const { component, name } of screen.actions) if (takesOnClick(component, name ?? "")) known.add(component);
  return screen.components.every((component) => {
    // A NavigationList cannot stand on a terminal screen, which is reported as that.
    if (component.spec === undefined || component.type === "NavigationList") return false;
    return known.has(component) || (component.type !== "Footer" && component.type !== "EmbeddedLink");
  });
}
