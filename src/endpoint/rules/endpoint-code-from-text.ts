import type { EndpointFinding, EndpointRule } from "../rule.js";

/** Source: Cloudflare's page on web standards: `eval` and `new Function` are not allowed. */
export const endpointCodeFromText: EndpointRule = {
  id: "endpoint-code-from-text",
  code: "WF_ENDPOINT_CODE_FROM_TEXT",
  severity: "error",
  what: "Data endpoint code makes code out of a text, by `eval` or `new Function`.",
  why: "Workers refuse that, for security; the line throws when it is reached.",
  source: "https://developers.cloudflare.com/workers/runtime-apis/web-standards/#javascript-standards",
  find: function* (code): Generator<EndpointFinding> {
    for (const call of code.calls) {
      if (call.type === "ImportExpression" || call.callee.type !== "Identifier") continue;
      const { name } = call.callee;
      const makesCode = name === "Function" || (name === "eval" && call.type === "CallExpression");
      if (!makesCode || code.names.bindingOf(call.callee) !== undefined || code.isCaught(call)) continue;
      const what = name === "eval" ? "eval" : "new Function";
      yield {
        start: call.start,
        end: call.end,
        message: `\`${what}\` is refused where the code runs; write the code itself.`,
      };
    }
  },
};
