import { schemaOf } from "../../yaml/schema.js";
import { scenarioShape } from "./shape.js";

/** What `schemas/scenario.schema.json` holds. */
export function scenarioSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Scenario of whatsapp-flows-ci (*.scenario.yml)",
    ...schemaOf(scenarioShape),
    anyOf: [{ required: ["steps"] }, { required: ["replay"] }],
  };
}
