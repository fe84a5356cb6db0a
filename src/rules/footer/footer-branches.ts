/**
 * One walk over the branches of If and Switch for the rules that want a Footer in all of them or in none. Only the
 * outermost If is asked: a Footer deeper down is not allowed at all, which has a rule of its own.
 */
import type { Branch, Component } from "../../flow/document.js";
import { type Check, open, type Report, type RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { quotedAll, shorten } from "../../flow/words.js";

const why =
  "A screen has its Footer whichever branch is shown, or has none; Meta refuses a flow in which it comes and goes.";

const rules: readonly RuleInfo[] = [
  {
    id: "footer-missing-else",
    code: "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
    severity: "error",
    since: "4.0",
    what: "An If has a Footer in `then`, and no `else`.",
    why,
    source: sources.errorCodes,
  },
  {
    id: "footer-missing-branch",
    code: "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
    severity: "error",
    since: "4.0",
    what: "Only one branch of an If has a Footer.",
    why,
    source: sources.errorCodes,
  },
  {
    id: "footer-missing-switch-case",
    code: "MISSING_FOOTER_IN_SWITCH_BRANCHES",
    severity: "error",
    since: "4.0",
    what: "Some cases of a Switch have a Footer, and some have none.",
    why,
    source: sources.errorCodes,
  },
];

export const footerBranches: Check = {
  rules,
  run: (flow, report) => {
    for (const screen of flow.screens) {
      for (const component of screen.components) {
        if (component.branches.length === 0) continue;
        if (component.type === "If" && !isInIf(component)) checkIf(component, report);
        else if (component.type === "Switch") checkSwitch(component, report);
      }
    }
  },
};

function checkIf(component: Component, report: Report): void {
  const [then, other] = component.branches;
  if (then === undefined) return;
  if (other === undefined) {
    // An `else` that is no list is reported as that.
    const hasElse = component.node.members.some(({ key }) => key === "else");
    if (then.name !== "then" || hasElse || !holdsFooter(then)) return;
    const message = "The `then` of this If has a Footer, so an `else` with one is needed, too.";
    report("footer-missing-else", open(component.node), message);
    return;
  }
  const [first, second] = [holdsFooter(then), holdsFooter(other)];
  if (first === second) return;
  const [with_, without] = first ? [then, other] : [other, then];
  const message = `\`${with_.name}\` of this If has a Footer, so \`${without.name}\` needs one, too.`;
  report("footer-missing-branch", open(without.node), message);
}

function checkSwitch(component: Component, report: Report): void {
  const without = component.branches.filter((branch) => !holdsFooter(branch));
  if (without.length === 0 || without.length === component.branches.length) return;
  const having = component.branches.filter((branch) => !without.includes(branch)).map(({ name }) => name);
  for (const branch of without) {
    const message = `The case \`${shorten(branch.name)}\` has no Footer, though ${quotedAll(having, 3)} of this Switch ${having.length === 1 ? "has" : "have"} one.`;
    report("footer-missing-switch-case", open(branch.node), message);
  }
}

function holdsFooter(branch: Branch): boolean {
  return branch.components.some(({ type, branches }) => type === "Footer" || branches.some(holdsFooter));
}

/** Whether a branch of an If holds it, at any depth. */
export function isInIf(component: Component): boolean {
  for (let up = component.parent; up !== null; up = up.parent) if (up.type === "If") return true;
  return false;
}
