/** Which step runs for which target, and what is wrong with the list; all decided before anything runs. */
import { didYouMean } from "../text/nearest.js";
import { quotedList } from "../text/quoted.js";
import type { RunInput } from "./context.js";
import { type FactName, type FlowTarget, factSources, type KnownFacts } from "./facts.js";
import { startFacts } from "./start-facts.js";
import { type AnyStep, type Effect, exceeds } from "./step.js";

/** A step in a list of steps. */
export interface PipelineEntry {
  readonly step: AnyStep;
  /** Why the step is left out for a target; undefined: it is not. Only presets leave steps out. */
  readonly leaveOut?: (target: FlowTarget) => string | undefined;
  /** The same, decided when the step's turn comes, by what was learnt until then. */
  readonly leaveOutNow?: (facts: KnownFacts) => string | undefined;
}

/** Why a step does not concern a target; undefined: it runs. */
export function reasonToLeaveOut(entry: PipelineEntry, target: FlowTarget): string | undefined {
  const reason = entry.leaveOut?.(target);
  if (reason !== undefined) return reason;
  if (entry.step.concerns === "data-endpoint" && !mayHaveEndpoint(target)) {
    return `\`${target.name}\` has no data endpoint.`;
  }
  return undefined;
}

/**
 * Whether a flow has a data endpoint, as far as files tell. Without any file of it, the flow's own record decides
 * later; a Flow JSON without `data_api_version` never calls one (Meta docs: Flow JSON, top-level properties).
 */
function mayHaveEndpoint(target: FlowTarget): boolean {
  if (target.endpointCode !== undefined) return true;
  return target.flowJson === undefined || target.flowJson.text.includes('"data_api_version"');
}

/**
 * Puts the finder before the first step that needs Kapso's flow ID, when a flow is named otherwise and no step of the
 * list gives the ID.
 */
export function withFinder(
  entries: readonly PipelineEntry[],
  targets: readonly FlowTarget[],
  finder: AnyStep,
): readonly PipelineEntry[] {
  const first = entries.findIndex(({ step }) => needsFlow(step));
  if (first === -1 || entries.some(({ step }) => step.gives.includes("flowId"))) return entries;
  const idNeeded = entries.some(({ step }) => step.needs.includes("flowId"));
  const isToBeFound = ({ flowId, metaFlowId, flowName, phoneNumberId }: FlowTarget): boolean => {
    if (flowId !== undefined) return false;
    return metaFlowId === undefined ? flowName !== undefined && phoneNumberId !== undefined : idNeeded;
  };
  if (!targets.some(isToBeFound)) return entries;
  const leaveOut = (target: FlowTarget): string | undefined =>
    isToBeFound(target) ? undefined : `The ID of \`${target.name}\` is given.`;
  const leaveOutNow = ({ flowId }: KnownFacts): string | undefined =>
    flowId === undefined ? undefined : "An earlier step has found it.";
  return [...entries.slice(0, first), { step: finder, leaveOut, leaveOutNow }, ...entries.slice(first)];
}

/**
 * Puts the step that checks the account before the first one that changes something, or that wants to know it, where
 * the number is known.
 */
export function withAccount(
  entries: readonly PipelineEntry[],
  targets: readonly FlowTarget[],
  account: AnyStep,
): readonly PipelineEntry[] {
  const first = entries.findIndex(({ step }) => exceeds(step.effect, "read") || step.uses.includes("account"));
  if (first === -1 || entries.some(({ step }) => step.name === account.name)) return entries;
  if (targets.every((target) => target.phoneNumberId === undefined)) return entries;
  const leaveOut = ({ name, phoneNumberId }: FlowTarget): string | undefined =>
    phoneNumberId === undefined ? `The number of \`${name}\` is not given.` : undefined;
  return [...entries.slice(0, first), { step: account, leaveOut }, ...entries.slice(first)];
}

function needsFlow(step: AnyStep): boolean {
  return step.needs.includes("flowId") || step.needs.includes("flowReference");
}

/** Everything that keeps the list of steps from running on these targets, as sentences; empty when nothing does. */
export function problemsOf(
  entries: readonly PipelineEntry[],
  input: RunInput,
  catalog: readonly AnyStep[],
): readonly string[] {
  return [
    ...listProblems(entries),
    ...orderProblems(entries),
    ...targetProblems(entries, input.targets),
    ...accessProblems(entries, input),
    ...needProblems(entries, input, catalog),
    ...inputProblems(entries, input),
  ];
}

/** The problem of a name that no step has. */
export function unknownStep(name: string, known: readonly string[]): string {
  return `There is no step or preset \`${name}\`.${didYouMean(name, known)} There are ${quotedList(known)}.`;
}

function listProblems(entries: readonly PipelineEntry[]): string[] {
  if (entries.length === 0) return ["The pipeline has no step: name at least one."];
  const names = entries.map((entry) => entry.step.name);
  const repeated = new Set(names.filter((name, i) => names.indexOf(name) < i));
  return [...repeated].map((name) => `\`${name}\` stands twice in the pipeline: name it once.`);
}

function orderProblems(entries: readonly PipelineEntry[]): string[] {
  return entries.flatMap(({ step }, i) =>
    entries
      .slice(i + 1)
      .filter((later) => comesAfter(step, later.step))
      .map((later) => `\`${step.name}\` comes after \`${later.step.name}\`: put \`${later.step.name}\` before it.`),
  );
}

function comesAfter(step: AnyStep, other: AnyStep): boolean {
  if (step.name === other.name) return false;
  return step.after.includes(other.name) || (other.name === "validate" && exceeds(step.effect, "read"));
}

function targetProblems(entries: readonly PipelineEntry[], targets: readonly FlowTarget[]): string[] {
  if (targets.length === 0) return ["There is no flow to work on: give `path`, `flow-id` or `config`."];
  const problems = repeatedValues(targets, (target) => target.name).map(
    (name) => `Two flows are called \`${name}\`: give each its own name.`,
  );
  const writes = entries.some(({ step }) => exceeds(step.effect, "read"));
  if (!writes) return problems;
  const ids = repeatedValues(targets, (target) => target.flowId ?? target.metaFlowId).map(
    (id) => `Two flows have the flow ID \`${id}\`: one would overwrite the other.`,
  );
  const flowNames = repeatedValues(targets, ({ flowId, flowName, phoneNumberId }) =>
    flowId === undefined && flowName !== undefined ? `${phoneNumberId ?? ""}\n${flowName}` : undefined,
  ).map((key) => `Two flows are to have the name \`${key.split("\n")[1]}\`: a name is unique within a WABA.`);
  return [...problems, ...ids, ...flowNames];
}

function repeatedValues(targets: readonly FlowTarget[], keyOf: (target: FlowTarget) => string | undefined): string[] {
  const values = targets.map(keyOf).filter((value) => value !== undefined);
  return [...new Set(values.filter((value, i) => values.indexOf(value) < i))];
}

/** What a step of that effect does, to say why it is not allowed. */
const effectWords: Readonly<Record<Effect, string>> = {
  none: "does nothing to the outside",
  read: "reads from the API",
  write: "changes the flow on the service",
  message: "sends messages to people",
};

function accessProblems(entries: readonly PipelineEntry[], input: RunInput): string[] {
  const ceiling = input.options?.ceiling ?? "message";
  const refused = entries.filter(({ step }) => exceeds(step.effect, ceiling));
  const problems = refused.map(
    ({ step }) => `\`${step.name}\` ${effectWords[step.effect]}, which this run may not: its limit is \`${ceiling}\`.`,
  );
  const keyless =
    input.api === undefined ? entries.filter((entry) => entry.step.effect !== "none" && !refused.includes(entry)) : [];
  const [only] = keyless;
  if (only === undefined) return problems;
  const key = "give `api-key` or `KAPSO_API_KEY`";
  // One missing key is one problem, however many steps want it.
  const wanting =
    keyless.length === 1
      ? `\`${only.step.name}\` ${effectWords[only.step.effect]} and needs an API key: ${key}.`
      : `There is no API key, which ${quotedList(keyless.map(({ step }) => step.name))} need: ${key}.`;
  return [...problems, wanting];
}

interface MissingFact {
  readonly step: AnyStep;
  readonly fact: FactName;
  readonly targets: FlowTarget[];
}

function needProblems(
  entries: readonly PipelineEntry[],
  input: RunInput,
  catalog: readonly AnyStep[],
): readonly string[] {
  const missing = new Map<string, MissingFact>();
  for (const target of input.targets) {
    const known = new Set(Object.keys(startFacts(target, input.options ?? {})));
    for (const entry of entries) {
      const nobodyHasIt = input.targets.every((each) => reasonToLeaveOut(entry, each) !== undefined);
      const listed = entry.leaveOut === undefined && nobodyHasIt;
      if (reasonToLeaveOut(entry, target) !== undefined && !listed) continue;
      for (const fact of lacking(entry.step, known, listed)) {
        const key = `${entry.step.name} ${fact}`;
        const found = missing.get(key) ?? { step: entry.step, fact, targets: [] };
        found.targets.push(target);
        missing.set(key, found);
      }
      for (const fact of entry.step.gives) known.add(fact);
    }
  }
  return [...missing.values()].map((each) => needProblem(each, entries, input.targets.length, catalog));
}

/** A listed endpoint step that concerns no flow at all is refused for want of an endpoint, whatever else it needs. */
function lacking(step: AnyStep, known: ReadonlySet<string>, noEndpointAnywhere: boolean): readonly FactName[] {
  const facts = step.needs.filter((fact) => !known.has(fact));
  return noEndpointAnywhere && !facts.includes("endpointCode") ? ["endpointCode", ...facts] : facts;
}

function needProblem(
  { step, fact, targets }: MissingFact,
  entries: readonly PipelineEntry[],
  targetCount: number,
  catalog: readonly AnyStep[],
): string {
  const whose = targetCount > 1 ? ` for ${quotedList(targets.map((target) => target.name))}` : "";
  const metaFlowId = targets.find((target) => target.metaFlowId !== undefined)?.metaFlowId;
  if (metaFlowId !== undefined && (fact === "flowId" || fact === "identity")) {
    return `\`${step.name}\` needs Kapso's flow ID, a UUID${whose}: \`${metaFlowId}\` is Meta's.`;
  }
  const { label, inputs } = factSources[fact];
  const givers = catalog.filter((other) => other.name !== step.name && other.gives.includes(fact));
  const inList = givers.find((giver) => entries.some((entry) => entry.step.name === giver.name));
  const ways = [
    ...(inputs === undefined ? [] : [`give ${inputs}`]),
    ...givers.slice(0, inList === undefined ? 1 : 0).map((giver) => `put \`${giver.name}\` before it`),
    ...(inList === undefined ? [] : [`move \`${inList.name}\` before it`]),
  ];
  return `\`${step.name}\` needs ${label}${whose}${ways.length > 0 ? `: ${ways.join(", or ")}` : ""}.`;
}

function inputProblems(entries: readonly PipelineEntry[], input: RunInput): string[] {
  const options = input.options ?? {};
  const problems = input.targets.flatMap((target) =>
    entries
      .filter((entry) => reasonToLeaveOut(entry, target) === undefined)
      .flatMap(({ step }) => step.check?.(startFacts(target, options), options) ?? []),
  );
  return [...new Set(problems)];
}
