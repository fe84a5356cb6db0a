import type { Flow, FlowJson, FlowVersion } from "../client/wire.js";
import { RefusedError } from "../errors/errors.js";
import { sameJson } from "../json/canonical.js";
import type { Context } from "../pipeline/context.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { parseFlowJson } from "./shared/flow-json.js";
import { learnPreview, readFlow } from "./shared/flow-record.js";
import { uploadVersion } from "./shared/flow-version.js";
import { editRefusal, refusedEdit } from "./shared/refusal.js";
import { refusedFindings, remoteFailure } from "./shared/remote-findings.js";
import { unreadable } from "./shared/validation.js";

type UpdateContext = Context<"flowId" | "flowJson", "phoneNumberId" | "accountScope" | "changed" | "onPublished">;
type Given = "flowVersionId" | "changed";

/** Gives the flow a new version, unless its newest one says the same already. */
export const updateJson = defineStep({
  name: "update-json",
  summary: "Uploads the Flow JSON as a new flow version, unless the newest one is the same.",
  effect: "write",
  needs: ["flowId", "flowJson"],
  uses: ["phoneNumberId", "accountScope", "changed", "onPublished"],
  gives: ["flowVersionId", "changed"],
  after: ["create"],
  async run(context) {
    const { flowId, flowJson: source, accountScope } = context.facts;
    const flowJson = parseFlowJson(source.text);
    if (flowJson === undefined) return unreadable(context, source);
    const flow = await readFlow(context, flowId);
    const latest = await context.api.flows.latestVersion(flowId);
    const same = latest !== undefined && sameJson(latest.flow_json, flowJson);
    if (!same) {
      const refusal = editRefusal(context.target, flow.status, context.facts.onPublished);
      if (refusal !== undefined) throw refusal;
    }
    const outcome = same ? unchanged(context, latest) : await upload(context, flow, { flowJson, latest });
    if (outcome.status !== "failed") await learnPreview(context, flow, accountScope);
    return outcome;
  },
});

function unchanged(context: UpdateContext, latest: FlowVersion): Outcome<Given> {
  context.learn({ flowVersionId: latest.id, flowJsonInPlace: true });
  // Meta keeps faulty drafts, so that the newest version may be the same and still have findings.
  const failure = remoteFailure(latest.validation_errors, context.facts.flowJson);
  if (failure !== undefined) return failure;
  return {
    status: "skipped",
    facts: { flowVersionId: latest.id, changed: context.facts.changed ?? false },
    reason: "The newest flow version has the same Flow JSON.",
  };
}

interface Next {
  readonly flowJson: FlowJson;
  /** The newest version so far. */
  readonly latest: FlowVersion | undefined;
}

async function upload(context: UpdateContext, { status }: Flow, { flowJson, latest }: Next): Promise<Outcome<Given>> {
  const { flowId, flowJson: source, phoneNumberId } = context.facts;
  try {
    // Whatever becomes of the upload: what was there does not count any more.
    context.learn({ flowJsonInPlace: false });
    const text = `Uploaded \`${source.path}\` as a new version of flow \`${context.target}\``;
    const version = await uploadVersion(context, { flowId, flowJson, phoneNumberId, latestId: latest?.id, text });
    const facts = { flowVersionId: version.id, changed: true };
    context.learn({ ...facts, flowJsonInPlace: true });
    return remoteFailure(version.validation_errors, source) ?? { status: "passed", facts };
  } catch (error) {
    const failure = refusedFindings(error, source);
    if (failure !== undefined) return failure;
    // The Platform passes Meta's reason on without its code.
    throw status === "published" && error instanceof RefusedError ? refusedEdit(context.target, error) : error;
  }
}
