/** Brings what the service has into files: the other direction of `apply`. */
import type { KapsoClient } from "../../client/client.js";
import type { Flow } from "../../client/wire.js";
import { FileError, RefusedError } from "../../errors/errors.js";
import { writeProjectFile } from "../../host/project-file.js";
import type { FileSource } from "../../pipeline/context.js";
import { parseFlowJson, sameJson } from "../../steps/shared/flow-json.js";
import { fileNameOf, folderOf, joinPath } from "../../text/path.js";
import { quotedList } from "../../text/quoted.js";
import { loadConfigFile } from "../config-file.js";
import { connected } from "../connect.js";
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
  { name, configured, record }: RemoteFlow,
  client: KapsoClient,
  folder: string,
  files: FileSource,
): Promise<PulledFlow> {
  if (record === undefined) return { name, flowId: null, files: [], advice: undefined };
  const json = configured?.json ?? `${folder}/${fileNameOf(name)}/flow.json`;
  const endpoint = configured?.endpoint ?? joinPath(folderOf(json), "endpoint.js");
  const flowJson = (await client.flows.latestVersion(record.id))?.flow_json;
  const code = await storedCode(client, record);
  const result: PulledFile[] = [];
  if (flowJson !== undefined) {
    const here = await textOf(files, json);
    const same = here !== undefined && sameJson(parseFlowJson(here), flowJson);
    result.push({ path: json, text: `${JSON.stringify(flowJson, null, 2)}\n`, state: stateOf(here, same) });
  }
  if (code !== undefined) {
    const here = await textOf(files, endpoint);
    result.push({ path: endpoint, text: code, state: stateOf(here, here === code) });
  }
  const advice = code === undefined || configured?.endpoint !== undefined ? undefined : endpoint;
  return { name, flowId: record.id, files: result, advice: adviceFor(name, json, advice, configured !== undefined) };
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

async function storedCode(client: KapsoClient, { id }: Flow): Promise<string | undefined> {
  try {
    return (await client.dataEndpoint.get(id)).code;
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
