import type { AnyNode, Program } from "acorn";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

type Statement = Program["body"][number];

export const endpointExport: EndpointRule = {
  id: "endpoint-export",
  code: "WF_ENDPOINT_EXPORT",
  severity: "error",
  what: "Data endpoint code exports something, by `export` or `module.exports`.",
  why: "Kapso wraps the code itself; an export of your own makes the deployment fail.",
  source: kapso,
  find: ({ program, names }) => {
    const isModules = (node: AnyNode): boolean => node.type === "Identifier" && names.bindingOf(node) === undefined;
    return program.body.flatMap((statement) => findingIn(statement, isModules));
  },
};

function findingIn(statement: Statement, isModules: (node: AnyNode) => boolean): readonly EndpointFinding[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration": {
      const { declaration, start } = statement;
      const keyword = statement.type === "ExportDefaultDeclaration" ? "export default" : "export";
      const message = `Remove \`${keyword}\`: Kapso finds \`handler\` by its name.`;
      const finding = { start, end: start + keyword.length, message };
      // Without its keyword a declaration with a name is the same; an expression would be another statement.
      const keeps =
        declaration?.type.endsWith("Declaration") === true && !("id" in declaration && declaration.id === null);
      return [keeps ? { ...finding, fix: { title: `Remove \`${keyword}\``, start, end: declaration.start } } : finding];
    }
    case "ExportAllDeclaration":
      return [whole(statement)];
    case "ExpressionStatement": {
      const { expression } = statement;
      const isExport = expression.type === "AssignmentExpression" && namesExports(expression.left, isModules);
      return isExport ? [whole(statement)] : [];
    }
    default:
      return [];
  }
}

function whole({ start, end }: Statement): EndpointFinding {
  return { start, end, message: "Remove this export: Kapso finds `handler` by its name." };
}

/** `module.exports`, `module.exports.x`, `exports.x`. */
function namesExports(node: AnyNode, isModules: (node: AnyNode) => boolean): boolean {
  if (node.type !== "MemberExpression") return false;
  const { object, property } = node;
  if (object.type !== "Identifier") return namesExports(object, isModules);
  if (!isModules(object)) return false;
  return (
    object.name === "exports" ||
    (object.name === "module" && property.type === "Identifier" && property.name === "exports")
  );
}
