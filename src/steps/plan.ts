import type { Desired } from "../deployment/desired.js";
import { AS_LOCKED, type Observed } from "../deployment/observed.js";
import type { FlowPlan, Obstacle, PlannedChange } from "../deployment/plan.js";
import type { Context, LockStore } from "../pipeline/context.js";
import type { FactName, KnownFacts } from "../pipeline/facts.js";
import { defineStep, type Outcome } from "../pipeline/step.js";
import { counted } from "../text/counted.js";
import { parseFlowJson } from "./shared/flow-json.js";
import { learnFlow } from "./shared/flow-record.js";
import { unreadable } from "./shared/validation.js";

type PlanContext = Context<never, (typeof uses)[number]>;

const uses = [
  "identity",
  "metaFlowId",
  "flowName",
  "phoneNumberId",
  "accountScope",
  "account",
  "flowJson",
  "endpointCode",
  "categories",
  "secretNames",
  "onPublished",
  "toPublish",
] as const;

/**
 * Finds out what is to be done, and does nothing. The presets `plan` and `apply` are built on it: those steps run
 * afterwards whose changes are in the plan.
 */
export const plan = defineStep({
  name: "plan",
  summary: "Compares the files with the service, and says what an apply does.",
  effect: "read",
  needs: [],
  uses,
  gives: ["flowPlan"],
  after: ["account"],
  async run(context) {
    const { flowJson: source } = context.facts;
    const flowJson = source === undefined ? null : parseFlowJson(source.text);
    if (source !== undefined && flowJson === undefined) return unreadable(context, source);
    const [{ observe }, { blockedBy, decide }] = await Promise.all([
      import("./shared/observe.js"),
      import("../deployment/decide.js"),
    ]);
    const locked = context.lock?.entry(context.target);
    const { observed, record } = await observe(context, locked);
    const decided = await decide(desiredOf(context, flowJson ?? null), observed, locked);
    const claim = await claimedBefore(context, decided);
    const flowPlan = claim === undefined ? decided : blockedBy(decided, claim);
    const stale = await staleness(context, flowPlan);
    if (stale !== undefined) return stale;
    // A flow that is to be replaced is not the one that later steps work on.
    if (record !== undefined && flowPlan.verdict !== "replace") learnFlow(context, record);
    context.learn({ flowPlan, ...factsOf(flowPlan, observed, locked) });
    return outcomeOf(context, flowPlan);
  },
});

/**
 * Two flows of a config can come to mean one flow of the service: one by its ID and one by its name, or one that is
 * called like the successor of another (`signup v2`). The second would overwrite the first.
 */
async function claimedBefore({ once, target }: PlanContext, flowPlan: FlowPlan): Promise<Obstacle | undefined> {
  const creation = flowPlan.changes.find((change) => change.kind === "create");
  const { flowId } = flowPlan;
  const flow = creation === undefined ? flowId : `\`${creation.flowName}\`, which is to be made`;
  if (flow === null) return undefined;
  const owner = await once(`owner of the flow ${flow}`, async () => target);
  if (owner === target) return undefined;
  return {
    code: "STATE_SAME_FLOW",
    reason: `\`${owner}\` and \`${target}\` are the same flow of the service: ${creation === undefined ? `\`${flow}\`` : flow}.`,
    hint: `Give one of them its own \`flow-id\`, or another name. A name like \`${owner} v2\` is that of the flow which takes the place of \`${owner}\`.`,
  };
}

/** Why the plan that was reviewed does not hold any more; undefined: it does, or none was. */
async function staleness(
  { options: { approved }, target, learn }: PlanContext,
  flowPlan: FlowPlan,
): Promise<Outcome<"flowPlan"> | undefined> {
  if (approved === undefined) return undefined;
  const { staleReasons } = await import("../deployment/stale.js");
  const reasons = staleReasons(
    approved.flows.find((flow) => flow.name === target),
    flowPlan,
  );
  if (reasons.length === 0) return undefined;
  learn({ flowPlan });
  return {
    status: "failed",
    code: "STATE_PLAN_STALE",
    reason: `The plan of \`${target}\` does not fit any more. ${reasons.join(" ")}`,
    hint: "Nothing was written. Make a plan again, and have that reviewed.",
  };
}

function desiredOf(context: PlanContext, flowJson: Desired["flowJson"]): Desired {
  const { facts, target, clock } = context;
  const { identity, metaFlowId } = facts;
  return {
    name: target,
    path: facts.flowJson?.path ?? null,
    flowName: facts.flowName ?? null,
    flowId: identity?.by === "id" ? identity.flowId : (metaFlowId ?? null),
    flowJson,
    endpointCode: facts.endpointCode?.text ?? null,
    categories: facts.categories ?? null,
    publish: facts.toPublish ?? true,
    onPublished: facts.onPublished ?? "refuse",
    secretNames: facts.secretNames ?? [],
    hasSecret: (name) => Boolean(context.secretValue(name)),
    today: new Date(clock.now()).toISOString().slice(0, 10),
  };
}

/** What later steps can build on, so that nothing is looked for twice. */
function factsOf(
  { verdict, changes, obstacles }: FlowPlan,
  { flow, version, endpoint }: Observed,
  locked: ReturnType<LockStore["entry"]>,
): KnownFacts {
  if (flow === null || verdict === "replace") return {};
  const plans = (kind: PlannedChange["kind"]): boolean => changes.some((change) => change.kind === kind);
  // A plan with obstacles has no changes, and says nothing of what is in place.
  const inPlace = (fact: FactName, kind: PlannedChange["kind"]): KnownFacts =>
    obstacles.length > 0 || plans(kind) ? {} : { [fact]: true };
  const known: KnownFacts = {
    identity: { by: "id", flowId: flow.id },
    ...(version === null ? {} : { flowVersionId: version.id }),
    ...inPlace("flowJsonInPlace", "update-json"),
    ...inPlace("categoriesInPlace", "categories"),
  };
  if (endpoint === null) return known;
  const { functionId, deployedAt, secrets, status } = endpoint;
  const names = secrets === AS_LOCKED ? locked?.endpoint?.secrets : secrets;
  return {
    ...known,
    endpointDeployed: status === "deployed",
    ...inPlace("endpointCodeInPlace", "set-endpoint"),
    ...(obstacles.length > 0 ? {} : { endpointRegistered: !plans("register"), endpointSettled: !plans("register") }),
    endpointFunction: { functionId, deployedAt, secrets: names ?? [] },
  };
}

function outcomeOf({ target }: PlanContext, flowPlan: FlowPlan): Outcome<"flowPlan"> {
  const [first, ...others] = flowPlan.obstacles;
  if (first === undefined) return { status: "passed", facts: { flowPlan } };
  const more = others.length === 0 ? "" : ` (${counted(flowPlan.obstacles.length, "obstacle")})`;
  return {
    status: "failed",
    code: first.code,
    reason: `\`${target}\` is blocked${more}. ${flowPlan.obstacles.map(({ reason }) => reason).join(" ")}`,
    hint: [...new Set(flowPlan.obstacles.map(({ hint }) => hint))].join(" "),
  };
}
