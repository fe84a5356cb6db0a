/** The contract as TypeScript. Everything that comes from the flow is untrusted text, in names, literals and comments. */
import type { JsonSchema, JsonSchemaType } from "../schema/json-schema.js";
import { terminalSafe } from "../text/terminal.js";
import { type CompletionContract, type CompletionEnding, endingInWords } from "./contract.js";
import { literalsOf } from "./union.js";

/** A file of types, the same for the same contract. */
export function completionTypes({ name, endings, discriminant }: CompletionContract): string {
  const union = endings.length === 0 ? "never" : endings.map(({ typeName }) => typeName).join(" | ");
  return [
    "// Made by `wa-flows types` from a flow; changes belong there.\n",
    ...endings.map((ending) => interfaceOf(ending, discriminant === null ? endings : [])),
    `${comment(unionInWords(endings, discriminant), "")}export type ${name}Completion = ${union};\n`,
    replyOf(name),
  ].join("\n");
}

function unionInWords(endings: readonly CompletionEnding[], discriminant: string | null): string {
  const what = "What the business receives when the flow ends: `response_json` of the message, parsed.";
  if (endings.length === 0) return `${what} Nothing in this flow ends it.`;
  if (endings.length === 1) return what;
  if (discriminant !== null) return `${what} \`${discriminant}\` tells the ways of ending apart.`;
  return what;
}

/** @param others endings that have to be told apart by the members that only one of them has. */
function interfaceOf(ending: CompletionEnding, others: readonly CompletionEnding[]): string {
  const { typeName, payload, known } = ending;
  const own = Object.keys(payload.properties ?? {});
  const foreign = others
    .filter((other) => known !== "unknown" && other.known !== "unknown")
    .flatMap((other) => Object.keys(other.payload.properties ?? {}))
    .filter((key, at, all) => !own.includes(key) && all.indexOf(key) === at);
  const lines = [
    ...membersOf(payload, "  "),
    ...foreign.map((key) => `  ${memberName(key)}?: never;\n`),
    ...(known === "unknown" ? ["  [key: string]: unknown;\n"] : []),
  ];
  return `${comment(endingInWords(ending), "")}export interface ${typeName} {\n${lines.join("")}}\n`;
}

function replyOf(name: string): string {
  const what = "What a webhook hands over as `interactive.nfm_reply`.";
  return `${comment(what, "")}export interface ${name}Reply {
  name: string;
  body: string;
  /** A \`${name}Completion\` as JSON text. */
  response_json: string;
}
`;
}

function membersOf({ properties = {}, required = [] }: JsonSchema, indent: string): readonly string[] {
  return Object.entries(properties).map(([key, schema]) => {
    const mark = required.includes(key) ? "" : "?";
    if (schema === false) return `${indent}${memberName(key)}?: never;\n`;
    const note = schema.description === undefined ? "" : comment(schema.description, indent);
    return `${note}${indent}${memberName(key)}${mark}: ${typeOf(schema, indent)};\n`;
  });
}

/** The type that a schema describes; what TypeScript cannot say, such as patterns, is left out. */
function typeOf(schema: JsonSchema, indent: string): string {
  const literals = literalsOf(schema);
  if (literals !== undefined) return union(literals.map((value) => literalType(value, indent)));
  if (schema.anyOf !== undefined) return union(schema.anyOf.map((one) => typeOf(one, indent)));
  const { type } = schema;
  if (type === undefined) return "unknown";
  const types: readonly JsonSchemaType[] = typeof type === "string" ? [type] : type;
  return union(types.map((one) => typeNamed(one, schema, indent)));
}

function typeNamed(type: JsonSchemaType, schema: JsonSchema, indent: string): string {
  switch (type) {
    case "integer":
      return "number";
    case "array": {
      const items = schema.items === undefined ? "unknown" : typeOf(schema.items, indent);
      return items.includes("|") || items.includes("{") ? `Array<${items}>` : `${items}[]`;
    }
    case "object": {
      if (schema.properties === undefined) return "{ [key: string]: unknown }";
      const members = membersOf(schema, `${indent}  `);
      return members.length === 0 ? "Record<string, never>" : `{\n${members.join("")}${indent}}`;
    }
    default:
      return type;
  }
}

function literalType(value: unknown, indent: string): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "unknown[]" : typeNamed("object", {}, indent);
  }
  return quoted(value);
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  return distinct.includes("unknown") ? "unknown" : distinct.join(" | ");
}

function memberName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** A literal in which nothing is hidden: marks that reorder text are written as escapes, which mean the same. */
function quoted(value: unknown): string {
  return terminalSafe(JSON.stringify(value));
}

function comment(text: string, indent: string): string {
  const line = terminalSafe(text.replace(/[\r\n\t]+/g, " ")).replaceAll("*/", "*\\/");
  return `${indent}/** ${line} */\n`;
}
