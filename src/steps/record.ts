import { flowJsonHash } from "../deployment/hash.js";
import type { LockEntry } from "../deployment/lock.js";
import type { Context } from "../pipeline/context.js";
import { defineStep } from "../pipeline/step.js";
import { sha256 } from "../text/hash.js";
import { parseFlowJson } from "./shared/flow-json.js";

type RecordContext = Context<
  "flowId",
  | "metaFlowId"
  | "flowVersionId"
  | "flowJson"
  | "categories"
  | "endpointCode"
  | "endpointFunction"
  | "endpointRegistered"
>;

/** Notes what this deployment left, so that the next one reads little and notices what others change. */
export const record = defineStep({
  name: "record",
  summary: "Notes in the lock file what was deployed.",
  effect: "read",
  needs: ["flowId"],
  uses: [
    "metaFlowId",
    "flowVersionId",
    "flowJson",
    "categories",
    "endpointCode",
    "endpointFunction",
    "endpointRegistered",
  ],
  gives: [],
  after: ["plan", "create", "update-json", "set-endpoint", "deploy", "set-secrets", "register", "publish"],
  async run(context) {
    const { lock, target } = context;
    if (lock === undefined) return { status: "skipped", facts: {}, reason: "There is no lock file." };
    const before = lock.entry(target);
    const entry = await entryOf(context, before);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(entry)) {
      return { status: "skipped", facts: {}, reason: "The lock file says so already." };
    }
    await lock.record(target, entry);
    return { status: "passed", facts: {} };
  },
});

async function entryOf(context: RecordContext, before: LockEntry | undefined): Promise<LockEntry> {
  const { flowId, metaFlowId, flowJson, categories } = context.facts;
  const value = flowJson === undefined ? undefined : parseFlowJson(flowJson.text);
  return {
    flowId,
    metaFlowId: metaFlowId ?? null,
    flowVersionId: await versionId(context),
    flowJson: value === undefined ? null : await flowJsonHash(value),
    categories: categories === undefined ? null : [...categories].sort(),
    endpoint: await lockedEndpoint(context, before?.flowId === flowId ? before : undefined),
  };
}

/** The answer to a creation does not name the version that came with it. */
async function versionId({ api, facts }: RecordContext): Promise<string | null> {
  if (facts.flowVersionId !== undefined) return facts.flowVersionId;
  const [newest] = (await api.flows.versions(facts.flowId, { page: 1, perPage: 1 })).items;
  return newest?.id ?? null;
}

async function lockedEndpoint({ facts }: RecordContext, before: LockEntry | undefined): Promise<LockEntry["endpoint"]> {
  const { endpointCode, endpointFunction, endpointRegistered } = facts;
  if (endpointCode === undefined || endpointFunction === undefined) return null;
  const { functionId, deployedAt, secrets } = endpointFunction;
  return {
    functionId,
    code: await sha256(endpointCode.text),
    deployedAt,
    secrets: [...secrets].sort(),
    registered: endpointRegistered ?? before?.endpoint?.registered ?? false,
  };
}
