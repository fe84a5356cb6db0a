/** Everything that the service knows of one flow, in one view. */
import type { Scope } from "../../client/scope.js";
import type {
  DataEndpoint,
  Flow,
  FlowVersionSummary,
  FunctionSecret,
  MetaFlow,
  MetaHealthStatus,
  PhoneNumber,
  PhoneNumberHealth,
} from "../../client/wire.js";
import { RefusedError, RemoteError } from "../../errors/errors.js";
import { maskPhoneNumber } from "../../errors/redact.js";
import type { FlowsApi } from "../../pipeline/flows-api.js";
import { counted } from "../../text/counted.js";
import { scopeOf } from "./flow-record.js";

/** What is null is not there. What could not be read is named in `unread`, with the reason. */
export interface FlowOverview {
  readonly flow: Flow;
  /** The newest five. */
  readonly versions: readonly FlowVersionSummary[];
  /** As Meta has the flow. */
  readonly meta: MetaFlow | null;
  readonly data_endpoint: EndpointOverview | null;
  readonly phone_number: NumberOverview | null;
  readonly unread: readonly string[];
}

interface EndpointOverview extends Omit<DataEndpoint, "code"> {
  /** Whether Meta calls this endpoint; null: not known. */
  readonly registered: boolean | null;
  readonly secrets: readonly FunctionSecret[];
}

interface NumberOverview extends PhoneNumber {
  readonly health: PhoneNumberHealth | null;
}

const META_FIELDS = ["id", "name", "status", "categories", "validation_errors", "endpoint_uri", "health_status"];
const VERSIONS_SHOWN = 5;

/** Reads it all. A part that cannot be read does not keep the others from being shown. */
export async function flowOverview(api: FlowsApi, flow: Flow, account?: Scope): Promise<FlowOverview> {
  const unread: string[] = [];
  const part = async <T>(what: string, answer: Promise<T>, missing?: T): Promise<T | undefined> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      if (missing !== undefined && error instanceof RefusedError && error.status === 404) return missing;
      unread.push(`${what}: ${error.message}`);
      return undefined;
    }
  };
  const scope = scopeOf(account, flow);
  const versions = await part("versions", api.flows.versions(flow.id, { perPage: VERSIONS_SHOWN }));
  const meta =
    flow.meta_flow_id && scope !== undefined
      ? await part("Meta's record", metaRecord(api, flow.meta_flow_id, scope))
      : undefined;
  const endpoint = await part<DataEndpoint | null>("data endpoint", api.dataEndpoint.get(flow.id), null);
  const secrets = endpoint ? await part("secrets", api.functions.secrets(endpoint.function_id)) : undefined;
  const number = flow.phone_number_id
    ? await part("phone number", api.phoneNumbers.get(flow.phone_number_id))
    : undefined;
  const health = number && (await part("health of the number", api.phoneNumbers.health(number.id)));
  return {
    flow,
    versions: versions?.items ?? [],
    meta: meta ?? null,
    data_endpoint: endpoint
      ? { ...withoutCode(endpoint), registered: isRegistered(flow, meta), secrets: secrets ?? [] }
      : null,
    phone_number: number === undefined ? null : { ...masked(number), health: health ?? null },
    unread,
  };
}

/** Two calls, because a flow without a preview must not hide the rest. */
async function metaRecord(api: FlowsApi, metaFlowId: string, scope: Scope): Promise<MetaFlow> {
  const record = await api.meta.getFlow(metaFlowId, META_FIELDS, scope);
  try {
    return { ...record, preview: await api.meta.preview(metaFlowId, scope) };
  } catch (error) {
    if (error instanceof RemoteError) return record;
    throw error;
  }
}

/** That the flow has an endpoint is no proof that Meta calls it (kapso-api.md 18 row 12). */
function isRegistered(flow: Flow, meta: MetaFlow | undefined): boolean | null {
  if (meta === undefined) return null;
  return Boolean(meta.endpoint_uri) && meta.endpoint_uri === flow.data_endpoint_url;
}

function withoutCode({ code: _, ...endpoint }: DataEndpoint): Omit<DataEndpoint, "code"> {
  return endpoint;
}

/** The number itself is a person's business more than a reader's of a log. */
function masked(number: PhoneNumber): PhoneNumber {
  const hide = (text: string | null | undefined) => (text ? maskPhoneNumber(text) : text);
  return {
    ...number,
    ...(number.display_phone_number === undefined
      ? {}
      : { display_phone_number: hide(number.display_phone_number) ?? null }),
    ...(number.display_phone_number_normalized === undefined
      ? {}
      : { display_phone_number_normalized: hide(number.display_phone_number_normalized) ?? null }),
  };
}

/** One view for people: names and values; what is not there has none. */
export function overviewRows({
  flow,
  versions,
  meta,
  data_endpoint: endpoint,
  phone_number: number,
}: FlowOverview): readonly (readonly [name: string, value: string | null | undefined])[] {
  const [newest] = versions;
  return [
    ["name", flow.name],
    ["status", statusText(flow, meta)],
    ["flow ID", flow.id],
    ["Meta flow ID", flow.meta_flow_id],
    ["categories", meta?.categories?.join(", ")],
    ["Flow JSON", jsonText(flow, newest)],
    ["versions", versions.map((version) => version.version_label ?? version.id).join(", ")],
    [
      "data endpoint",
      endpoint === null
        ? flow.data_api_version
          ? "none, although the flow asks one"
          : "none"
        : endpointText(endpoint),
    ],
    ["secrets", endpoint === null ? null : endpoint.secrets.map(({ name }) => name).join(", ") || "none"],
    [
      "encryption",
      flow.flows_encryption_configured === undefined
        ? null
        : flow.flows_encryption_configured
          ? "set up"
          : "not set up",
    ],
    ["phone number", number === null ? flow.phone_number_id : numberText(number)],
    ["WABA", flow.business_account_id],
    ["health", healthText(meta?.health_status)],
    ["preview", meta?.preview?.preview_url ?? flow.preview_url],
    ["preview until", meta?.preview?.expires_at],
    ["published", flow.published_at],
  ];
}

function statusText(flow: Flow, meta: MetaFlow | null): string {
  const atMeta = meta?.status?.toLowerCase();
  return atMeta === undefined || atMeta === flow.status ? flow.status : `${flow.status} (at Meta: ${atMeta})`;
}

function jsonText(flow: Flow, newest: FlowVersionSummary | undefined): string {
  const version = flow.json_version ? `version ${flow.json_version}` : "version not known";
  if (newest === undefined) return `${version}, nothing uploaded yet`;
  const findings = newest.validation_errors?.length ?? 0;
  const uploaded = newest.created_at === undefined ? "" : `, uploaded ${newest.created_at}`;
  return `${version}${uploaded}, ${findings === 0 ? "no findings" : counted(findings, "finding")}`;
}

function endpointText({ status, last_deployed_at: deployedAt, registered }: EndpointOverview): string {
  const when = deployedAt ? ` ${deployedAt}` : "";
  const known = registered === null ? "" : registered ? ", registered with Meta" : ", not registered with Meta";
  return `${status}${when}${known}`;
}

function numberText({ id, verified_name: name, display_phone_number: shown, health }: NumberOverview): string {
  const who = [name, shown].filter((text) => text).join(", ");
  const failed = Object.entries(health?.checks ?? {}).filter(([, check]) => check.passed === false);
  const why = failed.length === 0 ? "" : ` (${failed.map(([check]) => check).join(", ")})`;
  return `${id}${who === "" ? "" : `, ${who}`}${health === null ? "" : `, ${health.status}${why}`}`;
}

function healthText(health: MetaHealthStatus | undefined): string | undefined {
  if (health?.can_send_message === undefined) return undefined;
  const reasons = (health.entities ?? []).flatMap(({ entity_type: type, errors = [] }) =>
    errors.map(({ error_description: text }) => `${type ?? "?"}: ${text ?? "no reason given"}`),
  );
  return [health.can_send_message, ...reasons].join("; ");
}
