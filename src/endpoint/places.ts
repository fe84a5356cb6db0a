/** Places in the code that findings share, and small questions about answers. */
import type { AnyNode } from "acorn";
import type { Possible } from "./facts.js";
import type { EndpointFinding } from "./rule.js";
import { memberOf, type ObjectValue } from "./values.js";

/** The opening brace of an object in which something is missing. */
export function open({ node }: ObjectValue): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.type === "ObjectExpression" ? node.start + 1 : node.end };
}

/** Where an answer is given, when what is wrong with it stands elsewhere. */
export function seenFrom({ node }: { readonly node: AnyNode }, at: AnyNode): EndpointFinding["related"] {
  const isInside = at.start <= node.start && node.end <= at.end;
  return isInside ? undefined : { message: "The answer that it belongs to.", start: at.start, end: at.end };
}

/** Whether nothing but this value is possible. */
export function isOnly({ kind, values }: Possible, value: string): boolean {
  return kind === "only" && values.size === 1 && values.has(value);
}

/** What the business receives at the end. */
export function finalParams(data: ObjectValue | undefined): ObjectValue | "absent" | "unknown" {
  const response = memberOf(data, "extension_message_response");
  if (typeof response === "string") return response;
  if (response.value.kind !== "object") return response.value.kind === "request" ? "unknown" : "absent";
  const params = memberOf(response.value, "params");
  if (typeof params === "string") return params;
  if (params.value.kind === "object") return params.value;
  return params.value.kind === "request" ? "unknown" : "absent";
}
