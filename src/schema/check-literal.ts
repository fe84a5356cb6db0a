/** Holds values without parts, which are texts and numbers, against their property. */

import { classify } from "../flow/expression/classify.js";
import { isBlank } from "../flow/literal.js";
import { type Report, value } from "../flow/rule.js";
import { globalReferencesSince } from "../flow/versions.js";
import { found, quoted, shorten, typeList } from "../flow/words.js";
import type { JsonNode, StringNode } from "../json/node.js";
import { didYouMean } from "../text/nearest.js";
import type { VersionedProperty } from "./compile.js";
import { type Scope, typeRule } from "./scope.js";

/** Reports that a value is of none of the types that its property takes. */
export function wrongType(node: JsonNode, property: VersionedProperty, scope: Scope): void {
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

/** Checks a text against its property: a literal, a reference or an expression. */
export function checkText(node: StringNode, property: VersionedProperty, scope: Scope): void {
  const { spec, dynamic } = property;
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
  const { spec, values, format } = property;
  const text = node.value;
  if (values !== undefined && !values.includes(text)) {
    const rule = spec.rules?.value ?? "schema-enum";
    const hint = didYouMean(text, values);
    scope.report(rule, value(node), `\`${spec.name}\` is one of ${quoted(values)}; found ${found(node)}.${hint}`);
    return;
  }
  if (property.nonBlank && isBlank(text)) {
    const rule = spec.rules?.blank ?? "schema-pattern-not-blank";
    scope.report(rule, value(node), `\`${spec.name}\` must not be blank.`);
    return;
  }
  if (format === undefined) return;
  if (format === "uri" && !isUri(text)) {
    const rule = spec.rules?.value ?? "schema-invalid-format";
    scope.report(
      rule,
      value(node),
      `\`${spec.name}\` takes an absolute URL such as \`https://example.com\`; found ${found(node)}.`,
    );
  } else if (format === "regex" && !isRegularExpression(text)) {
    const rule = spec.rules?.value ?? "schema-invalid-format";
    scope.report(rule, value(node), `\`${spec.name}\` is no valid regular expression: \`${shorten(text)}\`.`);
  } else if (format === "color" && !/^#[0-9A-Fa-f]{6}$/.test(text)) {
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

/** Checks a number against its property. */
export function checkNumber(node: JsonNode & { kind: "number" }, property: VersionedProperty, scope: Scope): void {
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

/** Checks an entry of a list of texts. */
export function checkTextItem(item: JsonNode, property: VersionedProperty, scope: Scope): void {
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
