import { itemSchema, propertySchemas, schemaType } from "../../flow/data-model.js";
import type { Component } from "../../flow/document.js";
import type { Reference } from "../../flow/expression/reference.js";
import type { Resolution } from "../../flow/references.js";
import { key, type Place } from "../../flow/rule.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { type ObjectNode, property } from "../../json/node.js";
import { type FieldScope, reportType } from "./field-scope.js";

type InputResolution = Extract<Resolution, { kind: "input" }>;

const mismatch = "navigate-dynamic-type-mismatch";

/** Holds the value of an input against the field that takes it. */
export function checkInput(
  place: Place,
  reference: Reference,
  resolution: InputResolution,
  schema: ObjectNode,
  scope: FieldScope,
): void {
  const { component, type } = resolution;
  const wanted = schemaType(schema);
  // Files are not handed over by navigate at all, which has rules of its own.
  const files = component.type === "PhotoPicker" || component.type === "DocumentPicker";
  if (wanted === undefined || type === "unknown" || files) return;
  // Most values are texts for fields that take texts, and need no words.
  if (type === "string" && wanted === "string") return;
  const text = `\`${shorten(reference.text)}\` is the value of a ${component.type ?? ""}`;
  const number = wanted === "number" || wanted === "integer";
  switch (type) {
    case "number-input":
      if (number || wanted === "string") checkNumberInput(place, component, number, text, scope);
      else reportType(mismatch, place, `${text} for numbers`, schema, scope);
      return;
    case "array": {
      if (wanted !== "array") reportType(mismatch, place, `${text}, a list of ids`, schema, scope);
      const items = wanted === "array" ? itemSchema(schema) : undefined;
      const itemType = schemaType(items);
      if (items === undefined || itemType === undefined || itemType === "string") return;
      reportType(mismatch, place, `${text}, a list of ids, which are texts`, items, scope);
      return;
    }
    case "object":
      if (wanted === "object") checkRange(place, text, schema, scope);
      else reportType(mismatch, place, `${text} with two dates, an object`, schema, scope);
      return;
    case "number":
      if (!number) reportType(mismatch, place, `${text}, a number`, schema, scope);
      return;
    case "string":
      if (wanted !== "string") reportType(mismatch, place, `${text}, a text`, schema, scope);
      return;
    case "boolean":
      if (wanted !== "boolean") reportType(mismatch, place, `${text}, true or false`, schema, scope);
      return;
  }
}

/** Nothing published says whether such a value is a number or a text, so the unlikely one is a warning only. */
function checkNumberInput(
  place: Place,
  component: Component,
  number: boolean,
  text: string,
  { field, report: add }: FieldScope,
): void {
  const type = property(component.node, "input-type");
  const passcode = type?.kind === "string" && type.value === "passcode";
  if (passcode !== number) return;
  const [kind, better] = passcode ? ["passcode", "string"] : ["number", "number"];
  const message = `${text} with \`input-type\` \`${kind}\`; declare \`${shorten(field.name)}\` with the type \`${better}\`.`;
  add("navigate-cta-data", place, message, { related: [{ message: "Declared here.", place: key(field.declared) }] });
}

const rangeParts = ["start-date", "end-date"];

/** The value of a CalendarPicker for ranges: an object of two dates. */
function checkRange(place: Place, text: string, schema: ObjectNode, scope: FieldScope): void {
  const properties = propertySchemas(schema);
  if (properties === undefined) return;
  const names = properties.members.map((member) => member.key);
  if (names.length !== rangeParts.length || !rangeParts.every((part) => names.includes(part))) {
    const message = `${text}, an object of ${quotedAll(rangeParts)}; \`${shorten(scope.field.name)}\` declares other properties.`;
    scope.report("navigate-properties-differ", place, message, {
      related: [{ message: "Declared here.", place: key(properties) }],
    });
    return;
  }
  for (const { value: part } of properties.members) {
    const type = schemaType(part);
    if (part.kind !== "object" || type === undefined || type === "string") continue;
    reportType("navigate-dynamic-type-mismatch", place, `${text}, whose dates are texts`, part, scope);
    return;
  }
}
