/** Compiles generated schemas as strictly as ajv can, knowing only the keywords that editors add. */
import { Ajv, type ValidateFunction } from "ajv";
import { editorKeywords, type JsonSchema } from "../../src/schema/json-schema.js";

/** An ajv that refuses every doubt about a schema: unknown keywords, types that cannot apply, patterns without `u`. */
export function strictAjv(): Ajv {
  const ajv = new Ajv({ strict: true, strictTypes: true, strictTuples: true, allowUnionTypes: true, allErrors: true });
  ajv.addVocabulary([...editorKeywords]);
  return ajv;
}

/** A schema as a function; throws when it is not a schema. */
export function compile(schema: JsonSchema): ValidateFunction {
  return strictAjv().compile(schema);
}

/** The first of what a schema says about a value that it has just refused; for messages of tests. */
export function complaint(validate: ValidateFunction): string {
  return (validate.errors ?? [])
    .slice(0, 4)
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
    .join("\n");
}
