import type { Scope } from "../client/scope.js";
import type { Facts, FlowIdentity, FlowReference, FlowTarget, KnownFacts } from "./facts.js";
import type { RunOptions } from "./options.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is known of a flow before any step has run. */
export function startFacts(target: FlowTarget, options: RunOptions): KnownFacts {
  const facts: Writable<KnownFacts> = {
    onPublished: target.onPublished ?? "refuse",
    toPublish: target.publish !== false,
  };
  const sources = sourcesOf(target);
  if (sources.length > 0) facts.sources = sources;
  if (target.flowJson !== undefined) facts.flowJson = target.flowJson;
  if (target.endpointCode !== undefined) facts.endpointCode = target.endpointCode;
  if (target.scenarios !== undefined) facts.scenarios = target.scenarios;
  const identity = identityOf(target);
  if (identity !== undefined) facts.identity = identity;
  if (target.flowName !== undefined) facts.flowName = target.flowName;
  if (target.phoneNumberId !== undefined) facts.phoneNumberId = target.phoneNumberId;
  if (target.businessAccountId !== undefined) facts.businessAccountId = target.businessAccountId;
  const scope = scopeOf(target);
  if (scope !== undefined) facts.accountScope = scope;
  if (target.categories !== undefined) facts.categories = target.categories;
  if (target.flowId !== undefined) facts.flowId = target.flowId;
  if (target.metaFlowId !== undefined) facts.metaFlowId = target.metaFlowId;
  if (target.secretNames !== undefined) facts.secretNames = target.secretNames;
  const { recipients = [], bodyText } = options.send ?? {};
  if (recipients.length > 0) facts.recipients = recipients;
  if (bodyText !== undefined) facts.bodyText = bodyText;
  return withReference(facts);
}

/** Adds to what was known; a flow ID of either kind makes a reference to the flow. */
export function addFacts(known: KnownFacts, more: KnownFacts): KnownFacts {
  return withReference({ ...known, ...more });
}

function withReference(facts: KnownFacts): KnownFacts {
  const reference = referenceOf(facts.flowId, facts.metaFlowId);
  return reference === undefined ? facts : { ...facts, flowReference: reference };
}

function referenceOf(flowId: string | undefined, metaFlowId: string | undefined): FlowReference | undefined {
  if (flowId !== undefined) return { by: "id", flowId };
  return metaFlowId === undefined ? undefined : { by: "meta-id", metaFlowId };
}

function sourcesOf({ flowJson, endpointCode }: FlowTarget): Facts["sources"] {
  return [
    ...(flowJson === undefined ? [] : [{ ...flowJson, kind: "flow-json" } as const]),
    ...(endpointCode === undefined ? [] : [{ ...endpointCode, kind: "data-endpoint" } as const]),
  ];
}

function identityOf({ flowId, flowName, phoneNumberId }: FlowTarget): FlowIdentity | undefined {
  if (flowId !== undefined) return { by: "id", flowId };
  if (flowName === undefined || phoneNumberId === undefined) return undefined;
  return { by: "name", flowName, phoneNumberId };
}

function scopeOf({ phoneNumberId, businessAccountId }: FlowTarget): Scope | undefined {
  if (phoneNumberId !== undefined) return { phoneNumberId };
  return businessAccountId === undefined ? undefined : { businessAccountId };
}
