import type { AnyNode } from "acorn";
import type { EndpointCode } from "../code.js";
import { childrenOf, ownNodes, staticKey } from "../nodes.js";
import type { EndpointFinding, EndpointRule } from "../rule.js";
import { kapso } from "../sources.js";

/** What an exchange holds. Meta's guides show it as the whole body, since they have no wrapper around it. */
const ofExchange: ReadonlySet<string> = new Set(["action", "screen", "data", "flow_token", "version"]);
/** What Meta sends, before Kapso has decrypted it. */
const encrypted: ReadonlySet<string> = new Set(["encrypted_flow_data", "encrypted_aes_key", "initial_vector"]);

export const endpointRequestShape: EndpointRule = {
  id: "endpoint-request-shape",
  code: "WF_ENDPOINT_REQUEST",
  severity: "error",
  what: "Data endpoint code reads from the body what is inside of `data_exchange`.",
  why: "Kapso decrypts the request and puts the exchange into a wrapper; read from the wrapper, every member is undefined.",
  source: kapso,
  find: function* (code): Generator<EndpointFinding> {
    const { handler } = code;
    // Code that knows the wrapper may look for a body without one as well.
    if (handler === undefined || namesExchange(code.program)) return;
    for (const node of ownNodes(handler.body)) {
      for (const { name, at } of readFromBody(node, code)) {
        if (ofExchange.has(name)) {
          const message = `The body has no \`${name}\`; Kapso puts the exchange into it as \`data_exchange\`. Read \`data_exchange.${name}\`.`;
          yield { start: at.start, end: at.end, message };
        }
        if (encrypted.has(name)) {
          const message = `The body has no \`${name}\`: Kapso has decrypted the request. Read \`data_exchange\`.`;
          yield { start: at.start, end: at.end, message };
        }
      }
    }
  },
};

/** The members of the body that a node reads. */
function readFromBody(node: AnyNode, code: EndpointCode): readonly { readonly name: string; readonly at: AnyNode }[] {
  if (node.type === "MemberExpression") {
    const name = staticKey(node.property, node.computed);
    return name !== undefined && isBody(node.object, code) ? [{ name, at: node.property }] : [];
  }
  if (node.type !== "VariableDeclarator" || node.id.type !== "ObjectPattern" || node.init == null) return [];
  if (!isBody(node.init, code)) return [];
  return node.id.properties.flatMap((each) => {
    const name = each.type === "RestElement" ? undefined : staticKey(each.key, each.computed);
    // A default value means that the member may be missing.
    const isOptional = each.type !== "RestElement" && each.value.type === "AssignmentPattern";
    return name === undefined || isOptional ? [] : [{ name, at: each }];
  });
}

function isBody(node: AnyNode, code: EndpointCode): boolean {
  return code.wayInRequest(node)?.join() === "json";
}

/** Whether the code asks for a member `data_exchange` anywhere. */
function namesExchange(node: AnyNode): boolean {
  const key =
    node.type === "MemberExpression"
      ? staticKey(node.property, node.computed)
      : node.type === "Property"
        ? staticKey(node.key, node.computed)
        : undefined;
  return key === "data_exchange" || childrenOf(node).some(namesExchange);
}
