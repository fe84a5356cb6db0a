/** From inputs, config and files to the flows that a run is about. */

import type { EnvironmentConfig } from "../config/config.js";
import { type FlowInEnvironment, flowsIn } from "../config/environment.js";
import { UsageError } from "../errors/errors.js";
import { given } from "../json/object.js";
import type { FileSource } from "../pipeline/context.js";
import type { FlowTarget, ScenarioSource, SourceFile } from "../pipeline/facts.js";
import type { Report } from "../pipeline/report.js";
import { didYouMean } from "../text/nearest.js";
import { folderOf, joinPath } from "../text/path.js";
import { quotedList } from "../text/quoted.js";
import { type Project, readAsNamedBy } from "./project.js";

/** What a user says about the flows; each goes before the config. */
export interface TargetInputs {
  /** Files, folders and globs. */
  readonly paths?: readonly string[] | undefined;
  /** A file with data endpoint code. */
  readonly endpoint?: string | undefined;
  /** Kapso's flow ID (UUID) or Meta's (digits). */
  readonly flowId?: string | undefined;
  /** The flow's name in the WABA; with a config, the name of one of its flows. */
  readonly name?: string | undefined;
  readonly phoneNumberId?: string | undefined;
  readonly businessAccountId?: string | undefined;
}

/** The files of a flow by path, and what is known of it. */
type Draft = Omit<FlowTarget, "flowJson" | "endpointCode"> & { readonly json?: string; readonly endpoint?: string };

/** Where flows are looked for when nothing says where they are (contracts.md, `validate`). */
const DEFAULT_PATHS = ["**/*.flow.json", "**/flow.json"];

/** The flows of a run, with the text of their files. Throws UsageError for inputs that contradict each other, FileError. */
export async function resolveTargets(
  inputs: TargetInputs,
  project: Pick<Project, "config" | "environment"> | undefined,
  files: FileSource,
): Promise<readonly FlowTarget[]> {
  const known = project === undefined ? [] : flowsIn(project.config, project.environment);
  const drafts = await draftsOf(inputs, known, accountOf(project?.environment), files);
  const only = onlyFlow(inputs, drafts);
  const listed = new Set(known.flatMap(({ json, endpoint }) => [json, endpoint]));
  const read = (path: string): Promise<string> =>
    project !== undefined && listed.has(path) ? readAsNamedBy(project.config, files.read(path)) : files.read(path);
  const targets: FlowTarget[] = [];
  for (const draft of drafts) targets.push(await withFiles(withInputs(draft, inputs, draft === only), read, files));
  return targets;
}

/** The texts of all files of the flows, by path. */
export function sourcesOf(targets: readonly FlowTarget[]): ReadonlyMap<string, string> {
  const files = targets.flatMap(({ flowJson, endpointCode }) => [flowJson, endpointCode]);
  return new Map(files.filter((file) => file !== undefined).map(({ path, text }) => [path, text]));
}

/** The same, and the texts of the scenarios that a run has findings in: those are found while it runs. */
export async function sourcesAfter(
  report: Pick<Report, "files">,
  targets: readonly FlowTarget[],
  files: FileSource,
): Promise<ReadonlyMap<string, string>> {
  const sources = new Map(sourcesOf(targets));
  for (const { path, kind, diagnostics } of report.files) {
    if (kind !== "scenario" || diagnostics.length === 0) continue;
    // A frame is not worth failing for.
    const text = await files.read(path).catch(() => undefined);
    if (text !== undefined) sources.set(path, text);
  }
  return sources;
}

async function draftsOf(
  inputs: TargetInputs,
  known: readonly FlowInEnvironment[],
  account: Account,
  files: FileSource,
): Promise<readonly Draft[]> {
  if (inputs.paths !== undefined && inputs.paths.length > 0) {
    return fromPaths(await foundAt(inputs.paths, files), known, account);
  }
  if (known.length > 0) return fromProject(inputs, known, account);
  const single = inputs.name ?? inputs.flowId ?? inputs.endpoint;
  return single === undefined
    ? fromPaths(await foundAt(DEFAULT_PATHS, files), [], account)
    : [{ ...account, name: single }];
}

async function foundAt(patterns: readonly string[], files: FileSource): Promise<readonly string[]> {
  const found = await files.expand(patterns);
  if (found.length > 0) return found;
  const wanted = quotedList(patterns);
  throw new UsageError("USAGE_NO_FILES", `No flow was found at ${wanted}.`, {
    hint: "Check `path` and the working directory. A folder stands for its `.json` files that have `screens`.",
  });
}

/** The flows of a config that the inputs mean; all of them when the inputs name none. */
function fromProject(
  { flowId, name }: TargetInputs,
  known: readonly FlowInEnvironment[],
  account: Account,
): readonly Draft[] {
  if (flowId === undefined) return name === undefined ? known.map(fromConfig) : [named(name, known)];
  const meant =
    known.find((flow) => flow.flowId === flowId) ??
    known.find((flow) => flow.name === name) ??
    (name === undefined && known.length === 1 ? known[0] : undefined);
  return [meant === undefined ? { ...account, name: name ?? flowId } : fromConfig(meant)];
}

type Account = Pick<FlowTarget, "phoneNumberId" | "businessAccountId" | "publish" | "onPublished" | "secretNames">;

/** What holds for every flow of an environment, also for one that the config does not list. */
function accountOf(environment: EnvironmentConfig | undefined): Account {
  if (environment === undefined) return {};
  const { phoneNumberId, businessAccountId, publish, onPublished, secretNames } = environment;
  return {
    ...given("phoneNumberId", phoneNumberId),
    ...given("businessAccountId", businessAccountId),
    publish,
    ...given("onPublished", onPublished),
    ...given("secretNames", secretNames.length === 0 ? undefined : secretNames),
  };
}

function named(name: string, known: readonly FlowInEnvironment[]): Draft {
  const found = known.find((flow) => flow.name === name);
  if (found !== undefined) return fromConfig(found);
  const names = known.map((flow) => flow.name);
  throw new UsageError("USAGE_UNKNOWN_FLOW", `The config has no flow \`${name}\`.${didYouMean(name, names)}`, {
    hint: `It has ${quotedList(names)}. For another flow, give its files as \`path\`.`,
  });
}

function fromConfig({ json, endpoint, name, ...flow }: FlowInEnvironment): Draft {
  return { ...flow, name, flowName: name, json, ...given("endpoint", endpoint) };
}

/**
 * One flow for each Flow JSON file. Code goes with the flow whose config names it, or with the only flow there is; else
 * it stands for itself.
 */
function fromPaths(paths: readonly string[], known: readonly FlowInEnvironment[], account: Account): readonly Draft[] {
  const flows = paths.filter(isJson).map((path) => {
    const flow = known.find((one) => samePath(one.json, path));
    return flow === undefined ? { ...account, name: path, json: path } : fromConfig(flow);
  });
  const taken = (path: string): boolean => flows.some((flow) => "endpoint" in flow && samePath(flow.endpoint, path));
  const codes = paths.filter((path) => !isJson(path) && !taken(path)).map(codeDraft);
  const [flow] = flows;
  const [code] = codes;
  if (flow !== undefined && code !== undefined && flows.length === 1 && codes.length === 1 && !("endpoint" in flow)) {
    return shortNames([{ ...flow, ...given("endpoint", code.endpoint) }]);
  }
  return shortNames([...flows, ...codes]);
}

function codeDraft(path: string): Draft {
  if (/\.js$/i.test(path)) return { name: path, endpoint: path };
  throw new UsageError("USAGE_UNKNOWN_KIND", `\`${path}\` is neither Flow JSON nor data endpoint code.`, {
    hint: "Flow JSON ends in `.json`, data endpoint code in `.js`.",
  });
}

/** Calls files by their folder or their own name where that says which is which, as `signup` for `flows/signup/flow.json`. */
function shortNames(drafts: readonly Draft[]): readonly Draft[] {
  const shorts = drafts.map((draft) => (draft.flowName === undefined ? shortName(draft.name) : draft.name));
  return drafts.map((draft, i) => {
    const name = shorts[i] ?? draft.name;
    return shorts.indexOf(name) === shorts.lastIndexOf(name) ? { ...draft, name } : draft;
  });
}

/** The name of a file without what says what it is, or that of its folder: `signup` for `flows/signup/flow.json`. */
export function shortName(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const own = base.replace(/(\.flow)?\.(json|js)$/i, "");
  const folder = folderOf(path);
  const inFolder = /^(flow|endpoint)$/i.test(own) && !["", "/", ".", ".."].includes(folder);
  return inFolder ? folder.slice(folder.lastIndexOf("/") + 1) : own;
}

/** The one flow that inputs about a single flow speak of; undefined when none of them is given. */
function onlyFlow(inputs: TargetInputs, drafts: readonly Draft[]): Draft | undefined {
  const about = (["flow-id", "name", "endpoint"] as const).filter((input) => inputOf(inputs, input) !== undefined);
  if (about.length === 0) return undefined;
  const flows = drafts.filter((draft) => draft.json !== undefined || drafts.length === 1);
  if (flows.length <= 1) return flows[0];
  const words = quotedList(about);
  throw new UsageError(
    "USAGE_SEVERAL_FLOWS",
    `${words} can be given for one flow only, and there are ${flows.length}.`,
    {
      hint: "Give the `path` of one Flow JSON file, or write the flows into the config.",
    },
  );
}

function inputOf(inputs: TargetInputs, input: "flow-id" | "name" | "endpoint"): string | undefined {
  return { "flow-id": inputs.flowId, name: inputs.name, endpoint: inputs.endpoint }[input];
}

function withInputs(draft: Draft, inputs: TargetInputs, only: boolean): Draft {
  const { phoneNumberId, businessAccountId } = inputs;
  const shared = { ...given("phoneNumberId", phoneNumberId), ...given("businessAccountId", businessAccountId) };
  if (!only) return { ...draft, ...shared };
  const { flowId, metaFlowId, ...rest } = draft;
  return {
    ...rest,
    ...shared,
    ...(inputs.flowId === undefined ? { ...given("flowId", flowId), ...given("metaFlowId", metaFlowId) } : {}),
    ...idOf(inputs.flowId),
    ...given("endpoint", inputs.endpoint),
    ...(inputs.name === undefined ? {} : { flowName: inputs.name, name: inputs.name }),
  };
}

/** Meta's IDs are digits, Kapso's are UUIDs (kapso-api.md 7). */
function idOf(flowId: string | undefined): Pick<FlowTarget, "flowId" | "metaFlowId"> {
  if (flowId === undefined) return {};
  return /^\d+$/.test(flowId) ? { metaFlowId: flowId } : { flowId };
}

async function withFiles(
  { json, endpoint, ...target }: Draft,
  text: FileSource["read"],
  files: FileSource,
): Promise<FlowTarget> {
  const read = async (path: string): Promise<SourceFile> => ({ path, text: await text(path) });
  return {
    ...target,
    ...(json === undefined ? {} : { flowJson: await read(json) }),
    ...(endpoint === undefined ? {} : { endpointCode: await read(endpoint) }),
    ...(json === undefined || endpoint === undefined ? {} : { scenarios: scenarioSource(json, endpoint, files) }),
  };
}

/** Looking for scenarios goes through a folder, which only the step that plays them should pay for. */
function scenarioSource(json: string, endpoint: string, files: FileSource): ScenarioSource {
  return async () => {
    const { readScenarios, scenariosBeside, scenariosFor } = await import("../simulation/scenario/collect.js");
    const found = await readScenarios(await files.expand([scenariosBeside(json)]), files.read);
    return scenariosFor(found, json, endpoint);
  };
}

function samePath(a: string | undefined, b: string): boolean {
  return a !== undefined && joinPath("", a) === joinPath("", b);
}

function isJson(path: string): boolean {
  return /\.json$/i.test(path);
}
