import { defineStep } from "../pipeline/step.js";
import { lockEntryOf, sameEntry } from "./shared/lock-entry.js";

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
    "flowJsonInPlace",
    "categories",
    "categoriesInPlace",
    "endpointCode",
    "endpointCodeInPlace",
    "endpointFunction",
    "endpointSettled",
  ],
  gives: [],
  after: ["plan", "create", "update-json", "set-endpoint", "deploy", "set-secrets", "register", "publish"],
  async run(context) {
    const { api, facts, lock, target } = context;
    if (lock === undefined) return { status: "skipped", facts: {}, reason: "There is no lock file." };
    const before = lock.entry(target);
    const known = await lockEntryOf(facts, before);
    // The answer to a creation does not name the version that came with it.
    const [newest] =
      known.flowVersionId === null ? (await api.flows.versions(facts.flowId, { page: 1, perPage: 1 })).items : [];
    const entry = newest === undefined ? known : { ...known, flowVersionId: newest.id };
    if (sameEntry(before, entry)) return { status: "skipped", facts: {}, reason: "The lock file says so already." };
    await lock.record(target, entry);
    return { status: "passed", facts: {} };
  },
});
