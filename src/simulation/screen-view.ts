/** What the phone shows of a screen: the components that are visible now, with the values of their properties. */
import { type Branch, type Component, type FlowDocument, textOf } from "../flow/document.js";
import { evaluateCondition, type LookUp, textOf as valueText } from "../flow/expression/index.js";
import { nestedExpressionsSince } from "../flow/versions.js";
import { property } from "../json/node.js";
import { evaluateNode, lookUpIn, type PhoneState } from "./phone-state.js";

/** A component that is shown. */
export interface Shown {
  readonly component: Component;
  /** The value of a property now. */
  readonly value: (name: string) => unknown;
}

export interface ScreenView {
  readonly state: PhoneState;
  readonly lookUp: LookUp;
  readonly shown: readonly Shown[];
  /** The branches of If and Switch that are shown. */
  readonly branches: readonly Branch[];
  /** Cases that an If or Switch has no branch for; nothing is shown then. */
  readonly inputs: readonly Shown[];
}

/** Builds a screen as the phone does. */
export function viewOf(flow: FlowDocument, state: PhoneState): ScreenView {
  const lookUp = lookUpIn(flow, state);
  const shown: Shown[] = [];
  const branches: Branch[] = [];
  const walk = (branch: Branch): void => {
    for (const component of branch.components) {
      const value = (name: string): unknown => evaluateNode(flow, property(component.node, name), lookUp);
      if (component.spec === undefined || value("visible") === false) continue;
      const next = branchShown(flow, component, lookUp);
      if (component.type === "If" || component.type === "Switch") {
        if (next !== undefined) branches.push(next);
      } else {
        shown.push({ component, value });
      }
      if (next !== undefined) walk(next);
    }
  };
  if (state.screen.children !== undefined) walk(state.screen.children);
  const inputs = shown.filter(({ component }) => component.spec?.input === true && nameOf(component) !== undefined);
  return { state, lookUp, shown, branches, inputs };
}

/** The list of components inside a component that is shown. */
function branchShown(flow: FlowDocument, component: Component, lookUp: LookUp): Branch | undefined {
  const named = (name: string): Branch | undefined => component.branches.find((branch) => branch.name === name);
  if (component.type === "If") {
    const condition = textOf(component.node, "condition") ?? "";
    return named(evaluateCondition(condition, lookUp, flow.version >= nestedExpressionsSince) ? "then" : "else");
  }
  if (component.type === "Switch")
    return named(valueText(evaluateNode(flow, property(component.node, "value"), lookUp)));
  return named("children");
}

/** The name under which an input's value is known. */
export function nameOf(component: Component): string | undefined {
  return textOf(component.node, "name");
}
