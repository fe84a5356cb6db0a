/** Whether what a navigate action hands over has the types that the next screen declares. */
import { itemSchema, propertySchemas, schemaType } from "../../flow/data-model.js";
import { checkNestedTypes } from "../../flow/expression/check-types.js";
import { classify } from "../../flow/expression/classify.js";
import { parseNested } from "../../flow/expression/parse-nested.js";
import type { Reference } from "../../flow/expression/reference.js";
import type { OperandType } from "../../flow/expression/types.js";
import { navigations } from "../../flow/navigations.js";
import { resolve } from "../../flow/references.js";
import { type Check, inside, key, open, value } from "../../flow/rule.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { found, quotedAll, shorten } from "../../flow/words.js";
import { type JsonNode, type ObjectNode, property, type StringNode } from "../../json/node.js";
import { didYouMean, nearest } from "../../text/nearest.js";
import { type FieldScope, reportType, typeWords } from "./field-scope.js";
import { checkInput } from "./payload-inputs.js";
import { payloadValueRules } from "./payload-rules.js";
import { compareSchemas } from "./schemas-differ.js";

export const payloadValues: Check = {
  rules: payloadValueRules,
  run: (flow, report) => {
    for (const { action, from, to } of navigations(flow)) {
      if (to.kind !== "screen" || action.payload?.kind !== "object") continue;
      const { data } = to.screen;
      if (data === undefined) continue;
      for (const member of action.payload.members) {
        const schema = property(data, member.key);
        if (schema?.kind === "object") {
          const field = { name: member.key, declared: schema };
          checkValue(member.value, schema, { flow, from, to: to.screen, field, report });
        }
      }
    }
  },
};

function checkValue(node: JsonNode, schema: ObjectNode, scope: FieldScope): void {
  const wanted = schemaType(schema);
  if (wanted === undefined) return;
  switch (node.kind) {
    case "string":
      checkText(node, schema, scope);
      return;
    case "number":
      if (wanted !== "number" && !(wanted === "integer" && Number.isInteger(node.value))) mismatch(node, schema, scope);
      return;
    case "boolean":
      if (wanted !== "boolean") mismatch(node, schema, scope);
      return;
    case "null":
      mismatch(node, schema, scope);
      return;
    case "array": {
      if (wanted !== "array") mismatch(node, schema, scope);
      const items = wanted === "array" ? itemSchema(schema) : undefined;
      if (items !== undefined) for (const item of node.items) checkValue(item, items, scope);
      return;
    }
    case "object":
      if (wanted !== "object") mismatch(node, schema, scope);
      else checkObject(node, schema, scope);
      return;
  }
}

function mismatch(node: JsonNode, schema: ObjectNode, scope: FieldScope): void {
  reportType("navigate-static-type-mismatch", value(node), `found ${found(node)}`, schema, scope);
}

function checkObject(node: ObjectNode, schema: ObjectNode, scope: FieldScope): void {
  const properties = propertySchemas(schema);
  if (properties === undefined) return;
  const lacking = new Set(properties.members.map((member) => member.key));
  const names = [...lacking];
  const extra: ObjectNode["members"][number][] = [];
  for (const member of node.members) {
    if (!lacking.delete(member.key)) extra.push(member);
    const inner = property(properties, member.key);
    if (inner?.kind === "object") checkValue(member.value, inner, scope);
  }
  const rule = "navigate-properties-differ";
  const related = [{ message: "Declared here.", place: key(properties) }];
  const of = `the field \`${shorten(scope.field.name)}\` of the screen \`${shorten(scope.to.id ?? "")}\``;
  for (const member of extra) {
    const meant = nearest(member.key, lacking);
    if (meant !== undefined) lacking.delete(meant);
    const hint = didYouMean(member.key, names);
    const message = `${of.replace(/^t/, "T")} has no property \`${shorten(member.key)}\`.${hint}`;
    scope.report(rule, key(member.value), message, { related });
  }
  if (lacking.size === 0) return;
  scope.report(rule, open(node), `${quotedAll([...lacking])} missing here: ${of} declares it.`, { related });
}

function checkText(node: StringNode, schema: ObjectNode, scope: FieldScope): void {
  const form = classify(node.value, scope.flow.version >= nestedExpressionsSince);
  if (form.kind === "reference") checkReference(node, form.reference, schema, scope);
  else if (form.kind === "nested") checkExpression(node, schema, scope);
  // Whatever else is no plain text has a finding of its own.
  else if (form.kind === "literal" && schemaType(schema) !== "string") mismatch(node, schema, scope);
}

function checkReference(node: StringNode, reference: Reference, schema: ObjectNode, scope: FieldScope): void {
  const resolution = resolve(scope.flow, scope.from, reference);
  const place = inside(node, reference.start, reference.end);
  if (resolution.kind === "input") {
    checkInput(place, reference, resolution, schema, scope);
    return;
  }
  if (resolution.kind !== "field") return;
  const difference = compareSchemas(resolution.schema, schema);
  if (difference === undefined) return;
  const { name } = scope.field;
  const related = [
    { message: "What is handed over.", place: key(resolution.schema) },
    { message: "What is expected.", place: key(schema) },
  ];
  const text = `\`${shorten(reference.text)}\``;
  const rule = difference.kind === "type" ? "navigate-dynamic-type-mismatch" : "navigate-properties-differ";
  const message = `${text} does not fit the field \`${shorten(name)}\` of the screen \`${shorten(scope.to.id ?? "")}\`: ${difference.text}.`;
  scope.report(rule, place, message, { related });
}

function checkExpression(node: StringNode, schema: ObjectNode, scope: FieldScope): void {
  const parsed = parseNested(node.value);
  if (!parsed.ok) return;
  const types = checkNestedTypes(node.value, parsed.expression, (reference) => typeOf(reference, scope));
  const wanted = schemaType(schema);
  if (types.problem !== null || wanted === undefined || accepts(wanted, types.type)) return;
  const result = types.type === "unknown" || types.type === "number-input" ? "another type" : typeWords[types.type];
  reportType("navigate-static-type-mismatch", value(node), `the expression gives ${result}`, schema, scope);
}

function typeOf(reference: Reference, scope: FieldScope): OperandType {
  const resolution = resolve(scope.flow, scope.from, reference);
  return resolution.kind === "field" || resolution.kind === "input" ? resolution.type : "unknown";
}

/** Whether a field of a type takes the result; a number may or may not be a whole one. */
function accepts(wanted: NonNullable<ReturnType<typeof schemaType>>, type: OperandType): boolean {
  if (type === "unknown") return true;
  const number = wanted === "number" || wanted === "integer";
  if (type === "number") return number;
  if (type === "number-input") return number || wanted === "string";
  return type === wanted;
}
