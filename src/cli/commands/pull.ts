/** Brings what the service has into files: the other direction of `apply`. */
import type { KapsoClient } from "../../client/client.js";
import type { DataEndpoint, Flow, FlowVersion } from "../../client/wire.js";
import { flowJsonHash } from "../../deployment/hash.js";
import type { LockEntry } from "../../deployment/lock.js";
import { FileError, RefusedError } from "../../errors/errors.js";
import { openLock } from "../../host/lock-store.js";
import { writeProjectFile } from "../../host/project-file.js";
import { sameJson } from "../../json/canonical.js";
import type { FileSource } from "../../pipeline/context.js";
import { lockPlace } from "../../pipelines/lock-place.js";
import { parseFlowJson } from "../../steps/shared/flow-json.js";
import { fileNameOf, folderOf, joinPath } from "../../text/path.js";
import { quotedList } from "../../text/quoted.js";
import { type FileConfig, loadConfigFile } from "../config-file.js";
import { connected, usesEmulator } from "../connect.js";
import type { Options } from "../options.js";
import { type RemoteFlow, remoteFlows } from "../remote-flows.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** A file as the service would have it. */
interface PulledFile {
  readonly path: string;
  readonly text: string;
  readonly state: "new" | "same" | "different";
}

interface PulledFlow {
  readonly name: string;
  readonly flowId: string | null;
  readonly files: readonly PulledFile[];
  /** What was seen on the service; null without Flow JSON there. */
  readonly seen: LockEntry | null;
  /** What the config does not say of it yet. */
  readonly advice: string | undefined;
}

export async function pull(options: Options, session: Session): Promise<Result> {
  const config = await loadConfigFile(options, session, !options.isSet("flow-id"));
  return connected(options, session, async (connection) => {
    const flows: PulledFlow[] = [];
    for (const flow of await remoteFlows(options, config, connection)) {
      flows.push(await pulled(flow, connection.client, options.text("folder") ?? "flows", session.files));
    }
    const files = flows.flatMap((flow) => flow.files);
    if (!options.switch("force")) refuseToOverwrite(files);
    const wanted = files.filter(({ state }) => state !== "same");
    for (const { path, text } of wanted) await writeProjectFile(session.host.cwd, path, text, true);
    await record(flows, config, options, session);
    for (const { advice } of flows) if (advice !== undefined) session.log.notice(advice);
    return {
      kind: "data",
      data: {
        items: flows.map(({ name, flowId, files: own }) => ({
          name,
          flow_id: flowId,
          files: own.map(({ path, state }) => ({ path, change: changes[state] })),
        })),
      },
      text: flows.map(flowText).join(""),
    };
  });
}

const changes = { new: "written", different: "overwritten", same: "unchanged" } as const;

function flowText({ name, flowId, files }: PulledFlow): string {
  if (flowId === null) return `\`${name}\` is not on the service: nothing to pull.\n`;
  if (files.length === 0) return `\`${name}\` has no Flow JSON and no data endpoint yet: nothing to pull.\n`;
  return files.map(({ path, state }) => `${words[state]} \`${path}\`\n`).join("");
}

const words = { new: "Wrote", different: "Overwrote", same: "Kept, because it is the same:" } as const;

/** Work that is only here must not be lost to what is there. Nothing is written before everything may be. */
function refuseToOverwrite(files: readonly PulledFile[]): void {
  const different = files.filter(({ state }) => state === "different").map(({ path }) => path);
  if (different.length === 0) return;
  const they = different.length === 1 ? "differs" : "differ";
  throw new FileError("FILE_EXISTS", `${quotedList(different)} ${they} from what the service has.`, {
    hint: "Commit or copy what is here, then `wa-flows pull --force` overwrites it. `wa-flows plan` shows the difference. Nothing was written.",
  });
}

async function pulled(
  { name, configured, record: flow }: RemoteFlow,
  client: KapsoClient,
  folder: string,
  files: FileSource,
): Promise<PulledFlow> {
  if (flow === undefined) return { name, flowId: null, files: [], seen: null, advice: undefined };
  const json = configured?.json ?? `${folder}/${fileNameOf(name)}/flow.json`;
  const path = configured?.endpoint ?? joinPath(folderOf(json), "endpoint.js");
  const version = await client.flows.latestVersion(flow.id);
  const code = (await endpointOf(client, flow))?.code;
  const result: PulledFile[] = [];
  if (version !== undefined) {
    const here = await textOf(files, json);
    const same = here !== undefined && sameJson(parseFlowJson(here), version.flow_json);
    result.push({ path: json, text: `${JSON.stringify(version.flow_json, null, 2)}\n`, state: stateOf(here, same) });
  }
  if (code !== undefined) {
    const here = await textOf(files, path);
    result.push({ path, text: code, state: stateOf(here, here === code) });
  }
  const endpoint = code === undefined || configured?.endpoint !== undefined ? undefined : path;
  return {
    name,
    flowId: flow.id,
    files: result,
    seen: version === undefined ? null : await seenOf(flow, version),
    advice: adviceFor(name, json, endpoint, configured !== undefined),
  };
}

/** The Flow JSON is known now; how the endpoint was deployed is left to the next plan to read. */
async function seenOf(flow: Flow, version: FlowVersion): Promise<LockEntry> {
  return {
    flowId: flow.id,
    metaFlowId: flow.meta_flow_id ?? null,
    flowVersionId: version.id,
    flowJson: await flowJsonHash(version.flow_json),
    categories: null,
    endpoint: null,
  };
}

/** What is in the files now is what the service had: a plan must not take it for somebody else's change. */
async function record(
  flows: readonly PulledFlow[],
  config: FileConfig | undefined,
  options: Options,
  session: Session,
): Promise<void> {
  if (config === undefined || usesEmulator(options)) return;
  const known = new Set(config.config.flows.map((flow) => flow.name));
  const lock = await openLock({ root: session.host.cwd, ...lockPlace(config), toWrite: true });
  for (const { name, seen } of flows) if (seen !== null && known.has(name)) await lock.record(name, seen);
}

function adviceFor(
  name: string,
  json: string,
  endpoint: string | undefined,
  isConfigured: boolean,
): string | undefined {
  if (!isConfigured) {
    const more = endpoint === undefined ? "" : `, endpoint: ${endpoint}`;
    return `The config does not have \`${name}\` yet. Under \`flows\`: ${name}: { json: ${json}${more} }`;
  }
  if (endpoint === undefined) return undefined;
  return `\`${name}\` has a data endpoint, which the config does not name yet: endpoint: ${endpoint}`;
}

async function endpointOf(client: KapsoClient, { id }: Flow): Promise<DataEndpoint | undefined> {
  try {
    return await client.dataEndpoint.get(id);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
}

async function textOf(files: FileSource, path: string): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof FileError && error.code === "FILE_NOT_FOUND") return undefined;
    throw error;
  }
}

function stateOf(here: string | undefined, same: boolean): PulledFile["state"] {
  if (here === undefined) return "new";
  return same ? "same" : "different";
}
