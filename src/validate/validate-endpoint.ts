import type { Node, Program } from "acorn";
import type { Diagnostic, FileReport, Fix } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import { shorten } from "../flow/words.js";
import { LineIndex } from "../json/line-index.js";
import { nearest } from "../text/nearest.js";
import { ruleDocs } from "../tool.js";
import { endpointRules } from "./endpoint-rules.js";
import type { ValidateOptions } from "./validate-flow.js";

const signature = "`async function handler(request, env) { … }`";
const rulesById = new Map(endpointRules.map((rule) => [rule.id, rule]));

type Statement = Program["body"][number];

interface Found {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fix?: { readonly title: string; readonly start: number; readonly end: number };
}

/**
 * Checks data endpoint code without running it: it parses, declares `handler`, and exports nothing.
 * The parser is loaded when this is called. Never rejects for what the code holds.
 */
export async function validateEndpoint(code: string, path: string, options: ValidateOptions): Promise<FileReport> {
  const lines = new LineIndex(code);
  const diagnostics: Diagnostic[] = [];
  for (const found of await findAll(code)) {
    const rule = rulesById.get(found.rule);
    if (rule === undefined) continue;
    const severity = options.severity?.(rule.id) ?? rule.severity;
    if (severity === "off") continue;
    const fix: Fix | null =
      found.fix === undefined
        ? null
        : { title: found.fix.title, edits: [{ range: lines.range(found.fix.start, found.fix.end), text: "" }] };
    diagnostics.push({
      code: rule.code,
      rule: rule.id,
      severity,
      message: found.message,
      pointer: null,
      range: lines.range(found.start, found.end),
      fix,
      docs: ruleDocs(rule.id),
      origin: rule.id === "endpoint-syntax" ? "syntax" : "rule",
      related: [],
    });
  }
  return { path, kind: "data-endpoint", diagnostics: ordered(diagnostics) };
}

async function findAll(code: string): Promise<readonly Found[]> {
  const fence = /^[ \t]*```.*$/m.exec(code);
  if (fence !== null) {
    const message = "This is a Markdown fence; keep only the JavaScript between the fences.";
    return [{ rule: "endpoint-fenced", start: fence.index, end: fence.index + fence[0].length, message }];
  }
  const { parse } = await import("acorn");
  try {
    const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
    return [...exportsIn(program), ...handlerOf(program)];
  } catch (error) {
    return [syntaxError(error, code)];
  }
}

function syntaxError(error: unknown, code: string): Found {
  if (!(error instanceof SyntaxError)) throw error;
  const at = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
  // acorn ends its message with the position, which the finding already has.
  const reason = error.message.replace(/ \(\d+:\d+\)$/, "");
  const start = Math.min(at, code.length);
  return {
    rule: "endpoint-syntax",
    start,
    end: Math.min(start + 1, code.length),
    message: `The code is no valid JavaScript: ${shorten(reason, 120)}.`,
  };
}

function exportsIn(program: Program): Found[] {
  return program.body.flatMap((statement): Found[] => {
    switch (statement.type) {
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration": {
        const declaration: Node | null | undefined = statement.declaration;
        const end = declaration?.start ?? statement.end;
        const keyword = statement.type === "ExportDefaultDeclaration" ? "export default" : "export";
        const message = `Remove \`${keyword}\`: Kapso finds \`handler\` by its name.`;
        const removable = declaration?.type === "FunctionDeclaration";
        const found: Found = {
          rule: "endpoint-export",
          start: statement.start,
          end: statement.start + keyword.length,
          message,
        };
        return [removable ? { ...found, fix: { title: `Remove \`${keyword}\``, start: statement.start, end } } : found];
      }
      case "ExportAllDeclaration":
        return [exportFound(statement)];
      case "ExpressionStatement": {
        const { expression } = statement;
        const isExport = expression.type === "AssignmentExpression" && namesExports(expression.left);
        return isExport ? [exportFound(statement)] : [];
      }
      default:
        return [];
    }
  });
}

function exportFound(statement: Statement): Found {
  const message = "Remove this export: Kapso finds `handler` by its name.";
  return { rule: "endpoint-export", start: statement.start, end: statement.end, message };
}

/** `module.exports`, `module.exports.x`, `exports.x`. */
function namesExports(node: Node): boolean {
  if (node.type !== "MemberExpression" || !("object" in node) || !("property" in node)) return false;
  const object: unknown = node.object;
  if (isIdentifier(object, "exports")) return true;
  if (isIdentifier(object, "module")) return isIdentifier(node.property, "exports");
  return isNode(object) && namesExports(object);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}

function isIdentifier(value: unknown, name: string): boolean {
  return isNode(value) && value.type === "Identifier" && "name" in value && value.name === name;
}

function handlerOf(program: Program): Found[] {
  const names: string[] = [];
  for (const statement of program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (declaration?.type === "FunctionDeclaration") {
      const name = declaration.id?.name;
      if (name === "handler") return [];
      if (name !== undefined) names.push(name);
    } else if (declaration?.type === "VariableDeclaration") {
      for (const { id } of declaration.declarations) {
        if (id.type === "Identifier" && id.name === "handler") return [notDeclared(id.start, id.end)];
      }
    } else if (declaration?.type === "ClassDeclaration" && declaration.id?.name === "handler") {
      return [notDeclared(declaration.id.start, declaration.id.end)];
    }
  }
  const close = nearest("handler", names);
  const hint = close === undefined ? "" : ` Is it \`${shorten(close)}\`?`;
  return [
    {
      rule: "endpoint-handler-missing",
      start: 0,
      end: 0,
      message: `There is no function \`handler\`; write ${signature}.${hint}`,
    },
  ];
}

function notDeclared(start: number, end: number): Found {
  return { rule: "endpoint-handler-not-declared", start, end, message: `Declare it as a function: ${signature}.` };
}
