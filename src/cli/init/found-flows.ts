/** The flows of a project, as its first config lists them. */
import { compareText } from "../../diagnostic/order.js";
import { FileError } from "../../errors/errors.js";
import { property } from "../../json/node.js";
import { readJson } from "../../json/read.js";
import type { FileSource } from "../../pipeline/context.js";
import { folderOf, joinPath } from "../../text/path.js";

export interface FoundFlow {
  /** Unique among the flows that were found. */
  readonly name: string;
  readonly json: string;
  /** Its data endpoint code, where a file beside it is named like that. */
  readonly endpoint: string | undefined;
  /** Whether the flow asks a data endpoint. */
  readonly dynamic: boolean;
}

/** @param projectName what a flow is called that lies in the project's own folder as `flow.json`. */
export async function findFlows(files: FileSource, projectName: string): Promise<readonly FoundFlow[]> {
  const candidates = await files.expand(["."]);
  const flows: { readonly json: string; readonly dynamic: boolean }[] = [];
  for (const json of candidates) {
    const dynamic = await asFlow(await files.read(json), json);
    if (dynamic !== undefined) flows.push({ json, dynamic });
  }
  const names = uniqueNames(
    flows.map(({ json }) => json),
    projectName,
  );
  const found: FoundFlow[] = [];
  for (const [i, { json, dynamic }] of flows.entries()) {
    const alone = flows.every((other) => other.json === json || folderOf(other.json) !== folderOf(json));
    const endpoint = await firstThatExists(files, endpointsFor(json, alone));
    found.push({ name: names[i] ?? json, json, endpoint, dynamic });
  }
  return found.sort((a, b) => compareText(a.name, b.name));
}

/** Whether the flow has a data endpoint; undefined when the text is some other JSON that has the word in it. */
async function asFlow(text: string, path: string): Promise<boolean | undefined> {
  const result = readJson(text);
  if (!result.ok) return isFlowName(path) ? false : undefined;
  if (result.root.kind !== "object") return undefined;
  if (property(result.root, "screens")?.kind !== "array") return undefined;
  return property(result.root, "data_api_version") !== undefined;
}

/** Names by which `wa-flows validate` takes a file for a flow without being told. */
export function isFlowName(path: string): boolean {
  return /(^|\/)flow\.json$|\.flow\.json$/.test(path);
}

/** `flows/signup/flow.json` and `signup.flow.json` are both called `signup`; equal names get their folders in front. */
function uniqueNames(paths: readonly string[], projectName: string): readonly string[] {
  const short = paths.map((path) => lastWord(path) ?? projectName);
  return paths.map((path, i) => {
    const isUnique = short.every((other, j) => j === i || other !== short[i]);
    return isUnique ? (short[i] ?? path) : path.replace(/(\/flow|\.flow)?\.json$/, "").replaceAll("/", "-");
  });
}

/** The name of the file, or of its folder where all flows have the same file name. */
function lastWord(path: string): string | undefined {
  const segments = path.split("/");
  const file = (segments.pop() ?? "").replace(/(\.flow)?\.json$/, "");
  return file === "flow" ? segments.pop() : file;
}

function endpointsFor(json: string, alone: boolean): readonly string[] {
  const stem = json.replace(/(\.flow)?\.json$/, "");
  return [`${stem}.endpoint.js`, ...(alone ? [joinPath(folderOf(json), "endpoint.js")] : [])];
}

async function firstThatExists(files: FileSource, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await files.read(path);
      return path;
    } catch (error) {
      if (!(error instanceof FileError && error.code === "FILE_NOT_FOUND")) throw error;
    }
  }
  return undefined;
}
