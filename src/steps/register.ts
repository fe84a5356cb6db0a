import type { Flow, FlowVersion } from "../client/wire.js";
import { DeadlineError } from "../errors/errors.js";
import type { Context } from "../pipeline/context.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { isDynamic, parseFlowJson } from "./shared/flow-json.js";
import { readFlow, scopeOf } from "./shared/flow-record.js";
import { type Upload, uploadVersion } from "./shared/flow-version.js";
import { Refusal } from "./shared/refusal.js";
import { refusedFindings, remoteFailure } from "./shared/remote-findings.js";
import { CONFIRM_SECONDS, change } from "./shared/remote-write.js";

type RegisterContext = Context<"flowId", "flowJson" | "phoneNumberId" | "accountScope" | "flowVersionId">;
type Given = "endpointRegistered";

/**
 * Gives Meta the address of the data endpoint, then uploads the Flow JSON of a dynamic flow again, so that Meta
 * compiles it with the endpoint (kapso-api.md 15.2 step 6).
 */
export const register = defineStep({
  name: "register",
  summary: "Registers the data endpoint at Meta, and has Meta check the Flow JSON again with it.",
  effect: "write",
  needs: ["flowId"],
  uses: ["flowJson", "phoneNumberId", "accountScope", "flowVersionId"],
  gives: ["endpointRegistered"],
  after: ["create", "setup-encryption", "set-endpoint", "deploy"],
  concerns: "data-endpoint",
  async run(context) {
    const { flowId, phoneNumberId } = context.facts;
    const flow = await readFlow(context, flowId);
    const registered = (await registration(context, flow)) === "done";
    if (!registered) {
      refuseUnlessDraft(context.target, flow);
      await change<unknown>(context, {
        text: `Registered the data endpoint of flow \`${context.target}\` at Meta`,
        ids: () => ({ flowId, ...(flow.meta_flow_id ? { metaFlowId: flow.meta_flow_id } : {}) }),
        send: async () => {
          const override = phoneNumberId === undefined ? {} : { phoneNumberId };
          const { warning } = await context.api.dataEndpoint.register(flowId, override);
          if (warning) context.log.warn(`Registering the data endpoint of \`${context.target}\`: ${warning}`);
        },
        readBack: async () => {
          const now = await registration(context, await readFlow(context, flowId));
          return now === "missing" ? undefined : now;
        },
        unconfirmed: () => notRegistered(context),
      });
    }
    context.learn({ endpointRegistered: true });
    const facts = { endpointRegistered: true };
    const outcome: Outcome<Given> =
      flow.status === "draft"
        ? await compileAgain(context, registered)
        : { status: "skipped", facts, reason: "The data endpoint is registered already." };
    if (outcome.status !== "failed") context.learn({ endpointSettled: true });
    return outcome;
  },
});

/**
 * Whether Meta has the address that Kapso gave the endpoint; nothing else proves it (kapso-api.md 18 row 12).
 * `untold`: there is nothing to compare.
 */
async function registration(context: RegisterContext, flow: Flow): Promise<"done" | "missing" | "untold"> {
  // What the answer to the registration said of them is not enough.
  if (flow.flows_encryption_configured === false || flow.has_data_endpoint === false) return "missing";
  const scope = scopeOf(context.facts.accountScope, flow);
  if (!flow.data_endpoint_url || !flow.meta_flow_id || scope === undefined) return "untold";
  const { endpoint_uri: address } = await context.api.meta.getFlow(flow.meta_flow_id, ["endpoint_uri"], scope);
  return address === flow.data_endpoint_url ? "done" : "missing";
}

function notRegistered({ target }: RegisterContext): DeadlineError {
  return new DeadlineError(
    "DEADLINE_NOT_REGISTERED",
    `The service took the request to register the data endpoint of \`${target}\`, but after ${CONFIRM_SECONDS} seconds Meta does not have its address.`,
    {
      operation: "registerDataEndpoint",
      hint: "Run `register` again; if that does not help, look at the flow in WhatsApp Manager.",
    },
  );
}

/** Registering may republish a published flow by itself (kapso-api.md 11.3), which nobody asked for. */
function refuseUnlessDraft(target: string, { status }: Flow): void {
  if (!["published", "throttled", "blocked", "deprecated"].includes(status)) return;
  throw new Refusal(
    "STATE_FLOW_PUBLISHED",
    `The flow \`${target}\` is ${status}: registering another data endpoint could publish it again.`,
    "Create a new flow, register its data endpoint, publish it, and deprecate this one.",
  );
}

async function compileAgain(context: RegisterContext, wasRegistered: boolean): Promise<Outcome<Given>> {
  const { flowId, flowJson: source, phoneNumberId } = context.facts;
  const facts = { endpointRegistered: true };
  const latest = await context.api.flows.latestVersion(flowId);
  // What Meta has is what counts; the local file is only where its findings are shown.
  const flowJson = latest?.flow_json ?? (source === undefined ? undefined : parseFlowJson(source.text));
  const upToDate = wasRegistered && (await isNewerThanDeployment(context, latest));
  if (flowJson === undefined || !isDynamic(flowJson) || upToDate) {
    return wasRegistered
      ? { status: "skipped", facts, reason: "The data endpoint is registered already." }
      : { status: "passed", facts };
  }
  return uploadAgain(context, { flowId, flowJson, phoneNumberId, latestId: latest?.id });
}

/**
 * Whether the newest version was uploaded after the endpoint was deployed, and so after it was registered. An earlier
 * run may have been cut off between registering and uploading.
 */
async function isNewerThanDeployment({ api, facts }: RegisterContext, latest?: FlowVersion): Promise<boolean> {
  if (latest?.created_at === undefined) return false;
  const { last_deployed_at: deployedAt } = await api.dataEndpoint.get(facts.flowId);
  return deployedAt !== undefined && deployedAt !== null && Date.parse(latest.created_at) >= Date.parse(deployedAt);
}

async function uploadAgain(context: RegisterContext, upload: Omit<Upload, "text">): Promise<Outcome<Given>> {
  const source = context.facts.flowJson;
  try {
    const text = `Uploaded the Flow JSON of flow \`${context.target}\` again, for Meta to check it with its endpoint`;
    const version = await uploadVersion(context, { ...upload, text });
    context.learn({ flowVersionId: version.id });
    return (
      remoteFailure(version.validation_errors, source) ?? { status: "passed", facts: { endpointRegistered: true } }
    );
  } catch (error) {
    const failure = refusedFindings(error, source);
    if (failure === undefined) throw error;
    return failure;
  }
}
