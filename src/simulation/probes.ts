/** Requests that no phone sends while all is well, and that an endpoint must survive all the same. */
import { exampleOf } from "../flow/data-model.js";
import type { Screen } from "../flow/document.js";
import { type JsonNode, toValue } from "../json/node.js";
import type { JsonObject } from "../json/object.js";
import type { ExchangeRequest } from "./exchange.js";
import type { KvEntries } from "./sandbox.js";

export interface Probe {
  /** What is sent, as the beginning of a sentence. */
  readonly what: string;
  readonly request: ExchangeRequest;
  readonly kv: KvEntries;
  /** The action that makes the request it is a variation of. */
  readonly node: JsonNode;
}

/** Longer than anything that an input of a flow takes. */
const hugeLength = 100_000;

/** Variations of a request that was answered. */
export function probesOf(request: ExchangeRequest, node: JsonNode | undefined, kv: KvEntries): readonly Probe[] {
  if (node === undefined) return [];
  const { data = {}, flow_token: _, ...withoutToken } = request;
  const where = `\`${request.action}\`${request.screen === undefined ? "" : ` on screen \`${request.screen}\``}`;
  const probe = (what: string, changed: ExchangeRequest): Probe => ({ what, request: changed, kv, node });
  if (request.action === "INIT") {
    return [
      probe("On an action that does not exist", { ...request, action: "UNKNOWN_ACTION" }),
      probe("On `data_exchange` from a screen that does not exist", {
        ...request,
        action: "data_exchange",
        screen: "UNKNOWN_SCREEN",
        data: {},
      }),
      probe("Without a flow token", withoutToken),
    ];
  }
  if (Object.keys(data).length === 0) return [probe(`On ${where} without \`data\``, without(request))];
  return [
    probe(`On ${where} with empty \`data\``, { ...request, data: {} }),
    probe(`On ${where} without \`data\``, without(request)),
    probe(`On ${where} with values of other types`, { ...request, data: mapped(data, otherType) }),
    probe(`On ${where} with very long texts`, { ...request, data: mapped(data, huge) }),
  ];
}

function without({ data: _, ...request }: ExchangeRequest): ExchangeRequest {
  return request;
}

function mapped(data: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value)]));
}

function otherType(value: unknown): unknown {
  if (typeof value === "string") return 42;
  return typeof value === "object" ? "text" : null;
}

function huge(value: unknown): unknown {
  return typeof value === "string" ? "x".repeat(hugeLength) : value;
}

/** The examples of a screen's data model, as a message that opens the flow on that screen would hand them over. */
export function exampleData(screen: Screen): JsonObject {
  const entries = (screen.data?.members ?? []).flatMap(({ key, value }) => {
    const example = exampleOf(value);
    return example === undefined ? [] : [[key, toValue(example)] as const];
  });
  return Object.fromEntries(entries);
}
