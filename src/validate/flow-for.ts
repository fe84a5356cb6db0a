/** Which flow a file of data endpoint code answers for, as far as the files that lie or are named together say so. */
import { folderOf, joinPath } from "../text/path.js";

interface Named {
  readonly path: string;
  readonly kind: "flow-json" | "data-endpoint";
}

/** Flow JSON and code that a config keeps together. */
export interface FlowPair {
  readonly json: string;
  readonly endpoint?: string | undefined;
}

/**
 * Where the Flow JSON of some code is looked for, the likeliest first: what the config says; else the only Flow JSON
 * that is named beside no other code; else `flow.json`, or the one of the same name, in the same folder. One that has several flows has none here.
 */
export function flowPathFor(code: string, named: readonly Named[], pairs: readonly FlowPair[]): string | undefined {
  const [own, ...others] = pairs.filter(({ endpoint }) => endpoint === code);
  if (own !== undefined) return others.length === 0 ? own.json : undefined;
  // `signup.endpoint.js` beside `signup.json`, as `init` finds them; else the usual name.
  const stem = /([^/]+)\.endpoint\.js$/.exec(code)?.[1];
  const beside = joinPath(folderOf(code), stem === undefined ? "flow.json" : `${stem}.json`);
  const flows = named.filter(({ kind }) => kind === "flow-json");
  const codes = named.filter(({ kind }) => kind === "data-endpoint");
  if (flows.some(({ path }) => path === beside)) return beside;
  return flows.length === 1 && codes.length === 1 ? flows[0]?.path : flows.length === 0 ? beside : undefined;
}
