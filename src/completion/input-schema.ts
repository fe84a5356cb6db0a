/** What the value of an input is once it reaches the business, as JSON Schema. Source: expressions of Flow JSON, 1.4 and 4. */
import { type Component, type FlowDocument, textOf } from "../flow/document.js";
import { calendarMode } from "../flow/initial-value.js";
import { isLiteralText, isPlainText } from "../flow/literal.js";
import { valueType } from "../flow/references.js";
import { versionNumber } from "../flow/versions.js";
import { shorten } from "../flow/words.js";
import { type JsonNode, property } from "../json/node.js";
import type { JsonSchema } from "../schema/json-schema.js";

/** From this version a DatePicker gives a day, before it a timestamp. Source: changelog of Flow JSON 5.0. */
const daysSince = versionNumber("5.0");

const day = "\\d{4}-\\d{2}-\\d{2}";
const text: JsonSchema = { type: "string" };

/**
 * The value of an input.
 * @param filled whether the user cannot have left it out. What arrives of an input that was left out is documented
 * nowhere, so that then both its empty value and none at all are allowed for.
 */
export function inputSchema(flow: FlowDocument, component: Component, filled: boolean): JsonSchema {
  const left = filled ? "" : " May be missing or empty.";
  return { description: `${describe(flow, component)}${left}`, ...valueSchema(flow, component, filled) };
}

/** The schema of a part of a value: only a range of days has parts. */
export function partSchema(flow: FlowDocument, component: Component, path: readonly string[]): JsonSchema {
  const [name = "", ...rest] = path;
  if (rest.length > 0 || calendarMode(flow, component) !== "range" || !rangeEnds.includes(name)) return {};
  return { description: describe(flow, component), ...pattern(day, false) };
}

function valueSchema(flow: FlowDocument, component: Component, filled: boolean): JsonSchema {
  switch (component.type) {
    case "TextInput":
      return valueType(component) === "string" ? text : { type: ["string", "number"] };
    case "OptIn":
      return { type: "boolean" };
    case "Dropdown":
    case "RadioButtonsGroup":
      return optionSchema(flow, component, filled);
    case "CheckboxGroup":
    case "ChipsSelector":
      return { type: "array", items: optionSchema(flow, component, true) };
    case "DatePicker":
      return pattern(flow.version < daysSince ? "\\d+" : day, filled);
    case "CalendarPicker":
      return calendarSchema(flow, component, filled);
    case "PhotoPicker":
    case "DocumentPicker":
      return { type: "array", items: mediaFile };
    default:
      return text;
  }
}

/** The ids of the options where the flow holds them all, else any text. */
function optionSchema(flow: FlowDocument, { node }: Component, filled: boolean): JsonSchema {
  const options = property(node, "data-source");
  if (options?.kind !== "array") return text;
  const ids: string[] = filled ? [] : [""];
  for (const option of options.items) {
    const id = property(option, "id");
    if (!isLiteralText(flow, id)) return text;
    ids.push(id.value);
  }
  return ids.length === 0 ? text : { enum: [...new Set(ids)] };
}

const rangeEnds: readonly string[] = ["start-date", "end-date"];

function calendarSchema(flow: FlowDocument, component: Component, filled: boolean): JsonSchema {
  const one = pattern(day, filled);
  const required = property(component.node, "required");
  const demanded = rangeEnds.filter((end) => required?.kind !== "object" || isTrue(property(required, end)));
  const properties = Object.fromEntries(rangeEnds.map((end) => [end, pattern(day, demanded.includes(end))]));
  const range: JsonSchema = { type: "object", properties, required: demanded };
  const ranges: readonly JsonSchema[] = filled ? [range] : [range, { const: "" }];
  switch (calendarMode(flow, component)) {
    case "single":
      return one;
    case "range":
      return filled ? range : { anyOf: ranges };
    case undefined:
      return { anyOf: [pattern(day, filled), ...ranges] };
  }
}

/** A file as the response message names it. Source: Meta's page on media upload components. */
const mediaFile: JsonSchema = {
  type: "object",
  properties: {
    id: { ...text, description: "The media ID, to download it with." },
    mime_type: text,
    sha256: text,
    file_name: text,
  },
  required: ["id", "mime_type", "sha256", "file_name"],
};

function pattern(of: string, filled: boolean): JsonSchema {
  return { ...text, pattern: filled ? `^${of}$` : `^(${of})?$` };
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === "boolean" && node.value;
}

/** Whether the phone demands a value, as far as the flow says so for certain. */
export function isDemanded({ node, type }: Component): boolean {
  const required = property(node, "required");
  const least = (name: string): boolean => {
    const min = property(node, name);
    return min?.kind === "number" && min.value > 0;
  };
  switch (type) {
    case "PhotoPicker":
      return least("min-uploaded-photos");
    case "DocumentPicker":
      return least("min-uploaded-documents");
    case "CheckboxGroup":
    case "ChipsSelector":
      return isTrue(required) || least("min-selected-items");
    case "CalendarPicker":
      return isTrue(required) || rangeEnds.some((end) => isTrue(property(required, end)));
    default:
      return isTrue(required);
  }
}

/** The label is the flow's text; the quotes keep what it begins with from meaning anything. */
function describe(flow: FlowDocument, { node, type, screen }: Component): string {
  const label = property(node, "label");
  const ofRange = label?.kind === "object" ? property(label, "start-date") : label;
  const named = isPlainText(flow, ofRange) ? `"${shorten(ofRange.value, 120)}", ` : "";
  return `${named}${type ?? "input"} \`${shorten(textOf(node, "name") ?? "")}\` of screen \`${shorten(screen.id ?? "")}\`.`;
}
