/** Pipelines by name: presets, and lists of steps that users write. */
import { stepOfChange } from "../deployment/plan.js";
import { UsageError } from "../errors/errors.js";
import { type PipelineEntry, unknownStep } from "../pipeline/entries.js";
import type { FlowTarget, KnownFacts } from "../pipeline/facts.js";
import { definePipeline, type Pipeline } from "../pipeline/pipeline.js";
import type { AnyStep } from "../pipeline/step.js";
import { allSteps, innerSteps, laterSteps, stepNamed, stepNames, steps } from "../steps/index.js";
import { noteChange } from "../steps/shared/lock-entry.js";
import { listItems } from "../text/list.js";
import { quotedList } from "../text/quoted.js";

const withoutFiles = ({ name, flowJson, endpointCode }: FlowTarget): string | undefined =>
  flowJson === undefined && endpointCode === undefined ? `There is no file of \`${name}\` to validate.` : undefined;

const withoutEndpoint = ({ name, endpointCode }: FlowTarget): string | undefined =>
  endpointCode === undefined ? `\`${name}\` has no data endpoint code.` : undefined;

const notToPublish = ({ name, publish }: FlowTarget): string | undefined =>
  publish === false
    ? `The environment does not publish \`${name}\`; \`publish: true\` in the config changes that.`
    : undefined;

/** Offline proof of the data endpoint, where there is one to be had. */
const withoutSimulation = (target: FlowTarget): string | undefined =>
  withoutEndpoint(target) ??
  (target.flowJson === undefined ? `There is no Flow JSON of \`${target.name}\`.` : undefined);

const withoutSecrets = ({ name, secretNames = [] }: FlowTarget): string | undefined =>
  secretNames.length === 0 ? `The environment names no secrets for \`${name}\`.` : undefined;

/** A step of `apply`, which runs for the flows whose plan has something for it to do. */
function planned(step: AnyStep, leaveOut?: PipelineEntry["leaveOut"]): PipelineEntry {
  return {
    step,
    ...(leaveOut === undefined ? {} : { leaveOut }),
    leaveOutNow: ({ flowPlan }) =>
      flowPlan?.changes.some(({ kind }) => stepOfChange[kind] === step.name) === true
        ? undefined
        : "The plan has nothing for it to do.",
  };
}

const withoutChange = ({ flowPlan }: KnownFacts): string | undefined =>
  flowPlan?.changes.length === 0 ? "Nothing of it changes." : undefined;

/** What is deployed already was simulated before, so that an unchanged flow costs no time. */
const withoutNewCode = ({ flowPlan }: KnownFacts): string | undefined =>
  flowPlan?.changes.some(({ kind }) => ["create", "update-json", "set-endpoint", "deploy"].includes(kind)) === true
    ? undefined
    : "Neither the Flow JSON nor the data endpoint code changes.";

/** What a preset is made of: its steps, each with the targets that it leaves out. */
const presetEntries = {
  /** Offline: needs no credentials, so that it works for forks. */
  "pull-request": [{ step: steps.validate }, { step: steps.simulate, leaveOut: withoutSimulation }],
  /** Brings a flow from files to published; everything that is done already is skipped. */
  release: [
    { step: steps.validate },
    { step: steps.simulate, leaveOut: withoutSimulation },
    { step: steps.create },
    { step: steps.updateJson },
    { step: steps.setupEncryption, leaveOut: withoutEndpoint },
    { step: steps.setEndpoint, leaveOut: withoutEndpoint },
    { step: steps.deploy, leaveOut: withoutEndpoint },
    { step: steps.setSecrets, leaveOut: withoutSecrets },
    { step: steps.register, leaveOut: withoutEndpoint },
    { step: steps.publish, leaveOut: notToPublish },
  ],
  /** Says what `apply` would do. */
  plan: [{ step: steps.validate }, { step: innerSteps.account }, { step: innerSteps.plan }],
  /** Does what the plan says, after all flows were planned, and notes it in the lock file. */
  apply: [
    { step: steps.validate },
    { step: innerSteps.account },
    { step: innerSteps.plan },
    { step: steps.simulate, leaveOut: withoutSimulation, leaveOutNow: withoutNewCode },
    { step: innerSteps.backup, leaveOutNow: withoutChange },
    planned(steps.create),
    planned(steps.updateJson),
    planned(steps.setupEncryption, withoutEndpoint),
    planned(steps.setEndpoint, withoutEndpoint),
    planned(steps.deploy, withoutEndpoint),
    planned(steps.setSecrets, withoutSecrets),
    planned(steps.register, withoutEndpoint),
    planned(steps.publish),
    planned(innerSteps.deprecateReplaced),
    { step: innerSteps.record },
  ],
  /** Sends a flow that is on the service already; its files, where given, are only checked. */
  qa: [{ step: steps.validate, leaveOut: withoutFiles }, { step: steps.sendTest }],
} as const satisfies Readonly<Record<string, readonly PipelineEntry[]>>;

export type PresetName = keyof typeof presetEntries;

export const presetNames: readonly PresetName[] = ["pull-request", "release", "plan", "apply", "qa"];

function preset(name: PresetName): Pipeline {
  return definePipeline(presetEntries[name], {
    catalog: allSteps,
    finder: innerSteps.find,
    account: innerSteps.account,
    note: noteChange,
    preset: name,
  });
}

/** The presets as pipelines. */
export const presets: Readonly<Record<PresetName, Pipeline>> = {
  "pull-request": preset("pull-request"),
  release: preset("release"),
  plan: preset("plan"),
  apply: preset("apply"),
  qa: preset("qa"),
};

/** Makes a pipeline of steps, which run in this order. */
export function pipeline(list: readonly AnyStep[]): Pipeline {
  return definePipeline(
    list.map((step) => ({ step })),
    { catalog: allSteps, finder: innerSteps.find, account: innerSteps.account, note: noteChange },
  );
}

/**
 * The pipeline that a user means: a preset, a step, or several steps, as a list or with commas or line breaks between.
 * Throws UsageError that tells everything wrong with the names.
 */
export function pipelineNamed(wanted: string | readonly string[]): Pipeline {
  const names = (typeof wanted === "string" ? [wanted] : wanted).flatMap(listItems);
  const [only] = names;
  if (only !== undefined && names.length === 1 && isPreset(only)) return presets[only];
  const problems = names.map(nameProblem).filter((problem) => problem !== undefined);
  if (names.length === 0) problems.push(`\`pipeline\` is empty: name a preset (${quotedList(presetNames)}) or steps.`);
  if (problems.length > 0) throw new UsageError("USAGE_PIPELINE", problems.join("\n"));
  return pipeline(names.map(stepNamed).filter((step) => step !== undefined));
}

function nameProblem(name: string): string | undefined {
  if (stepNamed(name) !== undefined) return undefined;
  if (isPreset(name)) return `\`${name}\` is a preset and stands alone: it cannot be mixed with other steps.`;
  if (laterSteps.includes(name)) return `This release does not have the step \`${name}\` yet.`;
  return unknownStep(name, [...presetNames, ...stepNames]);
}

function isPreset(name: string): name is PresetName {
  return Object.hasOwn(presetEntries, name);
}
