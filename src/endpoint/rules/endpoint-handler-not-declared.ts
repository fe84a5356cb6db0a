import type { EndpointRule } from "../rule.js";
import { kapso, signature } from "../sources.js";

export const endpointHandlerNotDeclared: EndpointRule = {
  id: "endpoint-handler-not-declared",
  code: "WF_ENDPOINT_HANDLER",
  severity: "error",
  what: "`handler` is a variable, a class or an arrow function instead of a function declaration.",
  why: "Kapso puts the code into a worker and calls the function `handler` in it; anything else does not run.",
  source: kapso,
  find: ({ names }) => {
    const declared = names.top.get("handler");
    if (declared === undefined || declared.origin.kind === "function") return [];
    const { start, end } = declared.node;
    return [{ start, end, message: `Declare it as a function: ${signature}.` }];
  },
};
