/**
 * What Meta checks when a flow is published (kapso-api.md 15.4), as far as it can be seen before: so that everything is
 * told at once, and not refusal by refusal.
 */
import type { DataEndpoint, Flow, MetaFlow, PhoneNumberHealth } from "../../client/wire.js";
import { RefusedError } from "../../errors/errors.js";
import type { Context } from "../../pipeline/context.js";
import { phoneNumberOf, scopeOf, unlessMissing } from "./flow-record.js";

type PreflightContext = Context<never, "phoneNumberId" | "accountScope">;

/** A reason for which Meta refuses. */
export interface Problem {
  readonly text: string;
  readonly hint: string;
}

export interface Preflight {
  readonly problems: readonly Problem[];
  /** What may be trouble, and is not certain to be. */
  readonly warnings: readonly string[];
}

/** Looks at everything but the Flow JSON. `dynamic`: the flow calls a data endpoint. */
export async function preflight(context: PreflightContext, flow: Flow, dynamic: boolean): Promise<Preflight> {
  const meta = await readMeta(context, flow);
  const endpoint = dynamic ? await unlessMissing(context.api.dataEndpoint.get(flow.id)) : undefined;
  const own = dynamic ? endpointProblems(flow, endpoint, meta) : [];
  return {
    // Meta's words on the flow itself say the same again.
    problems: [...own, ...blockedProblems(meta, own.length > 0)],
    warnings: [
      ...(dynamic ? [...addressWarnings(flow, endpoint, meta), ...applicationWarnings(meta)] : []),
      ...limitedWarnings(meta),
      ...(await numberWarnings(context, flow)),
    ],
  };
}

/** Undefined where Meta does not say: not every field is there for every account. */
async function readMeta(context: PreflightContext, flow: Flow): Promise<MetaFlow | undefined> {
  const scope = scopeOf(context.facts.accountScope, flow);
  if (!flow.meta_flow_id || scope === undefined) return undefined;
  const fields = ["endpoint_uri", "health_status", "application"];
  return unlessRefused(context, context.api.meta.getFlow(flow.meta_flow_id, fields, scope));
}

async function unlessRefused<T>({ log }: PreflightContext, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    log.debug(`Not looked at before publishing: ${error.message}`);
    return undefined;
  }
}

function endpointProblems(
  flow: Flow,
  endpoint: DataEndpoint | undefined,
  meta: MetaFlow | undefined,
): readonly Problem[] {
  const problems: (Problem | false)[] = [
    flow.flows_encryption_configured === false && {
      text: "The encryption of its data endpoint is not set up.",
      hint: "Run `setup-encryption`.",
    },
    endpoint !== undefined &&
      endpoint.status !== "deployed" && {
        text: `Its data endpoint is not deployed (\`${endpoint.status}\`).`,
        hint: "Run `deploy`.",
      },
    meta !== undefined &&
      !meta.endpoint_uri && {
        text: "Meta has no address of its data endpoint.",
        hint:
          endpoint === undefined ? "Run `set-endpoint`, `deploy` and `register`." : "Run `register` after `deploy`.",
      },
  ];
  return problems.filter((problem) => problem !== false);
}

/** An endpoint of one's own elsewhere is allowed, and so no problem. */
function addressWarnings(
  flow: Flow,
  endpoint: DataEndpoint | undefined,
  meta: MetaFlow | undefined,
): readonly string[] {
  const address = meta?.endpoint_uri;
  if (endpoint === undefined || !address || !flow.data_endpoint_url || address === flow.data_endpoint_url) return [];
  return ["Meta calls another address than that of the flow's data endpoint at Kapso. `register` changes that."];
}

/** Kapso links one by itself, as far as is known, and the field may be left out of an answer. */
function applicationWarnings(meta: MetaFlow | undefined): readonly string[] {
  if (meta?.health_status === undefined || meta.application) return [];
  return ["Meta names no application for the flow, and wants one for a flow with a data endpoint."];
}

const plainEntities: Readonly<Record<string, string>> = {
  FLOW: "the flow",
  WABA: "the WABA",
  BUSINESS: "the business",
  APP: "the application",
  PHONE_NUMBER: "the number",
};

/** What Meta has blocked, in its own words; without a reason it may be no more than that the flow is a draft. */
function blockedProblems(meta: MetaFlow | undefined, withoutFlow: boolean): readonly Problem[] {
  const blocked = (meta?.health_status?.entities ?? []).filter(({ can_send_message: can }) => can === "BLOCKED");
  return blocked
    .filter(({ entity_type: type }) => !(withoutFlow && type === "FLOW"))
    .flatMap(({ entity_type: type = "", errors = [] }) =>
      errors.map(({ error_description: text, possible_solution: solution }) => ({
        text: `Meta blocks ${plainEntities[type] ?? "an entity"}: ${text ?? "it does not say why"}`,
        hint: solution ?? "See WhatsApp Manager.",
      })),
    );
}

function limitedWarnings(meta: MetaFlow | undefined): readonly string[] {
  const limited = (meta?.health_status?.entities ?? []).filter(({ can_send_message: can }) => can === "LIMITED");
  return limited.map(({ entity_type: type = "", errors = [] }) => {
    const reasons = errors.map((error) => error.error_description).filter((text) => text !== undefined);
    return `Meta limits ${plainEntities[type] ?? "an entity"}${reasons.length === 0 ? "." : `: ${reasons.join(" ")}`}`;
  });
}

/** Soft, because another number of the WABA may do, and because Kapso checks more than Meta wants. */
async function numberWarnings(context: PreflightContext, flow: Flow): Promise<readonly string[]> {
  const phoneNumberId = context.facts.phoneNumberId ?? flow.phone_number_id;
  if (!phoneNumberId) return [];
  const number = await unlessRefused(context, phoneNumberOf(context, phoneNumberId));
  const verification = number?.code_verification_status;
  const health = await unlessRefused(
    context,
    context.once(`health of ${phoneNumberId}`, () => context.api.phoneNumbers.health(phoneNumberId)),
  );
  return [
    ...(verification && verification !== "VERIFIED"
      ? [`The number \`${phoneNumberId}\` is not verified (\`${verification}\`), and Meta wants a verified one.`]
      : []),
    ...(health === undefined || health.status === "healthy" ? [] : [healthText(phoneNumberId, health)]),
  ];
}

function healthText(phoneNumberId: string, { status, checks, error }: PhoneNumberHealth): string {
  const failed = Object.entries(checks ?? {}).flatMap(([name, { passed, error: reason }]) =>
    passed === false ? [`\`${name}\`${reason ? ` (${reason})` : ""}`] : [],
  );
  const reason = failed.length > 0 ? `: ${failed.join(", ")} failed` : error ? `: ${error}` : "";
  return `The number \`${phoneNumberId}\` is \`${status}\`${reason}.`;
}
