/**
 * Holds every object of a flow against the tables: unknown, missing, of the wrong type, not one of the values, not in
 * this version, not in this place.
 *
 * It reads the tables directly instead of running generated JSON Schemas through ajv: that would cost more than the
 * whole run is allowed to, and turn one mistake into a dozen findings of nested alternatives. A test holds the two
 * together: what the generated schema refuses, this refuses.
 */

import type { Component, FlowDocument } from "../flow/document.js";
import { removeMember } from "../flow/edits.js";
import { key, open, type Report, value } from "../flow/rule.js";
import { actionSpecs } from "../flow/structure.js";
import { nestedExpressionsSince, versionNumber } from "../flow/versions.js";
import { found, shorten } from "../flow/words.js";
import { type JsonNode, type Member, memberOf, type ObjectNode } from "../json/node.js";
import { didYouMean } from "../text/nearest.js";
import { checkAction } from "./check-action.js";
import { checkNumber, checkText, checkTextItem, wrongType } from "./check-literal.js";
import { checkPlacement } from "./check-placement.js";
import { tablesOf, type VersionedObject, type VersionedProperty } from "./compile.js";
import { type Scope, typeRule } from "./scope.js";

/** Reports everything in which the flow differs from the tables. */
export function checkStructure(flow: FlowDocument, report: Report): void {
  const tables = tablesOf(flow.version, flow.versionKnown, flow.platform);
  const scope: Scope = { flow, tables, report, nested: flow.version >= nestedExpressionsSince, component: null };
  checkObject(flow.root, tables.root, scope);
  const screens = memberOf(flow.root, "screens")?.value;
  if (screens?.kind === "array") {
    for (const screen of screens.items) {
      if (screen.kind !== "object") report(typeRule, value(screen), `A screen is an object; found ${found(screen)}.`);
    }
  }
  for (const screen of flow.screens) {
    checkObject(screen.node, tables.screen, scope);
    const layout = memberOf(screen.node, "layout")?.value;
    if (layout?.kind === "object") checkObject(layout, tables.layout, scope);
    for (const component of screen.components) checkComponent(component, scope);
  }
}

function checkComponent(component: Component, outer: Scope): void {
  if (!checkPlacement(component, outer)) return;
  const object = component.type === undefined ? undefined : outer.tables.component(component.type);
  if (object === undefined) return;
  const { flow, tables, report, nested } = outer;
  checkObject(component.node, object, { flow, tables, report, nested, component }, component);
}

/**
 * Checks keys and values of a closed object. `component` is given when the object is that component itself: its `type`
 * is known then, and some properties are only for components outside a Form.
 */
function checkObject(node: ObjectNode, object: VersionedObject, scope: Scope, component?: Component): void {
  for (const member of node.members) {
    const property = object.byName.get(member.key);
    if (property === undefined) {
      if (component === undefined || member.key !== "type") unknownKey(node, member, object, scope, component);
    } else if (!property.available) {
      unavailable(node, member, property, object, scope, component);
    } else if (property.outsideForm && component?.inForm === true) {
      const form = member.key === "init-value" ? "init-values" : "error-messages";
      const rule = property.spec.rules?.unknown ?? object.spec.unknown;
      const message = `\`${member.key}\` is not allowed in a Form; put it into \`${form}\` of the Form, under the name of this ${object.spec.what}.`;
      scope.report(rule, key(member.value), message);
    } else {
      checkProperty(member.value, property, scope);
    }
  }
  for (const property of object.required) {
    if (memberOf(node, property.spec.name) !== undefined) continue;
    const rule = property.spec.rules?.missing ?? "schema-missing-required-property";
    const of = /^[A-Z]/.test(object.spec.what) ? object.spec.what : `this ${object.spec.what}`;
    scope.report(rule, open(node), `\`${property.spec.name}\` is missing in ${of}; add it.`);
  }
}

/** Keys that people try where something else is meant. */
const refusedKeys: Readonly<Record<string, Readonly<Record<string, { rule: string; instead: string }>>>> = {
  PhotoPicker: { required: { rule: "native-required-property", instead: "set `min-uploaded-photos` to 1" } },
  DocumentPicker: { required: { rule: "native-required-property", instead: "set `min-uploaded-documents` to 1" } },
};

function unknownKey(
  node: ObjectNode,
  member: Member,
  object: VersionedObject,
  scope: Scope,
  component: Component | undefined,
): void {
  const what = object.spec.what;
  const refused = refusedKeys[component?.type ?? ""]?.[member.key];
  if (refused !== undefined) {
    scope.report(refused.rule, key(member.value), `${what} has no \`${member.key}\`; ${refused.instead}.`);
    return;
  }
  const names = [...object.byName.values()].filter((p) => p.available).map((p) => p.spec.name);
  const hint = didYouMean(member.key, component === undefined ? names : [...names, "type"]);
  const of = /^[A-Z]/.test(what) ? what : `This ${what}`;
  const message = `${of} has no property \`${shorten(member.key)}\`.${hint}`;
  if (!member.key.startsWith("_")) {
    scope.report(object.spec.unknown, key(member.value), message);
    return;
  }
  // Authors keep notes under such keys and strip them before the upload.
  scope.report(object.spec.unknown, key(member.value), message, {
    fix: {
      title: `Remove \`${shorten(member.key)}\``,
      edits: [removeMember(scope.flow.text, node, member)],
    },
  });
}

function unavailable(
  node: ObjectNode,
  member: Member,
  property: VersionedProperty,
  object: VersionedObject,
  scope: Scope,
  component: Component | undefined,
): void {
  const { since, until, rules } = property.spec;
  const what = object.spec.what;
  const version = scope.flow.versionText ?? "";
  if (since !== undefined && scope.tables.version < versionNumber(since)) {
    const rule = component === undefined ? object.spec.unknown : "component-property-newer-than-version";
    const of = /^[A-Z]/.test(what) ? what : `this ${what}`;
    const message = `\`${member.key}\` of ${of} came with Flow JSON ${since}; this flow declares ${version}.`;
    scope.report(rule, key(member.value), message);
    return;
  }
  const message = `\`${member.key}\` was removed after Flow JSON ${until ?? ""}; this flow declares ${version}.`;
  scope.report(rules?.unknown ?? object.spec.unknown, key(member.value), message, {
    fix: { title: `Remove \`${member.key}\``, edits: [removeMember(scope.flow.text, node, member)] },
  });
}

/** Checks one value against its property. */
function checkProperty(node: JsonNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  if (property.undocumented) {
    const type = scope.component?.type ?? "";
    const message = `\`${spec.name}\` is not documented for ${type}; it may be ignored or refused.`;
    scope.report("schema-undocumented-property", key(node), message);
  }
  switch (node.kind) {
    case "string":
      checkText(node, property, scope);
      return;
    case "number":
      checkNumber(node, property, scope);
      return;
    case "boolean":
      if (!property.types.includes("boolean")) wrongType(node, property, scope);
      return;
    case "null":
      wrongType(node, property, scope);
      return;
    case "array":
      if (property.types.includes("array")) checkItems(node, property, scope);
      else wrongType(node, property, scope);
      return;
    case "object":
      if (property.types.includes("object")) checkShape(node, property, scope);
      else wrongType(node, property, scope);
      return;
  }
}

function checkItems(node: JsonNode & { kind: "array" }, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  if (spec.minItems !== undefined && node.items.length < spec.minItems) {
    const rule = spec.rules?.empty ?? "schema-min-items";
    scope.report(
      rule,
      value(node),
      `\`${spec.name}\` is empty; it needs at least ${spec.minItems === 1 ? "one entry" : `${spec.minItems} entries`}.`,
    );
    return;
  }
  const shape = spec.shape;
  if (shape === undefined) return;
  for (const item of node.items) {
    if (shape.kind === "strings") checkTextItem(item, property, scope);
    else if (shape.kind === "items") {
      if (item.kind === "object") checkObject(item, scope.tables.object(shape.of), scope);
      else scope.report(typeRule, value(item), `An entry of \`${spec.name}\` is an object; found ${found(item)}.`);
    } else if (shape.kind === "components" && item.kind !== "object") {
      scope.report(typeRule, value(item), `A component is an object; found ${found(item)}.`);
    }
  }
}

function checkShape(node: ObjectNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  switch (spec.shape?.kind) {
    case "object":
      checkObject(node, scope.tables.object(spec.shape.of), scope);
      return;
    case "action":
      checkObject(node, scope.tables.object(actionSpecs[spec.shape.slot]), scope);
      checkAction(node, spec.shape, scope);
      return;
    case "cases":
      if (node.members.length === 0) {
        scope.report(
          spec.rules?.empty ?? "schema-min-items",
          value(node),
          `\`${spec.name}\` is empty; a Switch needs at least one case.`,
        );
      }
      for (const member of node.members) checkCase(member.value, scope);
      return;
    default:
      return;
  }
}

function checkCase(node: JsonNode, scope: Scope): void {
  if (node.kind !== "array") {
    scope.report("switch-case-not-array", value(node), `A case holds a list of components; found ${found(node)}.`);
    return;
  }
  for (const item of node.items) {
    if (item.kind !== "object") scope.report(typeRule, value(item), `A component is an object; found ${found(item)}.`);
  }
}
