/**
 * The JSON Schema of one property of the tables. It says the same as `check.ts`; tests hold the two together.
 */
import { globalReferencesSince, nestedExpressionsSince } from "../flow/versions.js";
import { oneOf, typeList } from "../flow/words.js";
import type { VersionedProperty } from "./compile.js";
import type { JsonSchema, JsonSchemaType } from "./json-schema.js";

/** Any whole reference, also one with unusual characters in its names: that is a warning of the validator only. */
const path = "(\\.([^.}$\\[\\]]|\\$(?!\\{))+)+";
const localReference = `^\\$\\{(data|form)${path}\\}$`;
const globalReference = `^\\$\\{(screen\\.[^.}\\s]+\\.)?(data|form)${path}\\}$`;
const expression = "^`[\\s\\S]*`$";
const notBlank = "\\S";
const color = "^#[0-9A-Fa-f]{6}$";
/** A scheme, and for http and https a host. */
const absoluteUrl = "^(?![Hh][Tt][Tt][Pp][Ss]?:(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.-]*:\\S*$";
const wholeNumber = "^\\d+$";

/** What the values of a property hold: the schemas of entries and members. */
export interface Content {
  readonly items?: JsonSchema;
  readonly object?: JsonSchema;
}

/** The pattern of a value that is only known later: a whole reference, from 6.0 also an expression in backticks. */
function dynamicPattern(version: number): string {
  const reference = version >= globalReferencesSince ? globalReference : localReference;
  return version >= nestedExpressionsSince ? `${reference}|${expression}` : reference;
}

/** The schema of a property as a version has it; `content` is that of its lists and objects. */
export function propertySchema(property: VersionedProperty, version: number, content: Content): JsonSchema {
  const { spec } = property;
  return {
    description: describe(property),
    ...valueSchema(property, version, content),
    ...(spec.default === undefined ? {} : { default: spec.default }),
    ...(spec.undocumented === true
      ? { deprecationMessage: "No page documents this property here; it may be ignored or refused." }
      : {}),
  };
}

function describe({ spec }: VersionedProperty): string {
  const sentences = [spec.about];
  if (spec.chars !== undefined) sentences.push(`Up to ${spec.chars.max} characters are shown.`);
  if (spec.since !== undefined) sentences.push(`From Flow JSON ${spec.since}.`);
  if (spec.until !== undefined) sentences.push(`Up to Flow JSON ${spec.until}.`);
  return sentences.join(" ");
}

function valueSchema(property: VersionedProperty, version: number, content: Content): JsonSchema {
  const { spec, types } = property;
  const dynamic = spec.dynamic ?? "none";
  if (dynamic === "condition") return { type: "string" };
  if (spec.values !== undefined && types.includes("string")) {
    return { type: "string", ...choice(spec.values, dynamic === "none" ? undefined : dynamicPattern(version)) };
  }
  const taken: readonly JsonSchemaType[] =
    dynamic === "none" && spec.digits !== true ? types : [...new Set<JsonSchemaType>([...types, "string"])];
  const only = taken.length === 1 ? taken[0] : undefined;
  return {
    type: only ?? taken,
    ...textForm(property, version),
    ...(spec.min === undefined ? {} : { minimum: spec.min }),
    ...(spec.max === undefined ? {} : { maximum: spec.max }),
    ...(types.includes("array") ? listForm(property, version, content) : {}),
    ...(types.includes("object") ? content.object : {}),
  };
}

/** One of the values, or a dynamic form; editors complete the values in both cases. */
function choice(values: readonly string[], dynamic: string | undefined): JsonSchema {
  return dynamic === undefined ? { enum: values } : { anyOf: [{ enum: values }, { type: "string", pattern: dynamic }] };
}

function listForm(property: VersionedProperty, version: number, content: Content): JsonSchema {
  const { spec } = property;
  const items =
    spec.shape?.kind !== "strings"
      ? content.items
      : spec.values === undefined
        ? { type: "string" as const }
        : {
            type: "string" as const,
            ...choice(spec.values, (spec.dynamic ?? "none") === "none" ? undefined : dynamicPattern(version)),
          };
  return {
    ...(items === undefined ? {} : { items }),
    ...(spec.minItems === undefined ? {} : { minItems: spec.minItems }),
  };
}

/** Which texts the property takes. */
function textForm(property: VersionedProperty, version: number): JsonSchema {
  const { spec, types, nonBlank } = property;
  const dynamic = spec.dynamic ?? "none";
  const later = dynamic === "none" ? [] : [dynamicPattern(version)];
  const example = dynamic === "none" ? [] : ["a reference such as `${data.name}`"];
  if (dynamic === "reference") return textPattern(later, `Takes ${oneOf(example)}.`);
  if (!types.includes("string")) {
    const digits = spec.digits === true ? [wholeNumber] : [];
    if (later.length + digits.length === 0) return {};
    return textPattern([...digits, ...later], `Takes ${oneOf([typeList(types), ...example])}.`);
  }
  if (spec.format === "color") {
    const literal = "`#` and six hexadecimal digits";
    return textPattern([color, ...later], `Takes ${oneOf([literal, ...example])}.`);
  }
  if (spec.format === "uri") {
    const literal = "an absolute URL such as `https://example.com`";
    return textPattern([absoluteUrl, ...later], `Takes ${oneOf([literal, ...example])}.`);
  }
  return nonBlank ? textPattern([notBlank], "Must not be blank.") : {};
}

function textPattern(alternatives: readonly string[], message: string): JsonSchema {
  return { pattern: alternatives.join("|"), patternErrorMessage: message };
}
