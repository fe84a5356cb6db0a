import type { Screen } from "../../flow/document.js";
import { defineRule, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { property } from "../../json/node.js";
import { nearest } from "../../text/nearest.js";
import { screenName } from "../reference-message.js";

export const terminalFooterMissing = defineRule({
  id: "terminal-footer-missing",
  code: "MISSING_FOOTER_ON_TERMINAL_SCREEN",
  severity: "error",
  what: "A terminal screen has no Footer.",
  why: "The Footer is the button that ends the flow; Meta refuses a terminal screen without one.",
  source: sources.errorCodes,
  check: (flow, report) => {
    let types: readonly string[] | undefined;
    for (const screen of flow.screens) {
      if (!lacksFooter(screen) || screen.children === undefined) continue;
      types ??= flow.platform.components.map(({ type }) => type);
      if (mayHoldFooter(screen, types)) continue;
      const message = `The terminal ${screenName(screen)} has no Footer; add one whose action is \`complete\` or \`data_exchange\`.`;
      report(open(screen.children.node), message);
    }
  },
});

/** Whether a screen has to have a Footer, and has none. One with a NavigationList cannot have any, and not be terminal. */
export function lacksFooter(screen: Screen): boolean {
  return screen.terminal && screen.components.every(({ type }) => type !== "Footer" && type !== "NavigationList");
}

/** A component that nobody knows may be a misspelt Footer, or hold one. */
function mayHoldFooter(screen: Screen, types: readonly string[]): boolean {
  return screen.components.some(({ type, spec, node }) => {
    if (spec !== undefined) return false;
    if (type === undefined || nearest(type, types) === "Footer") return true;
    return ["children", "then", "else", "cases"].some((list) => property(node, list) !== undefined);
  });
}
