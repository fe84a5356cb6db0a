import type { Flow, FlowVersion } from "../client/wire.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import { DeadlineError, RefusedError } from "../errors/errors.js";
import { sameJson } from "../json/canonical.js";
import type { Context } from "../pipeline/context.js";
import type { FactName } from "../pipeline/facts.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { isDynamic, parseFlowJson } from "./shared/flow-json.js";
import { readFlow } from "./shared/flow-record.js";
import { preflight } from "./shared/preflight.js";
import { Refusal } from "./shared/refusal.js";
import { quotedFailure, remoteFailure } from "./shared/remote-findings.js";
import { CONFIRM_SECONDS, change } from "./shared/remote-write.js";
import { checkFlow, type FindingsFailure, findingsFailure } from "./shared/validation.js";

type PublishContext = Context<"flowId", "flowJson" | "phoneNumberId" | "accountScope">;

/** Makes the flow live. Cannot be undone, so the Flow JSON that the service has is judged first. */
export const publish = defineStep({
  name: "publish",
  summary: "Publishes the flow, after everything that Meta checks was looked at, as far as it can be seen.",
  effect: "write",
  needs: ["flowId"],
  uses: ["flowJson", "phoneNumberId", "accountScope"],
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
    const failure = await notReady(context, flow);
    if (failure !== undefined) return failure;
    const published = async (): Promise<Flow | undefined> => {
      const now = await readFlow(context, flowId);
      return now.status === "published" ? now : undefined;
    };
    const publishing = change<Flow>(context, {
      text: `Published flow \`${context.target}\``,
      ids: () => ({ flowId, ...(flow.meta_flow_id ? { metaFlowId: flow.meta_flow_id } : {}) }),
      send: () => context.api.flows.publish(flowId, phoneNumberId === undefined ? {} : { phoneNumberId }),
      readBack: published,
      // What the service says of itself in the answer is not enough (kapso-api.md 15.1 step 4).
      unconfirmed: () => notPublished(context),
    });
    try {
      const { status } = await publishing;
      return { status: "passed", facts: { published: true, flowStatus: status } };
    } catch (error) {
      // Refused, because another run that goes on at the same time has just done it.
      const live = error instanceof RefusedError ? await published() : undefined;
      if (live === undefined) throw error;
      const facts = { published: true, flowStatus: live.status };
      return { status: "skipped", facts, reason: "Somebody else has published the flow meanwhile." };
    }
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

type Failure = Extract<Outcome<never>, { status: "failed" }>;

/** Everything at once for which Meta would refuse; undefined: nothing that can be seen. */
async function notReady(context: PublishContext, flow: Flow): Promise<Failure | undefined> {
  const latest = await context.api.flows.latestVersion(flow.id);
  const content = await contentFailure(context, latest);
  const { problems, warnings } = await preflight(context, flow, latest !== undefined && isDynamic(latest.flow_json));
  for (const warning of warnings) context.log.warn(warning);
  if (problems.length === 0) return content;
  const reasons = problems.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`));
  return {
    status: "failed",
    code: content?.code ?? "STATE_NOT_READY",
    reason: [`Meta would not publish \`${context.target}\`.`, content?.reason ?? [], reasons].flat(2).join(" "),
    hint: [...new Set(problems.map(({ hint }) => hint))].join(" "),
    files: content?.files ?? [],
  };
}

/** Why the Flow JSON must not go live. Errors count whatever `fail-on` says: Meta would refuse them. */
async function contentFailure(
  context: PublishContext,
  latest: FlowVersion | undefined,
): Promise<FindingsFailure | undefined> {
  const { flowJson: source } = context.facts;
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
