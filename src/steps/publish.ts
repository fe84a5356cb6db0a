import type { Flow, FlowVersion } from "../client/wire.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import { DeadlineError } from "../errors/errors.js";
import type { Context } from "../pipeline/context.js";
import type { FactName } from "../pipeline/facts.js";
import { defineStep } from "../pipeline/step.js";
import { parseFlowJson, sameJson } from "./shared/flow-json.js";
import { readFlow } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";
import { quotedFailure, remoteFailure } from "./shared/remote-findings.js";
import { CONFIRM_SECONDS, change } from "./shared/remote-write.js";
import { checkFlow, type FindingsFailure, findingsFailure } from "./shared/validation.js";

type PublishContext = Context<"flowId", "flowJson" | "phoneNumberId">;

/** Makes the flow live. Cannot be undone, so the Flow JSON that the service has is judged first. */
export const publish = defineStep({
  name: "publish",
  summary: "Publishes the flow, after the Flow JSON on the service was found to be free of errors.",
  effect: "write",
  needs: ["flowId"],
  uses: ["flowJson", "phoneNumberId"],
  gives: ["published", "flowStatus"],
  after: ["create", "update-json", "setup-encryption", "set-endpoint", "deploy", "register"],
  async run(context) {
    const { flowId, phoneNumberId } = context.facts;
    const flow = await readFlow(context, flowId);
    if (flow.status === "published") {
      const facts = { published: true, flowStatus: flow.status };
      return { status: "skipped", facts, reason: "The flow is published already." };
    }
    refuseStatus(context.target, flow);
    const failure = await contentFailure(context);
    if (failure !== undefined) return failure;
    const published = async (): Promise<Flow | undefined> => {
      const now = await readFlow(context, flowId);
      return now.status === "published" ? now : undefined;
    };
    const { status } = await change<Flow>(context, {
      text: `Published flow \`${context.target}\``,
      ids: () => ({ flowId, ...(flow.meta_flow_id ? { metaFlowId: flow.meta_flow_id } : {}) }),
      send: () => context.api.flows.publish(flowId, phoneNumberId === undefined ? {} : { phoneNumberId }),
      readBack: published,
      // What the service says of itself in the answer is not enough (kapso-api.md 15.1 step 4).
      unconfirmed: () => notPublished(context),
    });
    return { status: "passed", facts: { published: true, flowStatus: status } };
  },
});

function notPublished({ target }: PublishContext): DeadlineError {
  return new DeadlineError(
    "DEADLINE_NOT_PUBLISHED",
    `The service took the request to publish \`${target}\`, but after ${CONFIRM_SECONDS} seconds the flow is still not published.`,
    { operation: "publishFlow", hint: "Look at the flow in WhatsApp Manager, then run `publish` again." },
  );
}

function refuseStatus(target: string, { status }: Flow): void {
  if (!["deprecated", "throttled", "blocked"].includes(status)) return;
  const [meaning, hint] =
    status === "deprecated"
      ? ["it is at its end", "Create a new flow and publish that."]
      : ["it was published, and Meta restricts it now", "Look at its health in WhatsApp Manager."];
  throw new Refusal("STATE_NOT_A_DRAFT", `The flow \`${target}\` is ${status}: ${meaning}.`, hint);
}

/** Why the Flow JSON must not go live. Errors count whatever `fail-on` says: Meta would refuse them. */
async function contentFailure(context: PublishContext): Promise<FindingsFailure | undefined> {
  const { flowId, flowJson: source } = context.facts;
  const latest = await context.api.flows.latestVersion(flowId);
  const local = source === undefined ? undefined : parseFlowJson(source.text);
  const files: FileReport[] = source === undefined ? [] : [await checkFlow(context, source, true)];
  const failure = findingsFailure(files, "error");
  if (failure !== undefined || latest === undefined) return failure;
  const isLocal = source !== undefined && sameJson(latest.flow_json, local);
  if (source !== undefined && !isLocal) {
    context.log.warn(
      `\`${source.path}\` differs from what is published: the newest version of the flow on the service.`,
    );
  }
  const remote = remoteFailure(latest.validation_errors, isLocal ? source : undefined);
  return remote ?? (isLocal ? undefined : remoteJsonFailure(context, latest));
}

/** Judges Flow JSON that only the service has, by the same rules. */
async function remoteJsonFailure(
  context: Pick<Context<FactName>, "clock" | "options" | "target">,
  latest: FlowVersion,
): Promise<FindingsFailure | undefined> {
  const text = JSON.stringify(latest.flow_json, null, 2);
  const { diagnostics } = await checkFlow(context, { path: context.target, text }, true);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length === 0) return undefined;
  return quotedFailure(errors.map(({ message, pointer }) => (pointer ? `\`${pointer}\`: ${message}` : message)));
}
