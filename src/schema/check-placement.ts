import type { Component } from "../flow/document.js";
import { open, value } from "../flow/rule.js";
import { versionNumber } from "../flow/versions.js";
import { found, shorten } from "../flow/words.js";
import { property } from "../json/node.js";
import { didYouMean } from "../text/nearest.js";
import type { Scope } from "./scope.js";

/**
 * Checks that a component's type exists in this version and may stand where it stands. Returns whether its properties
 * can be checked: not when it is unknown what it is.
 */
export function checkPlacement(component: Component, scope: Scope): boolean {
  const { flow, report } = scope;
  const type = property(component.node, "type");
  if (type === undefined) {
    report(
      "schema-missing-type-property",
      open(component.node),
      "`type` is missing: nothing tells which component this is.",
    );
    return false;
  }
  if (type.kind !== "string") {
    report(
      "schema-invalid-property-type",
      value(type),
      `\`type\` takes the name of a component; found ${found(type)}.`,
    );
    return false;
  }
  const spec = flow.specOf(type.value);
  if (spec === undefined) {
    const names = flow.platform.components.map((known) => known.type);
    const message = `There is no component \`${shorten(type.value)}\`.${didYouMean(type.value, names)}`;
    report("schema-unknown-component-type", value(type), message);
    return false;
  }
  if (component.spec === undefined) {
    const message = `${spec.type} came with Flow JSON ${spec.since ?? ""}; this flow declares ${flow.versionText ?? ""}.`;
    report("component-type-newer-than-version", value(type), message);
    return false;
  }
  const place = spec.in[component.container];
  const tooEarly = place?.since !== undefined && flow.versionKnown && flow.version < versionNumber(place.since);
  if (place === undefined || tooEarly) {
    report(placementRule(component), value(type), placementMessage(component, place?.since));
  }
  return true;
}

function placementRule(component: Component): string {
  const { type, container, spec } = component;
  if (container === "layout" && spec?.input === true) return "schema-form-parent-required";
  if (container === "Form" && (type === "Form" || type === "RichText")) return "form-children-nested-form";
  if (container === "Switch" && (type === "If" || type === "Switch")) return "switch-in-switch";
  if (type === "ChipsSelector" && (container === "If" || container === "Switch"))
    return "component-chips-in-conditional";
  return "schema-component-not-allowed-in-parent";
}

function placementMessage(component: Component, since: string | undefined): string {
  const where = component.container === "layout" ? "directly in a layout" : `in ${article(component.container)}`;
  if (since !== undefined && component.container === "layout") {
    return `Before Flow JSON ${since} ${component.type} stands only in a Form.`;
  }
  const later = since === undefined ? "" : ` before Flow JSON ${since}`;
  return `${component.type} is not allowed ${where}${later}.`;
}

function article(container: string): string {
  return container === "If" ? "an If" : `a ${container}`;
}
