import type { CallExpression, NewExpression } from "acorn";
import type { EndpointCode } from "../code.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

/** What a worker refuses while it is loaded. */
const functions: Readonly<Record<string, string>> = {
  fetch: "ask other servers",
  setTimeout: "wait",
  setInterval: "wait",
};
const randomMethods: ReadonlySet<string> = new Set(["getRandomValues", "randomUUID"]);

/** Source: Cloudflare's page on errors: no requests, no timers and no random values in the global scope. */
export const endpointWorkAtStart: EndpointRule = {
  id: "endpoint-work-at-start",
  code: "WF_ENDPOINT_WORK_AT_START",
  severity: "error",
  what: "Data endpoint code asks a server, waits or makes random values outside of every function.",
  why: "Workers refuse that while the code is loaded, so that the handler is never called.",
  source: "https://developers.cloudflare.com/workers/observability/errors/",
  find: function* (code): Generator<EndpointFinding> {
    for (const call of code.calls) {
      if (call.type !== "CallExpression" || !code.isAtStart(call) || code.isCaught(call)) continue;
      const what = workOf(call, code);
      if (what === undefined) continue;
      yield {
        start: call.start,
        end: call.end,
        message: `The code cannot ${what} while it is loaded; do it in \`handler\`.`,
      };
    }
  },
};

function workOf({ callee }: CallExpression | NewExpression, { names }: EndpointCode): string | undefined {
  if (callee.type === "Identifier") {
    const isRuntimes = names.bindingOf(callee) === undefined && Object.hasOwn(functions, callee.name);
    return isRuntimes ? functions[callee.name] : undefined;
  }
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  if (callee.object.name !== "crypto" || names.bindingOf(callee.object) !== undefined) return undefined;
  const { property } = callee;
  return property.type === "Identifier" && randomMethods.has(property.name) ? "make random values" : undefined;
}
