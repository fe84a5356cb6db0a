import type { ErrorObject } from "ajv";
import { shorten } from "../flow/words.js";
import { type JsonNode, toValue } from "../json/node.js";
import { resolvePointer } from "../json/pointer.js";
import { patternMatches } from "./bounded-pattern.js";
import type { Mismatch, SchemaJudge } from "./conforms.js";

/** Loads ajv and makes the judge of data model schemas out of it. Remote references are never followed. */
export async function loadJudge(): Promise<SchemaJudge> {
  const { Ajv } = await import("ajv");
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    validateFormats: false,
    validateSchema: false,
    code: { regExp: boundedRegExp },
  });
  return (schema, example) => {
    const plain = toValue(schema);
    if (typeof plain !== "object" || plain === null) return [];
    try {
      const validate = ajv.compile(plain);
      if (validate(toValue(example))) return [];
      return (validate.errors ?? []).map((error) => mismatch(error, example));
    } catch {
      // A schema that ajv cannot compile (an unknown `$ref`, a broken pattern) decides nothing about its example.
      return [];
    }
  };
}

function mismatch(error: ErrorObject, example: JsonNode): Mismatch {
  const node = resolvePointer(example, error.instancePath) ?? example;
  const missing = error.keyword === "required" || error.keyword === "dependencies";
  return { node, missing, message: `${describe(error)}.` };
}

function describe(error: ErrorObject): string {
  const name: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  if (error.keyword === "required") return `\`${shorten(String(name))}\` is required and missing`;
  if (error.keyword === "additionalProperties") return `\`${shorten(String(name))}\` is not declared`;
  return `it does not satisfy \`${shorten(error.keyword)}\` of its schema`;
}

/** A pattern that takes too long decides nothing about the example. */
function boundedRegExp(pattern: string, flags: string): { test: (text: string) => boolean } {
  new RegExp(pattern, flags);
  return { test: (text) => patternMatches(pattern, text, flags) !== false };
}
boundedRegExp.code = "new RegExp";
