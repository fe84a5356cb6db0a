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
import { classify } from "../flow/expression/classify.js";
import { key, open, type Report, value } from "../flow/rule.js";
import { globalReferencesSince, nestedExpressionsSince, versionNumber } from "../flow/versions.js";
import { found, quoted, shorten, typeList } from "../flow/words.js";
import { type JsonNode, type Member, memberOf, type ObjectNode, type StringNode } from "../json/read.js";
import { didYouMean } from "../text/nearest.js";
import { checkAction } from "./check-action.js";
import { checkPlacement } from "./check-placement.js";
import { tablesOf, type VersionedObject, type VersionedProperty, type VersionedTables } from "./compile.js";

/** What a check of one object needs to know of its surroundings. */
export interface Scope {
  readonly flow: FlowDocument;
  readonly tables: VersionedTables;
  readonly report: Report;
  /** From 6.0 a text in backticks is an expression. */
  readonly nested: boolean;
  /** The component that the object is, or that holds it. */
  readonly component: Component | null;
}

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

export const typeRule = "schema-invalid-property-type";

function checkComponent(component: Component, outer: Scope): void {
  if (!checkPlacement(component, outer)) return;
  const object = component.type === undefined ? undefined : outer.tables.component(component.type);
  if (object !== undefined) checkObject(component.node, object, { ...outer, component }, component);
}

/**
 * Checks keys and values of a closed object. `component` is given when the object is that component itself: its `type`
 * is known then, and some properties are only for components outside a Form.
 */
export function checkObject(node: ObjectNode, object: VersionedObject, scope: Scope, component?: Component): void {
  for (const member of node.members) {
    const property = object.byName.get(member.key);
    if (property === undefined) {
      if (component === undefined || member.key !== "type") unknownKey(node, member, object, scope, component);
    } else if (!property.available) {
      unavailable(node, member, property, object, scope, component);
    } else if (property.spec.outsideForm === true && component?.inForm === true) {
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
    scope.report(rule, open(node), `\`${property.spec.name}\` is missing in ${of}. ${property.spec.about}`);
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
export function checkProperty(node: JsonNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  if (spec.undocumented === true) {
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

function wrongType(node: JsonNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  const later = spec.laterTypes;
  if (later !== undefined && node.kind === "array" && !property.types.includes("array")) {
    const message = `\`${spec.name}\` takes a list from Flow JSON ${later.since} on; this flow declares ${scope.flow.versionText ?? ""}.`;
    scope.report(later.rule, value(node), message);
    return;
  }
  const dynamic = spec.dynamic ?? "none";
  const expected = typeList(property.types, dynamic === "none" ? [] : ["a reference such as `${data.name}`"]);
  const message = `\`${spec.name}\` takes ${expected}; found ${found(node)}.`;
  scope.report(spec.rules?.type ?? typeRule, value(node), message, literalFix(node, property));
}

/** A number or truth value that only stands in quotes loses them. */
function literalFix(node: JsonNode, property: VersionedProperty): Parameters<Report>[3] {
  if (node.kind !== "string") return undefined;
  const text = node.value;
  const number = property.types.includes("number") || property.types.includes("integer");
  const fits =
    (number && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && (property.types.includes("number") || !text.includes("."))) ||
    (property.types.includes("boolean") && (text === "true" || text === "false"));
  if (!fits) return undefined;
  return { fix: { title: `Write \`${text}\` without quotes`, edits: [{ start: node.start, end: node.end, text }] } };
}

function checkText(node: StringNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  const dynamic = spec.dynamic ?? "none";
  const kind = dynamic === "none" ? "literal" : classifyForm(node.value, scope);
  if (kind === "dynamic") {
    if (dynamic === "undocumented") {
      const message = `A dynamic value is not documented for \`${spec.name}\` of ${scope.component?.type ?? ""}; it may not be resolved.`;
      scope.report("component-undocumented-dynamic", value(node), message);
    }
    return;
  }
  if (dynamic === "condition") return;
  if (dynamic === "reference") {
    const forms = scope.nested
      ? "a reference such as `${data.name}` or an expression in backticks"
      : "a reference such as `${data.name}`";
    const rule = spec.rules?.pattern ?? "schema-pattern-dynamic-only";
    scope.report(rule, value(node), `\`${spec.name}\` takes ${forms}; found ${found(node)}.`);
    return;
  }
  if (property.types.includes("string")) {
    checkLiteral(node, property, scope);
    return;
  }
  if (spec.digits === true && /^\d+$/.test(node.value)) return;
  if (dynamic === "none" || property.types.includes("boolean")) {
    wrongType(node, property, scope);
    return;
  }
  const rule =
    spec.rules?.pattern ??
    (scope.tables.version >= globalReferencesSince
      ? "schema-pattern-type-or-dynamic"
      : "schema-pattern-type-or-dynamic-legacy");
  const message = `\`${spec.name}\` takes ${typeList(property.types, ["a whole reference"])}; found ${found(node)}.`;
  scope.report(rule, value(node), message, literalFix(node, property));
}

/** Whether a text stands for a value that is only known later. */
function classifyForm(text: string, scope: Scope): "literal" | "dynamic" {
  const form = classify(text, scope.nested);
  if (form.kind === "nested") return "dynamic";
  // Before 4.0 a reference to another screen is a text like any other.
  if (form.kind === "reference") {
    return form.reference.scope.kind === "local" || scope.tables.version >= globalReferencesSince
      ? "dynamic"
      : "literal";
  }
  // Unusual characters in a key are a warning of their own; what is meant is clear.
  return form.kind === "malformed-reference" && form.malformed.lenient !== null ? "dynamic" : "literal";
}

function checkLiteral(node: StringNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  const text = node.value;
  if (spec.values !== undefined && !spec.values.includes(text)) {
    const rule = spec.rules?.value ?? "schema-enum";
    const hint = didYouMean(text, spec.values);
    scope.report(rule, value(node), `\`${spec.name}\` is one of ${quoted(spec.values)}; found ${found(node)}.${hint}`);
    return;
  }
  if (property.nonBlank && !/\S/.test(text)) {
    const rule = spec.rules?.blank ?? "schema-pattern-not-blank";
    scope.report(rule, value(node), `\`${spec.name}\` must not be blank.`);
    return;
  }
  if (spec.format === "uri" && !isUri(text)) {
    const rule = spec.rules?.value ?? "schema-invalid-format";
    scope.report(
      rule,
      value(node),
      `\`${spec.name}\` takes an absolute URL such as \`https://example.com\`; found ${found(node)}.`,
    );
  } else if (spec.format === "regex" && !isRegularExpression(text)) {
    const rule = spec.rules?.value ?? "schema-invalid-format";
    scope.report(rule, value(node), `\`${spec.name}\` is no valid regular expression: \`${shorten(text)}\`.`);
  } else if (spec.format === "color" && !/^#[0-9A-Fa-f]{6}$/.test(text)) {
    const rule = spec.rules?.value ?? "schema-pattern-generic";
    scope.report(
      rule,
      value(node),
      `\`${spec.name}\` is \`#\` and six hexadecimal digits, such as \`#25D366\`; found ${found(node)}.`,
    );
  }
}

/** Any absolute URL with a scheme and, for http and https, a host. */
function isUri(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  return !/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text);
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    try {
      new RegExp(text);
      return true;
    } catch {
      return false;
    }
  }
}

function checkNumber(node: JsonNode & { kind: "number" }, property: VersionedProperty, scope: Scope): void {
  const { spec, types } = property;
  if (!types.includes("number") && !(types.includes("integer") && Number.isInteger(node.value))) {
    wrongType(node, property, scope);
  } else if (spec.min !== undefined && node.value < spec.min) {
    scope.report(
      "limits-minimum-value",
      value(node),
      `\`${spec.name}\` is at least ${spec.min}; found \`${node.value}\`.`,
    );
  } else if (spec.max !== undefined && node.value > spec.max) {
    scope.report(
      "limits-maximum-value",
      value(node),
      `\`${spec.name}\` is at most ${spec.max}; found \`${node.value}\`.`,
    );
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

function checkTextItem(item: JsonNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  if (item.kind !== "string") {
    const rule = spec.rules?.type ?? typeRule;
    scope.report(rule, value(item), `An entry of \`${spec.name}\` is a text; found ${found(item)}.`);
  } else if (spec.values !== undefined && !spec.values.includes(item.value)) {
    if ((spec.dynamic ?? "none") !== "none" && classifyForm(item.value, scope) === "dynamic") return;
    const hint = didYouMean(item.value, spec.values);
    const message = `An entry of \`${spec.name}\` is one of ${quoted(spec.values, 7)}; found ${found(item)}.${hint}`;
    scope.report(spec.rules?.value ?? "schema-enum", value(item), message);
  }
}

function checkShape(node: ObjectNode, property: VersionedProperty, scope: Scope): void {
  const { spec } = property;
  switch (spec.shape?.kind) {
    case "object":
      checkObject(node, scope.tables.object(spec.shape.of), scope);
      return;
    case "action":
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
