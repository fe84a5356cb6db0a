import type { RuleInfo } from "../flow/rule.js";

/** How Kapso runs data endpoint code. Source: Kapso's function contracts, as its published scripts and samples show. */
const source = "https://docs.kapso.ai";
const why = "Kapso puts the code into a worker and calls the function `handler` in it; anything else does not run.";

/** Rules about data endpoint code. */
export const endpointRules: readonly RuleInfo[] = [
  {
    id: "endpoint-fenced",
    code: "WF_ENDPOINT_FENCED",
    severity: "error",
    what: "Data endpoint code stands in a Markdown fence.",
    why,
    source,
  },
  {
    id: "endpoint-syntax",
    code: "WF_ENDPOINT_SYNTAX",
    severity: "error",
    what: "Data endpoint code is no valid JavaScript.",
    why,
    source,
  },
  {
    id: "endpoint-export",
    code: "WF_ENDPOINT_EXPORT",
    severity: "error",
    what: "Data endpoint code exports something, by `export` or `module.exports`.",
    why: "Kapso wraps the code itself; an export of your own makes the deployment fail.",
    source,
  },
  {
    id: "endpoint-handler-missing",
    code: "WF_ENDPOINT_HANDLER",
    severity: "error",
    what: "Data endpoint code has no function `handler`.",
    why,
    source,
  },
  {
    id: "endpoint-handler-not-declared",
    code: "WF_ENDPOINT_HANDLER",
    severity: "error",
    what: "`handler` is a variable, a class or an arrow function instead of a function declaration.",
    why,
    source,
  },
];
