/** What to know of a flow's plan although it stops nothing, in sentences. */
import { quotedAll, shorten } from "../flow/words.js";
import { listed } from "../text/counted.js";
import { changesFixedParts, isReplaced, wasPublished } from "./changes.js";
import type { Comparison } from "./comparison.js";
import type { LockEntry } from "./lock.js";

/** Drift comes first: who agrees to the plan takes back what somebody did. */
export function notesOf(
  comparison: Comparison,
  found: { readonly drift: readonly string[]; readonly changes: boolean },
  lockEntry: LockEntry | undefined,
): readonly string[] {
  const notes = [
    driftNote(found.drift, found.changes),
    identityNote(comparison, lockEntry, found.changes),
    successorNote(comparison),
    statusNote(comparison),
    categoriesNote(comparison),
    ...secretNotes(comparison),
  ];
  return notes.filter((note) => note !== undefined);
}

function driftNote(drift: readonly string[], changes: boolean): string | undefined {
  if (drift.length === 0) return undefined;
  const parts = `Changed on the service since the last deployment: ${listed(drift)}.`;
  return changes ? `${parts} An apply overwrites what was done there.` : parts;
}

/** Which flow this is, where nobody named it. */
function identityNote(
  { desired, flow, observed }: Comparison,
  lockEntry: LockEntry | undefined,
  changes: boolean,
): string | undefined {
  if (observed.sameName.length > 0) return undefined;
  if (flow === null) {
    return lockEntry === undefined || desired.flowId !== null
      ? undefined
      : `The flow of the last deployment, \`${lockEntry.flowId}\`, is gone.`;
  }
  if (lockEntry === undefined) {
    return changes && observed.foundBy === "name" && desired.flowId === null
      ? `The flow exists already as \`${flow.id}\`, found by its name.`
      : undefined;
  }
  return lockEntry.flowId === flow.id
    ? undefined
    : `This is another flow (\`${flow.id}\`) than that of the last deployment (\`${lockEntry.flowId}\`).`;
}

function successorNote(comparison: Comparison): string | undefined {
  const { desired, flow } = comparison;
  if (desired.flowId === null || flow === null) return undefined;
  if (isReplaced(comparison))
    return "The new flow gets another ID: put it in the config in place of the old `flow-id`.";
  if (desired.flowId === flow.id || desired.flowId === flow.meta_flow_id) return undefined;
  return `The flow \`${desired.flowId}\` of the config was replaced by \`${flow.id}\` (\`${shorten(flow.name)}\`): put that ID in the config.`;
}

function statusNote(comparison: Comparison): string | undefined {
  const { desired, flow, differs } = comparison;
  if (flow === null) return undefined;
  if (isReplaced(comparison)) {
    if (desired.publish || flow.status === "deprecated") return undefined;
    return `\`${shorten(flow.name)}\` stays ${flow.status} until the new flow is published.`;
  }
  if (flow.status === "throttled" || flow.status === "blocked") {
    return `Meta restricts this flow: it is ${flow.status}. Look at its health in WhatsApp Manager.`;
  }
  if (flow.status === "published" && desired.onPublished === "edit" && differs.flowJson) {
    return "The flow is published, and Meta may refuse to change it.";
  }
  return undefined;
}

function categoriesNote(comparison: Comparison): string | undefined {
  const { desired, flow, differs } = comparison;
  const replaces = isReplaced(comparison) || changesFixedParts(comparison);
  if (!differs.categories || flow === null || !wasPublished(flow.status) || replaces) return undefined;
  return `Its categories stay as they are (the config has ${quotedAll(desired.categories ?? [])}): the flow is ${flow.status}, not a draft.`;
}

function secretNotes(comparison: Comparison): readonly string[] {
  const { desired, differs, flow, observed, remoteSecrets } = comparison;
  if (desired.endpointCode === null || flow === null || observed.endpoint === null) return [];
  const isNew = isReplaced(comparison);
  if (remoteSecrets === null) {
    if (!isNew && !differs.deployment) return [];
    return ["The names of its secrets cannot be listed: any that the config does not name are lost."];
  }
  const unnamed = remoteSecrets.filter((name) => !desired.secretNames.includes(name));
  if (!isNew || unnamed.length === 0) return [];
  return [`The new flow does not get the secrets ${quotedAll(unnamed)} of the old one: the config does not name them.`];
}
