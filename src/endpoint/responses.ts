/** What `new Response(…)` and `Response.json(…)` make. */
import type { AnyNode, CallExpression, NewExpression } from "acorn";
import type { ResponseValue, Value } from "./values.js";

/** The response that is made there; `asJson` for `Response.json`, whose argument is the body's value. */
export function responseOf(
  node: CallExpression | NewExpression,
  asJson: boolean,
  evaluated: (node: AnyNode) => Value,
): Value {
  const [first, second] = node.arguments;
  if (first?.type === "SpreadElement" || second?.type === "SpreadElement") return { kind: "unknown", node };
  const body: Value = first === undefined ? { kind: "undefined", node } : evaluated(first);
  const status = statusOf(second === undefined ? undefined : evaluated(second), node);
  return { kind: "response", node, status, body: asJson ? body : spokenBody(body) };
}

function statusOf(init: Value | undefined, node: AnyNode): ResponseValue["status"] {
  const usual = { code: 200, node };
  if (init === undefined || init.kind === "undefined") return usual;
  if (init.kind !== "object") return undefined;
  const status = init.members.get("status")?.value;
  if (status === undefined || status.kind === "undefined") return init.open ? undefined : usual;
  return status.kind === "primitive" && typeof status.value === "number"
    ? { code: status.value, node: status.node }
    : undefined;
}

/** What a body says as JSON. A text that may be JSON is unknown, as it is not parsed here; any other stays a text. */
function spokenBody(body: Value): Value {
  if (body.kind === "text" && body.json !== undefined) return body.json;
  if (body.kind === "undefined") return body;
  const isPlainText = body.kind === "primitive" && typeof body.value === "string" && !/^\s*[[{"\d]/.test(body.value);
  return isPlainText ? body : { kind: "unknown", node: body.node };
}
