import { schemaOf } from "../json/shape.js";
import { planShape } from "./plan-shape.js";

/** What `schemas/plan.schema.json` holds. */
export function planSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Plan of wa-flows plan",
    ...schemaOf(planShape),
  };
}
