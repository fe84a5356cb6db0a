import type { AnyNode } from "acorn";
import type { EndpointCode } from "../code.js";
import { exchangeRule } from "../exchange-rules.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";

export const endpointNoResponse: EndpointRule = {
  ...exchangeRule("endpoint-no-response"),
  find: function* (code): Generator<EndpointFinding> {
    for (const { node, found } of code.others) {
      const returned = node.type === "Identifier" ? "`handler` returns" : "This returns";
      const message = `${returned} ${found} instead of a \`Response\`; return \`Response.json({ version, screen, data })\`.`;
      yield { ...headOf(node), message };
    }
    for (const call of code.calls) {
      if (!isThrownAway(call, code)) continue;
      yield { ...headOf(call), message: "This answer is made and thrown away; write `return` in front of it." };
    }
  },
};

/** `Response.json(…);` and `new Response(…);` as statements. */
function isThrownAway(call: AnyNode, { names }: EndpointCode): boolean {
  if (names.parents.get(call)?.type !== "ExpressionStatement") return false;
  if (call.type !== "CallExpression" && call.type !== "NewExpression") return false;
  const { callee } = call;
  const isMethod = call.type === "CallExpression" && callee.type === "MemberExpression";
  const named = isMethod ? callee.object : call.type === "NewExpression" ? callee : undefined;
  return named?.type === "Identifier" && named.name === "Response" && names.bindingOf(named) === undefined;
}

/** Where it begins; a `return` by its word. */
function headOf({ type, start, end }: AnyNode): { readonly start: number; readonly end: number } {
  return { start, end: type === "ReturnStatement" ? start + "return".length : end };
}
