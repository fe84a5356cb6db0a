/** Simulates a flow against the code of its data endpoint. */
import type { FileReport, Severity } from "../diagnostic/diagnostic.js";
import { FlowDocument } from "../flow/document.js";
import { platform } from "../flow/platform.js";
import { routingGraph } from "../flow/routing-graph.js";
import type { JsonObject } from "../json/object.js";
import { readJson } from "../json/read.js";
import { mismatches, needsJudge, type SchemaJudge } from "../schema/conforms.js";
import { type Coverage, CoverageRecord } from "./coverage.js";
import type { Exchange } from "./exchange.js";
import { Findings } from "./findings.js";
import type { Completion, Ended } from "./moves.js";
import { Phone, type PhoneOptions } from "./phone.js";
import type { KvEntries, RunningEndpoint, Sandbox } from "./sandbox.js";
import type { ScenarioResult } from "./scenario/result.js";
import type { PlayedScenario, ScenarioFile, ScenarioStage } from "./scenario/run.js";

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
  /** Of the walk, default 400; and of each scenario, default 10 000. */
  readonly maxExchanges?: number;
  /** How long one answer may take before the code is ended. Default 10 000: Meta counts longer ones as failed. */
  readonly timeLimitMs?: number;
  /** The configuration's override; undefined = the rule's own. */
  readonly severity?: (rule: string, path: string) => Severity | "off" | undefined;
  readonly signal?: AbortSignal;
  /** Default true; false: only the scenarios are played. */
  readonly walk?: boolean;
  /** Played after the walk, in this order. */
  readonly scenarios?: readonly ScenarioFile[];
  /** Where the ways of the walk are to be written as scenarios; `recorded` of the result holds them. */
  readonly record?: string;
}

export interface Simulation {
  /** Findings in the flow, in the code, and in each scenario. */
  readonly files: readonly FileReport[];
  readonly coverage: Coverage;
  readonly exchanges: readonly Exchange[];
  readonly completions: readonly Completion[];
  readonly scenarios: readonly ScenarioResult[];
  /** Scenarios made of the walk: the shortest way to each end. Empty unless `record` asks for them. */
  readonly recorded: readonly ScenarioFile[];
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
  const { seed = 1, secrets = {}, timeLimitMs = 10_000, maxExchanges, now, severity, signal } = input;
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
  const graph = routingGraph(flow);
  const coverage = new CoverageRecord(flow, graph);
  const exchanges: Exchange[] = [];
  const completions: Completion[] = [];
  const start = (fakes: JsonObject): RunningEndpoint =>
    input.sandbox(input.endpoint.text, { secrets: { ...secrets, ...fakes }, timeLimitMs, memoryLimitMb, allowFetch });
  const stage = {
    ...{ flow, graph, findings, coverage, exchanges, completions, now, seed, flowToken, start },
    ...{ flowPath: input.flow.path, endpointPath: input.endpoint.path, kv: stored(input.kv ?? {}) },
    mostExchanges: maxExchanges ?? 10_000,
    ...(judge === undefined ? {} : { judge }),
    ...(signal === undefined ? {} : { signal }),
  };
  const flowAction = input.flowAction ?? (flow.dataApiVersion === undefined ? "navigate" : "data_exchange");
  const ends = input.walk === false ? [] : await walk(stage, flowAction, maxExchanges ?? 400);
  const recorded = input.record === undefined ? [] : await record(ends, input.record, flowAction, stage);
  const played = await playAll(input.scenarios ?? [], stage);
  return {
    files: [...findings.reports(), ...played.map(({ report }) => report)],
    coverage: coverage.result(),
    exchanges,
    completions,
    scenarios: played.map(({ result }) => result),
    recorded,
  };
}

function stored(kv: JsonObject): KvEntries {
  const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(kv).map(([key, value]) => [key, [text(value), null]]));
}

/** Tries everything, and gives the ways that came to an end. */
async function walk(
  stage: ScenarioStage,
  flowAction: PhoneOptions["flowAction"],
  maxExchanges: number,
): Promise<readonly Ended[]> {
  const endpoint = stage.start({});
  try {
    const phone = new Phone({ ...stage, endpoint, flowAction, maxExchanges });
    await phone.play();
    return phone.ends;
  } finally {
    await endpoint.close();
  }
}

async function record(
  ends: readonly Ended[],
  path: string,
  flowAction: PhoneOptions["flowAction"],
  stage: ScenarioStage,
): Promise<readonly ScenarioFile[]> {
  const { recordScenarios } = await import("./scenario/record.js");
  return recordScenarios(ends, path, flowAction, stage);
}

async function playAll(scenarios: readonly ScenarioFile[], stage: ScenarioStage): Promise<readonly PlayedScenario[]> {
  if (scenarios.length === 0) return [];
  const { playScenario } = await import("./scenario/run.js");
  const played: PlayedScenario[] = [];
  for (const file of scenarios) played.push(await playScenario(file, stage));
  return played;
}

/** The schema library is loaded only for a flow with keywords that need it. */
async function judgeFor(flow: FlowDocument): Promise<SchemaJudge | undefined> {
  const needed = flow.screens.some((screen) => screen.data?.members.some(({ value }) => needsJudge(value)));
  return needed ? (await import("../schema/judge.js")).loadJudge() : undefined;
}
