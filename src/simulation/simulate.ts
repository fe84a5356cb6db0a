/** Simulates a flow against the code of its data endpoint. */
import type { FileReport, Severity } from "../diagnostic/diagnostic.js";
import { FlowDocument } from "../flow/document.js";
import { platform } from "../flow/platform.js";
import { routingGraph } from "../flow/routing-graph.js";
import { readJson } from "../json/read.js";
import { mismatches, needsJudge, type SchemaJudge } from "../schema/conforms.js";
import { type Coverage, CoverageRecord } from "./coverage.js";
import type { Exchange, JsonObject } from "./exchange.js";
import { Findings } from "./findings.js";
import type { Completion } from "./moves.js";
import { Phone } from "./phone.js";
import type { KvEntries, Sandbox } from "./sandbox.js";

export interface SimulationInput {
  readonly flow: { readonly path: string; readonly text: string };
  readonly endpoint: { readonly path: string; readonly text: string };
  readonly sandbox: Sandbox;
  /** The time of the run, in milliseconds since the epoch. */
  readonly now: number;
  /** Default 1. */
  readonly seed?: number;
  /** `env.NAME` of the code: fakes. */
  readonly secrets?: Readonly<Record<string, unknown>>;
  /** What `env.KV` holds when the walk begins: texts; anything else is stored as JSON. */
  readonly kv?: JsonObject;
  /** Hosts that the code may ask, such as `api.example.com` or `*.example.com`. Default none. */
  readonly allowFetch?: readonly string[];
  /** Default: `data_exchange` for a flow with `data_api_version`. */
  readonly flowAction?: "data_exchange" | "navigate";
  /** Default 400. */
  readonly maxExchanges?: number;
  /** How long one answer may take before the code is ended. Default 10 000: Meta counts longer ones as failed. */
  readonly timeLimitMs?: number;
  /** The configuration's override; undefined = the rule's own. */
  readonly severity?: (rule: string, path: string) => Severity | "off" | undefined;
  readonly signal?: AbortSignal;
}

export interface Simulation {
  /** Findings in the flow, and in the code. */
  readonly files: readonly FileReport[];
  readonly coverage: Coverage;
  readonly exchanges: readonly Exchange[];
  readonly completions: readonly Completion[];
}

/** What Workers have. */
const memoryLimitMb = 128;
/** Not secret: the code sees it, and no phone has it. */
const flowToken = "simulated-flow-token";

/**
 * Runs the code against the flow as a phone would. The flow has to be readable; whether it is valid is the business of
 * `validate`.
 * @returns undefined when the text is no JSON object.
 */
export async function simulate(input: SimulationInput): Promise<Simulation | undefined> {
  const read = readJson(input.flow.text);
  if (!read.ok || read.root.kind !== "object") return undefined;
  const { seed = 1, secrets = {}, timeLimitMs = 10_000, maxExchanges = 400, now, severity, signal } = input;
  const { allowFetch = [] } = input;
  const today = new Date(now).toISOString().slice(0, 10);
  const settings = { platform, today, forPublish: false, examples: mismatches };
  const flow = new FlowDocument(input.flow.text, read.root, settings);
  const findings = new Findings({
    flow,
    flowPath: input.flow.path,
    codePath: input.endpoint.path,
    ...(severity === undefined ? {} : { severity }),
  });
  const judge = await judgeFor(flow);
  const endpoint = input.sandbox(input.endpoint.text, { secrets, timeLimitMs, memoryLimitMb, allowFetch });
  const graph = routingGraph(flow);
  const coverage = new CoverageRecord(flow, graph);
  const exchanges: Exchange[] = [];
  const phone = new Phone({
    ...{ flow, graph, endpoint, findings, coverage, exchanges, now, seed, flowToken, maxExchanges },
    kv: stored(input.kv ?? {}),
    flowAction: input.flowAction ?? (flow.dataApiVersion === undefined ? "navigate" : "data_exchange"),
    ...(judge === undefined ? {} : { judge }),
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    await phone.play();
  } finally {
    await endpoint.close();
  }
  return {
    files: findings.reports(),
    coverage: coverage.result(),
    exchanges,
    completions: phone.completions,
  };
}

function stored(kv: JsonObject): KvEntries {
  const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(kv).map(([key, value]) => [key, [text(value), null]]));
}

/** The schema library is loaded only for a flow with keywords that need it. */
async function judgeFor(flow: FlowDocument): Promise<SchemaJudge | undefined> {
  const needed = flow.screens.some((screen) => screen.data?.members.some(({ value }) => needsJudge(value)));
  return needed ? (await import("../schema/judge.js")).loadJudge() : undefined;
}
