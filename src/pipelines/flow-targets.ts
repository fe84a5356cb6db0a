/** Which flows a run is about: made of paths, identifiers and the config's environment, with the files' texts. */
import { UsageError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";
import type { FlowTarget, SourceFile } from "../pipeline/facts.js";

/** A flow of the config, as the chosen environment has it. Paths are relative to the root of the files. */
export interface ConfiguredFlow {
  readonly name: string;
  readonly json: string;
  readonly endpoint?: string;
  readonly categories?: readonly string[];
  readonly flowId?: string;
}

/** What a config contributes. */
export interface ConfiguredFlows {
  readonly flows: readonly ConfiguredFlow[];
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  /** Whether presets publish. */
  readonly publish: boolean;
}

/** What the user names. */
export interface TargetChoices {
  readonly paths?: readonly string[];
  readonly endpoint?: string;
  /** Kapso's ID (a UUID) or Meta's (digits). */
  readonly flowId?: string;
  readonly name?: string;
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  readonly config?: ConfiguredFlows;
}

/** Where flows are looked for when nothing is named (contracts.md, Command line). */
export const defaultPatterns: readonly string[] = ["**/*.flow.json", "**/flow.json"];

/** A flow before its files are read. */
interface Draft {
  readonly name: string;
  readonly json?: string;
  readonly endpoint?: string;
  readonly flowName?: string;
  readonly flowId?: string;
  readonly categories?: readonly string[];
  readonly publish?: boolean;
}

/** Throws UsageError for choices that contradict each other or name nothing, and FileError for unreadable files. */
export async function flowTargets(choices: TargetChoices, files: FileSource): Promise<readonly FlowTarget[]> {
  const drafts = await draftsOf(choices, files);
  const only = onlyOne(drafts, choices);
  const targets: FlowTarget[] = [];
  for (const draft of only === undefined ? drafts : [only]) targets.push(await readTarget(draft, choices, files));
  return targets;
}

async function draftsOf(choices: TargetChoices, files: FileSource): Promise<readonly Draft[]> {
  const { paths, config, flowId, name, endpoint } = choices;
  if (paths !== undefined) {
    const found = await files.expand(paths);
    if (found.length === 0) throw nothingFound(paths);
    return draftsOfPaths(found, config);
  }
  if (config !== undefined) return config.flows.map((flow) => draftOfConfig(flow, config));
  if (flowId !== undefined || name !== undefined) return [{ name: name ?? flowId ?? "" }];
  if (endpoint !== undefined) return [{ name: nameOfPath(endpoint) }];
  const found = await files.expand(defaultPatterns);
  if (found.length === 0) throw nothingFound(defaultPatterns);
  return draftsOfPaths(found, undefined);
}

function nothingFound(patterns: readonly string[]): UsageError {
  return new UsageError("USAGE_NO_FILES", `No flow was found at ${patterns.map((each) => `\`${each}\``).join(", ")}.`, {
    hint: "Check `path` and the working directory. A folder stands for its `.json` files that have `screens`.",
  });
}

/** A file that the config knows is that flow, with everything else the config says of it. */
function draftsOfPaths(paths: readonly string[], config: ConfiguredFlows | undefined): readonly Draft[] {
  const drafts: Draft[] = [];
  const left = new Set(paths);
  for (const flow of config?.flows ?? []) {
    if (config === undefined || !(left.has(flow.json) || (flow.endpoint !== undefined && left.has(flow.endpoint))))
      continue;
    left.delete(flow.json);
    if (flow.endpoint !== undefined) left.delete(flow.endpoint);
    drafts.push(draftOfConfig(flow, config));
  }
  const names = [...left].map(nameOfPath);
  for (const path of left) {
    const short = nameOfPath(path);
    const taken = names.filter((each) => each === short).length > 1 || drafts.some((draft) => draft.name === short);
    drafts.push({ name: taken ? path : short, ...(path.endsWith(".js") ? { endpoint: path } : { json: path }) });
  }
  return drafts;
}

function draftOfConfig(flow: ConfiguredFlow, { publish }: ConfiguredFlows): Draft {
  return { ...flow, flowName: flow.name, publish };
}

/** `flows/signup/flow.json` and `flows/signup.flow.json` are both called `signup`. */
function nameOfPath(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const file = (segments.at(-1) ?? path).replace(/(\.flow)?\.(json|js)$/i, "");
  const folder = segments.at(-2);
  return /^(flow|endpoint)$/i.test(file) && folder !== undefined && folder !== ".." ? folder : file;
}

/** Identifiers, a name and endpoint code belong to one flow. Gives it with them; undefined when none was given. */
function onlyOne(drafts: readonly Draft[], { flowId, name, endpoint }: TargetChoices): Draft | undefined {
  const given = [
    ...(flowId === undefined ? [] : ["`flow-id`"]),
    ...(name === undefined ? [] : ["`name`"]),
    ...(endpoint === undefined ? [] : ["`endpoint`"]),
  ];
  if (given.length === 0) return undefined;
  const [draft] = drafts;
  if (draft === undefined || drafts.length > 1) {
    const names = drafts.map((each) => `\`${each.name}\``).join(", ");
    throw new UsageError(
      "USAGE_SEVERAL_FLOWS",
      `${given.join(", ")} belong to one flow, and there are ${drafts.length}: ${names}.`,
      {
        hint: "Name one file in `path`, or list the flows in a config.",
      },
    );
  }
  return {
    ...draft,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(flowId === undefined ? {} : { flowId }),
    ...(name === undefined ? {} : { flowName: name }),
  };
}

async function readTarget(draft: Draft, choices: TargetChoices, files: FileSource): Promise<FlowTarget> {
  const { name, json, endpoint, flowName, flowId, categories, publish } = draft;
  const phoneNumberId = choices.phoneNumberId ?? choices.config?.phoneNumberId;
  const businessAccountId = choices.businessAccountId ?? choices.config?.businessAccountId;
  return {
    name,
    ...(json === undefined ? {} : { flowJson: await source(json, files) }),
    ...(endpoint === undefined ? {} : { endpointCode: await source(endpoint, files) }),
    ...(flowName === undefined ? {} : { flowName }),
    ...identifier(flowId),
    ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    ...(businessAccountId === undefined ? {} : { businessAccountId }),
    ...(categories === undefined ? {} : { categories }),
    ...(publish === undefined ? {} : { publish }),
  };
}

async function source(path: string, files: FileSource): Promise<SourceFile> {
  return { path, text: await files.read(path) };
}

/** Meta's identifiers are digits, Kapso's are UUIDs (kapso-api.md 7). */
function identifier(flowId: string | undefined): Pick<FlowTarget, "flowId" | "metaFlowId"> {
  if (flowId === undefined) return {};
  return /^\d+$/.test(flowId) ? { metaFlowId: flowId } : { flowId };
}
