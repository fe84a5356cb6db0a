import type { EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

/** Source: Kapso's function contracts. Found before the code is parsed, by `read.ts`. */
export const endpointFenced: EndpointRule = {
  id: "endpoint-fenced",
  code: "WF_ENDPOINT_FENCED",
  severity: "error",
  what: "Data endpoint code stands in a Markdown fence.",
  why: "Kapso puts the code into a worker and calls the function `handler` in it; anything else does not run.",
  source: kapso,
  find: () => [],
};
