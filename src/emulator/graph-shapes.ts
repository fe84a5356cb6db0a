/** Records as the Graph API shows them: upper-case statuses, `+0000` times, fields on request, cursors. */
import type { GraphList, MetaFlow, MetaHealthEntity, MetaHealthStatus, MetaPhoneNumber } from "../client/wire.js";
import { graphTime } from "./clock.js";
import { startIds } from "./ids.js";
import { contentProblem, currentPreview, renewPreview } from "./lifecycle.js";
import { endpointUri, previewUrl } from "./platform-shapes.js";
import { graphRefusal } from "./refusal.js";
import { shownFindings } from "./remote-findings.js";
import type { FlowRecord, NumberRecord } from "./store.js";
import type { World } from "./world.js";

type Available = "AVAILABLE" | "LIMITED" | "BLOCKED";

/** Section 12.2: what comes without `fields`. */
const DEFAULT_FIELDS = "id,name,status,categories,validation_errors";

interface FieldContext {
  readonly world: World;
  readonly flow: FlowRecord;
  readonly origin: string;
  /** What follows the name, such as `.invalidate(true)`. */
  readonly modifiers: string;
}

/** Every field a flow node knows; a value of undefined leaves it out, as Meta does for what is not set. */
const fields: { readonly [K in keyof MetaFlow]-?: (context: FieldContext) => MetaFlow[K] | undefined } = {
  id: ({ flow }) => flow.metaFlowId,
  name: ({ flow }) => flow.name,
  status: ({ flow }) => flow.status.toUpperCase(),
  categories: ({ flow }) => flow.categories,
  validation_errors: ({ world, flow }) => shownFindings(world, "proxy", flow.findings),
  json_version: ({ flow }) => flow.jsonVersion ?? undefined,
  data_api_version: ({ flow }) => flow.dataApiVersion ?? undefined,
  endpoint_uri: ({ flow, origin }) => endpointUri(flow, origin) ?? undefined,
  preview: preview,
  health_status: ({ world, flow }) => healthStatus(world, flow),
  whatsapp_business_account: ({ flow }) => ({ id: flow.businessAccountId, name: "Emulated WABA" }),
  application: () => ({ id: "300000000000001", name: "Emulated application", link: "https://application.example/" }),
  metric() {
    // Nothing is exchanged here, so there is never enough to report (section 9.3).
    throw graphRefusal(139006, "Metrics are not available", {
      title: "Metrics not available",
      text: "Fewer than 250 requests were made in the period.",
    });
  },
};

function preview({ world, flow, modifiers }: FieldContext) {
  if (modifiers === ".invalidate(true)") renewPreview(world, flow);
  else if (modifiers !== "" && modifiers !== ".invalidate(false)") throw unknownField(`preview${modifiers}`);
  const { token, expiresAt } = currentPreview(world, flow);
  return { preview_url: previewUrl(flow, token), expires_at: graphTime(expiresAt) };
}

/** The flow node with the fields that were asked for, and always its id. */
export function metaFlow(world: World, flow: FlowRecord, origin: string, wanted: string | null): MetaFlow {
  const result: Record<string, unknown> = {};
  for (const text of splitFields(wanted ?? DEFAULT_FIELDS)) {
    const name = /^[a-z_]+/.exec(text)?.[0] ?? "";
    if (!isField(name)) throw unknownField(text);
    const value = fields[name]({ world, flow, origin, modifiers: text.slice(name.length) });
    if (value !== undefined) result[name] = value;
  }
  return { ...result, id: flow.metaFlowId };
}

function isField(name: string): name is keyof MetaFlow {
  return Object.hasOwn(fields, name);
}

function unknownField(text: string): Error {
  return graphRefusal(100, `Tried accessing nonexisting field (${text})`);
}

/** Commas inside brackets belong to the field: `metric.name(X).since(2026-01-01),status`. */
function splitFields(text: string): string[] {
  return text
    .split(/,(?![^()]*\))/)
    .map((field) => field.trim())
    .filter((field) => field !== "");
}

function healthStatus(world: World, flow: FlowRecord): MetaHealthStatus {
  const problem = flow.status === "deprecated" ? "The flow is deprecated." : contentProblem(world, flow);
  const ofFlow: Available =
    problem !== undefined || flow.status === "blocked"
      ? "BLOCKED"
      : flow.status === "throttled"
        ? "LIMITED"
        : "AVAILABLE";
  const entity = (type: string, id: string): MetaHealthEntity => ({
    entity_type: type,
    id,
    can_send_message: "AVAILABLE",
  });
  return {
    can_send_message: ofFlow,
    entities: [
      {
        entity_type: "FLOW",
        id: flow.metaFlowId,
        can_send_message: ofFlow,
        ...(problem === undefined
          ? {}
          : { errors: [{ error_code: 139002, error_description: problem, possible_solution: "Repair the flow." }] }),
      },
      entity("WABA", flow.businessAccountId),
      entity("BUSINESS", startIds.projectId),
      entity("APP", "300000000000001"),
    ],
  };
}

export function metaNumber(number: NumberRecord): MetaPhoneNumber {
  return {
    id: number.id,
    verified_name: number.name,
    display_phone_number: number.displayPhoneNumber,
    quality_rating: "GREEN",
    code_verification_status: "VERIFIED",
  };
}

/** A page of a Graph list with cursors; `items` in the order of the list, ids unique. */
export function graphList<T extends { readonly id: string }>(
  items: readonly T[],
  request: { readonly query: URLSearchParams; readonly address: string },
  limits: { readonly graphPageDefault: number; readonly graphPageMax: number },
): GraphList<T> {
  const { query } = request;
  const limit = Math.min(Number(query.get("limit") ?? limits.graphPageDefault), limits.graphPageMax);
  if (!Number.isInteger(limit) || limit < 1) throw graphRefusal(100, "limit must be a whole number of at least 1");
  const after = cursorIndex(items, query.get("after"));
  const before = cursorIndex(items, query.get("before"));
  const start = after !== undefined ? after + 1 : before !== undefined ? Math.max(0, before - limit) : 0;
  const end = Math.min(before ?? items.length, start + limit);
  const page = items.slice(start, end);
  const first = page[0];
  const last = page.at(-1);
  if (first === undefined || last === undefined) return { data: [] };
  const link = (name: "after" | "before", item: T): string => {
    const parameters = new URLSearchParams(query);
    parameters.delete("after");
    parameters.delete("before");
    parameters.set("limit", String(limit));
    parameters.set(name, btoa(item.id));
    return `${request.address}?${parameters}`;
  };
  return {
    data: page,
    paging: {
      cursors: { before: btoa(first.id), after: btoa(last.id) },
      ...(end < items.length ? { next: link("after", last) } : {}),
      ...(start > 0 ? { previous: link("before", first) } : {}),
    },
  };
}

function cursorIndex<T extends { readonly id: string }>(
  items: readonly T[],
  cursor: string | null,
): number | undefined {
  if (cursor === null) return undefined;
  const index = items.findIndex((item) => btoa(item.id) === cursor);
  if (index === -1) throw graphRefusal(100, "Invalid cursor");
  return index;
}
