import type { EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

/** Found where the code is parsed, by `read.ts`. */
export const endpointSyntax: EndpointRule = {
  id: "endpoint-syntax",
  code: "WF_ENDPOINT_SYNTAX",
  severity: "error",
  what: "Data endpoint code is no valid JavaScript.",
  why: "Kapso puts the code into a worker and calls the function `handler` in it; anything else does not run.",
  source: kapso,
  find: () => [],
};
