import type { AnyNode, Literal } from "acorn";
import { shorten } from "../../flow/words.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

/** Source: Kapso stores the code as one text, and builds nothing. Modules of the runtime itself begin with `cloudflare:`. */
export const endpointImport: EndpointRule = {
  id: "endpoint-import",
  code: "WF_ENDPOINT_IMPORT",
  severity: "error",
  what: "Data endpoint code needs a module, by `import` or `require`.",
  why: "Kapso runs the one text that it is given; there are no packages, no other files and no modules of Node beside it.",
  source: kapso,
  find: function* (code): Generator<EndpointFinding> {
    for (const statement of code.program.body) {
      if (statement.type === "ImportDeclaration" && isOutside(statement.source))
        yield finding(statement, statement.source);
    }
    for (const call of code.calls) {
      // What goes on with `.catch(…)` is prepared for its not being there.
      if (code.isCaught(call) || code.names.parents.get(call)?.type === "MemberExpression") continue;
      if (call.type === "ImportExpression") {
        if (isOutside(call.source)) yield finding(call, call.source);
        continue;
      }
      if (call.type !== "CallExpression" || call.callee.type !== "Identifier" || call.callee.name !== "require")
        continue;
      const isRuntimes = code.names.bindingOf(call.callee) === undefined && !code.asksFor("require");
      if (isRuntimes) yield finding(call, call.arguments[0]);
    }
  },
};

function isOutside(source: AnyNode): source is Literal {
  return source.type === "Literal" && typeof source.value === "string" && !source.value.startsWith("cloudflare:");
}

function finding({ start, end }: AnyNode, source: AnyNode | undefined): EndpointFinding {
  const name = source?.type === "Literal" ? ` \`${shorten(String(source.value))}\`` : "";
  return {
    start,
    end,
    message: `There is no module${name} where the code runs; put what you need of it into this file.`,
  };
}
