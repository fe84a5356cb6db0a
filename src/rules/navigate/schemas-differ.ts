import { itemSchema, propertySchemas, schemaType } from "../../flow/data-model.js";
import { quotedAll, shorten } from "../../flow/words.js";
import { type JsonNode, property } from "../../json/node.js";

export interface SchemaDifference {
  readonly kind: "type" | "properties";
  /** A clause that says what differs. */
  readonly text: string;
}

/** The first difference between the schema of what is handed over and the one of the field that takes it. */
export function compareSchemas(
  given: JsonNode | undefined,
  wanted: JsonNode | undefined,
  path = "",
): SchemaDifference | undefined {
  const [from, to] = [schemaType(given), schemaType(wanted)];
  if (from === undefined || to === undefined) return undefined;
  const of = path === "" ? "it" : `\`${shorten(path)}\``;
  if (from !== to && !(from === "integer" && to === "number")) {
    return { kind: "type", text: `${of} is declared as \`${from}\`, and \`${to}\` is expected` };
  }
  if (to === "array") return compareSchemas(itemSchema(given), itemSchema(wanted), `${path}[]`);
  return to === "object" ? compareObjects(given, wanted, path) : undefined;
}

function compareObjects(
  given: JsonNode | undefined,
  wanted: JsonNode | undefined,
  path: string,
): SchemaDifference | undefined {
  const [from, to] = [propertySchemas(given), propertySchemas(wanted)];
  if (from === undefined || to === undefined) return undefined;
  const extra = from.members.filter(({ key }) => property(to, key) === undefined).map(({ key }) => key);
  const lacking = to.members.filter(({ key }) => property(from, key) === undefined).map(({ key }) => key);
  const of = path === "" ? "it" : `\`${shorten(path)}\``;
  const parts = [
    ...(extra.length > 0 ? [`${of} has ${quotedAll(extra, 5)} in addition`] : []),
    ...(lacking.length > 0 ? [`${of} lacks ${quotedAll(lacking, 5)}`] : []),
  ];
  if (parts.length > 0) return { kind: "properties", text: parts.join(", and ") };
  for (const { key, value } of from.members) {
    const difference = compareSchemas(value, property(to, key), path === "" ? key : `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
