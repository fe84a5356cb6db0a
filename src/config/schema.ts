import { schemaOf } from "../yaml/schema.js";
import { settableRules } from "./rule-groups.js";
import { configShape } from "./shape.js";

/**
 * What `schemas/config.schema.json` holds: the shape as JSON Schema draft-07, which editors know best. With the ids of
 * the rules, so that an editor completes them.
 */
export function configSchema(ruleIds: readonly string[]): object {
  const schema = schemaOf(configShape, { rules: settableRules(ruleIds) });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of whatsapp-flows-ci (whatsapp-flows.yml)",
    ...schema,
    // An empty file is a config that says nothing.
    type: ["object", "null"],
  };
}
