/** A scenario: one user's way through a flow, and what it should lead to. */
import type { JsonObject } from "../../json/object.js";
import { joinPath } from "../../text/path.js";
import type { MapEntry, ScalarNode, YamlNode } from "../../yaml/tree.js";
import type { KvEntries } from "../sandbox.js";

export interface Scenario {
  readonly path: string;
  readonly name: string;
  readonly description?: string;
  /** Absent: whichever flow it lies beside. */
  readonly flow?: NamedPath;
  readonly endpoint?: NamedPath;
  readonly flowToken?: string;
  readonly open: Opening;
  /** Milliseconds since the epoch; absent: the time of the run. */
  readonly now?: number;
  readonly seed?: number;
  readonly secrets: JsonObject;
  readonly kv: KvEntries;
  readonly steps: readonly Step[];
  readonly replay?: Replay;
  /** The place of the whole, for what has no place of its own. */
  readonly node: YamlNode;
}

/** As seen from where the scenario's own path is seen from. */
export interface NamedPath {
  readonly path: string;
  readonly node: YamlNode;
}

export type Opening =
  /** As the flow does by itself: by asking its data endpoint where it has one, else on its first screen. */
  | { readonly by: "default" }
  | { readonly by: "INIT"; readonly node: YamlNode }
  | { readonly by: "navigate"; readonly screen: string; readonly data: JsonObject; readonly node: YamlNode };

export interface Step {
  readonly name?: string;
  readonly node: YamlNode;
  readonly fill: readonly MapEntry[];
  readonly act: Act | undefined;
  /** By the key of the expectation. */
  readonly expect: readonly MapEntry[];
}

export type Act =
  | { readonly kind: "tap"; readonly label: string; readonly node: YamlNode }
  | { readonly kind: "select"; readonly entry: MapEntry }
  | { readonly kind: "submit"; readonly node: YamlNode }
  | { readonly kind: "back"; readonly node: YamlNode };

export interface Replay {
  readonly transcript: string;
  readonly ignore: readonly ScalarNode[];
  readonly node: YamlNode;
}

/** The flow or code that a scenario is for, where it is not the one given. */
export function namesOther(
  { flow, endpoint }: Scenario,
  flowPath: string,
  endpointPath: string,
): NamedPath | undefined {
  if (flow !== undefined && flow.path !== joinPath("", flowPath)) return flow;
  return endpoint !== undefined && endpoint.path !== joinPath("", endpointPath) ? endpoint : undefined;
}
