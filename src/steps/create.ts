import type { Scope } from "../client/scope.js";
import type { Flow } from "../client/wire.js";
import { lacksEndpoint } from "../deployment/obstacles.js";
import type { Context } from "../pipeline/context.js";
import type { FlowIdentity } from "../pipeline/facts.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { isDynamic, parseFlowJson } from "./shared/flow-json.js";
import { flowNamed, learnFlow, readFlow, scopeOf, wabaOf } from "./shared/flow-record.js";
import { Refusal } from "./shared/refusal.js";
import { refusedFindings, remoteFailure } from "./shared/remote-findings.js";
import { change } from "./shared/remote-write.js";
import { unreadable } from "./shared/validation.js";

type CreateContext = Context<
  "identity",
  "flowJson" | "endpointCode" | "toPublish" | "categories" | "accountScope" | "phoneNumberId" | "flowPlan"
>;
type Given = "flowId" | "flowReference";

/**
 * Makes sure that the flow exists. It is found by ID, or by its exact name in the WABA of the phone number, and created
 * as a draft only if it is nowhere. Categories are set at Meta, since the Platform takes none (kapso-api.md 11.1).
 */
export const create = defineStep({
  name: "create",
  summary: "Finds the flow by ID or exact name, or else creates it as a draft with its Flow JSON.",
  effect: "write",
  needs: ["identity"],
  uses: ["flowJson", "endpointCode", "toPublish", "categories", "accountScope", "phoneNumberId", "flowPlan"],
  gives: ["flowId", "flowReference"],
  async run(context) {
    const identity = identityToMake(context);
    if (identity.by === "id") return existing(context, await readFlow(context, identity.flowId));
    const scope = await wabaOf(context, identity.phoneNumberId);
    const found = await flowNamed(context.api, identity.flowName, scope);
    return found === undefined ? createNamed(context, identity, scope) : existing(context, learnFlow(context, found));
  },
});

type NamedIdentity = Extract<FlowIdentity, { by: "name" }>;

/** A flow that takes the place of another has a name of its own, which the plan gives. */
function identityToMake({ facts }: CreateContext): FlowIdentity {
  const { identity, flowPlan, phoneNumberId } = facts;
  const creation = flowPlan?.changes.find((planned) => planned.kind === "create");
  if (creation === undefined || phoneNumberId === undefined) return identity;
  return { by: "name", flowName: creation.flowName, phoneNumberId };
}

async function existing(context: CreateContext, flow: Flow): Promise<Outcome<Given>> {
  const facts = factsOf(flow);
  const changed = await setCategories(context, flow);
  return changed
    ? { status: "passed", facts }
    : { status: "skipped", facts, reason: `The flow exists already (\`${flow.id}\`).` };
}

async function createNamed(context: CreateContext, identity: NamedIdentity, scope: Scope): Promise<Outcome<Given>> {
  const { flowName, phoneNumberId } = identity;
  const source = context.facts.flowJson;
  const flowJson = source === undefined ? undefined : parseFlowJson(source.text);
  if (source !== undefined && flowJson === undefined) return unreadable(context, source);
  if (flowJson !== undefined && isDynamic(flowJson)) refuseUnpublishable(context);
  try {
    const flow = await change<Flow>(context, {
      text: `Created flow \`${flowName}\``,
      ids: (created) => (created === undefined ? {} : idsOf(created)),
      send: () =>
        context.api.flows.create({ phoneNumberId, name: flowName, ...(flowJson === undefined ? {} : { flowJson }) }),
      // A second flow must not come of an answer that was lost.
      readBack: () => context.api.flows.findByName(flowName, scope),
    });
    learnFlow(context, flow);
    context.learn({ changed: true, ...(source === undefined ? {} : { flowJsonInPlace: true }) });
    const failure = source === undefined ? undefined : remoteFailure(flow.validation_errors, source);
    if (failure !== undefined) return failure;
    await setCategories(context, flow);
    return { status: "passed", facts: factsOf(flow) };
  } catch (error) {
    const failure = source === undefined ? undefined : refusedFindings(error, source);
    if (failure === undefined) throw error;
    return failure;
  }
}

/** Better no flow than one that the step `publish` of the same list is certain to fail on. */
function refuseUnpublishable({ facts, stepNames, target }: CreateContext): void {
  if (!stepNames.includes("publish") || facts.toPublish === false || facts.endpointCode !== undefined) return;
  const { code, reason, hint } = lacksEndpoint(target);
  throw new Refusal(code, reason, hint);
}

/** True when they had to be changed. */
async function setCategories(context: CreateContext, flow: Flow): Promise<boolean> {
  const { categories, accountScope } = context.facts;
  const { meta_flow_id: metaFlowId } = flow;
  if (categories === undefined || categories.length === 0) return false;
  const scope = scopeOf(accountScope, flow);
  if (!metaFlowId || scope === undefined) {
    context.log.warn(`The categories of \`${context.target}\` are not set: Meta does not know the flow yet.`);
    return false;
  }
  const read = async (): Promise<boolean> =>
    sameSet((await context.api.meta.getFlow(metaFlowId, ["categories"], scope)).categories ?? [], categories);
  if (await read()) {
    context.learn({ categoriesInPlace: true });
    return false;
  }
  if (flow.status !== "draft") {
    context.log.warn(`The categories of \`${context.target}\` stay as they are: it is ${flow.status}, not a draft.`);
    return false;
  }
  await change<true>(context, {
    text: `Set the categories of flow \`${context.target}\` to ${categories.join(", ")}`,
    ids: () => idsOf(flow),
    send: async () => {
      await context.api.meta.updateFlow(metaFlowId, scope, { categories });
      return true;
    },
    readBack: async () => ((await read()) ? true : undefined),
  });
  context.learn({ categoriesInPlace: true });
  return true;
}

function factsOf(flow: Flow): { flowId: string; flowReference: { by: "id"; flowId: string } } {
  return { flowId: flow.id, flowReference: { by: "id", flowId: flow.id } };
}

function idsOf(flow: Flow): Readonly<Record<string, string>> {
  return { flowId: flow.id, ...(flow.meta_flow_id ? { metaFlowId: flow.meta_flow_id } : {}) };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
