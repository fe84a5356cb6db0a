/** What stands in the way of bringing a flow to its state. All of it is told at once. */
import { versionRow } from "../flow/versions.js";
import { quotedAll, shorten } from "../flow/words.js";
import { counted } from "../text/counted.js";
import { changesFixedParts, isReplaced, publishes, secretsToSet, wasPublished } from "./changes.js";
import type { Comparison } from "./comparison.js";
import { AS_LOCKED, type ObservedFlow } from "./observed.js";
import type { Obstacle } from "./plan.js";

/** Why a flow cannot be deployed as it is wanted; empty when nothing is in the way. The reason that makes others moot comes alone. */
export function obstaclesOf(comparison: Comparison): readonly Obstacle[] {
  const { flow } = comparison;
  const unclear = lookupObstacle(comparison);
  if (unclear !== undefined) return [unclear];
  const found = [
    flow === null ? creationObstacle(comparison) : accountObstacle(comparison, flow),
    flow === null ? undefined : statusObstacle(comparison, flow),
    endpointObstacle(comparison),
    secretObstacle(comparison),
    versionObstacle(comparison),
    flow === null ? undefined : contentObstacle(comparison),
  ];
  return found.filter((obstacle) => obstacle !== undefined);
}

/** It is not clear which flow is meant, so that nothing else can be said. */
function lookupObstacle({ desired, observed }: Comparison): Obstacle | undefined {
  const { name, flowId, flowName } = desired;
  if (observed.flow !== null) return undefined;
  if (observed.sameName.length > 0) {
    return {
      code: "STATE_SEVERAL_FLOWS",
      reason: `${observed.sameName.length} flows have the name \`${shorten(flowName ?? name)}\`: ${quotedAll(observed.sameName)}.`,
      hint: "Name the one that is meant by its `flow-id`.",
    };
  }
  if (flowId === null) return undefined;
  return {
    code: "STATE_FLOW_MISSING",
    reason: `The service has no flow with the ID \`${shorten(flowId)}\`.`,
    hint: "Correct the `flow-id`, or remove it: the flow is then found by its name, or created.",
  };
}

function creationObstacle({ desired }: Comparison): Obstacle | undefined {
  const { name, flowJson, flowName } = desired;
  if (flowJson !== null && flowName !== null) return undefined;
  return {
    code: "STATE_FLOW_MISSING",
    reason: `The flow \`${shorten(name)}\` does not exist, and there is no ${flowJson === null ? "Flow JSON" : "name"} to create it with.`,
    hint: flowJson === null ? "Give its Flow JSON file." : "Give its name, or its `flow-id`.",
  };
}

function accountObstacle({ desired, observed }: Comparison, flow: ObservedFlow): Obstacle | undefined {
  const { businessAccountId } = observed;
  const own = flow.business_account_id;
  if (!own || businessAccountId === null || own === businessAccountId) return undefined;
  return {
    code: "STATE_WRONG_ACCOUNT",
    reason: `The flow \`${shorten(desired.name)}\` (\`${shorten(flow.id)}\`) belongs to the WABA \`${shorten(own)}\`, the phone number to \`${businessAccountId}\`.`,
    hint: "Check the `flow-id` and the `phone-number-id` of this environment.",
  };
}

function statusObstacle(comparison: Comparison, flow: ObservedFlow): Obstacle | undefined {
  if (isReplaced(comparison)) return undefined;
  const { name, onPublished } = comparison.desired;
  if (flow.status === "deprecated") {
    return {
      code: "STATE_FLOW_DEPRECATED",
      reason: `The flow \`${shorten(name)}\` is deprecated: it can neither change nor come back.`,
      hint: replaceHint(comparison, "Remove its `flow-id` or give the flow another name, so that another is created"),
    };
  }
  if (!wasPublished(flow.status) || !changesFixedParts(comparison)) return undefined;
  // Trying is all that `edit` can do, and for a flow that Meta restricts it is not enough.
  if (onPublished === "edit" && flow.status === "published" && !comparison.differs.registration) return undefined;
  const what = comparison.differs.flowJson ? "its Flow JSON differs" : "its data endpoint is not registered";
  return {
    code: "STATE_FLOW_PUBLISHED",
    reason: `The flow \`${shorten(name)}\` is ${flow.status} and ${what}: Meta does not let a flow change once it was published.`,
    hint: replaceHint(comparison, "Create a flow under another name, publish it, and deprecate this one"),
  };
}

/** What helps depends on whether another flow could be made at all. */
function replaceHint({ desired: { flowJson, flowName, onPublished } }: Comparison, otherwise: string): string {
  if (onPublished === "new-flow") {
    return `To replace it, ${flowJson === null ? "its Flow JSON file" : flowName === null ? "its name" : "a flow"} is needed.`;
  }
  return `${otherwise}; \`on-published: new-flow\` does that.`;
}

/** A flow that is made anew has no data endpoint but that of the repository, and Meta publishes none that lacks it. */
function endpointObstacle(comparison: Comparison): Obstacle | undefined {
  const { desired, flow } = comparison;
  if (!desired.publish || desired.endpointCode !== null || desired.flowJson === null) return undefined;
  if ((flow !== null && !isReplaced(comparison)) || !Object.hasOwn(desired.flowJson, "data_api_version"))
    return undefined;
  return lacksEndpoint(shorten(desired.name));
}

/** Why a new flow that asks a data endpoint cannot be published. */
export function lacksEndpoint(name: string): Obstacle & { readonly code: "STATE_NO_ENDPOINT" } {
  return {
    code: "STATE_NO_ENDPOINT",
    reason: `The flow \`${name}\` asks a data endpoint (\`data_api_version\`), and there is no code for one: a new flow could not be published.`,
    hint: "Name its code as `endpoint`, or leave the flow a draft until it has a data endpoint (`publish: false`).",
  };
}

function secretObstacle(comparison: Comparison): Obstacle | undefined {
  const { desired } = comparison;
  const isNew = comparison.flow === null || isReplaced(comparison);
  const needed = isNew && desired.endpointCode !== null ? desired.secretNames : secretsToSet(comparison);
  const missing = needed.filter((name) => !desired.hasSecret(name));
  if (missing.length === 0) return undefined;
  const several = missing.length > 1;
  return {
    code: "STATE_SECRET_MISSING",
    reason: `The ${several ? "secrets" : "secret"} ${quotedAll(missing)} of the data endpoint ${several ? "have" : "has"} no value here.`,
    hint: `List ${several ? "them" : "it"} under \`secrets\` of the environment, and set ${several ? "environment variables" : "an environment variable"} of that name. The service does not give the values of secrets, and a deployment drops them all.`,
  };
}

/** A version that Meta froze or ended (Meta's changelog, see `flow/versions.ts`). */
function versionObstacle(comparison: Comparison): Obstacle | undefined {
  const { desired, observed, flow } = comparison;
  const isPublished = flow === null || isReplaced(comparison) ? desired.publish : publishes(comparison, flow);
  const remote = observed.version?.flowJson ?? AS_LOCKED;
  const declared = declaredVersion(desired.flowJson ?? (remote === AS_LOCKED ? null : remote));
  const row = declared === undefined ? undefined : versionRow(declared);
  if (!isPublished || row === undefined) return undefined;
  const hint = "Raise `version` in the Flow JSON, and run `wa-flows validate --for-publish`.";
  if (row.expired !== undefined && row.expired <= desired.today) {
    const reason = `Flow JSON ${row.version} expired on ${row.expired}: such a flow can be neither published nor opened.`;
    return { code: "STATE_VERSION_EXPIRED", reason, hint };
  }
  if (row.frozen === undefined || row.frozen > desired.today) return undefined;
  const reason = `Flow JSON ${row.version} is frozen since ${row.frozen}: such a flow cannot be published.`;
  return { code: "STATE_VERSION_FROZEN", reason, hint };
}

function declaredVersion(flowJson: object | null): string | undefined {
  const version: unknown = flowJson !== null && "version" in flowJson ? flowJson.version : undefined;
  return typeof version === "string" ? version : undefined;
}

/** Meta keeps faulty drafts: the newest version may be ours, and refused all the same. */
function contentObstacle({ desired, observed: { version }, differs }: Comparison): Obstacle | undefined {
  const count = version?.validationErrors.length ?? 0;
  if (count === 0 || desired.flowJson === null || differs.flowJson || differs.registration) return undefined;
  return {
    code: "STATE_REMOTE_FINDINGS",
    reason: `Meta found ${counted(count, "error")} in this very Flow JSON, which the service keeps as a draft.`,
    hint: "Correct the Flow JSON; `wa-flows pipeline update-json` shows what Meta said.",
  };
}
