/** Plays the scenarios of a simulation, one after the other, each with a phone, an `env.KV` and a process of its own. */
import type { FileReport, Related } from "../../diagnostic/diagnostic.js";
import { ordered } from "../../diagnostic/order.js";
import type { FlowDocument } from "../../flow/document.js";
import type { RoutingGraph } from "../../flow/routing-graph.js";
import type { JsonObject } from "../../json/object.js";
import type { SchemaJudge } from "../../schema/conforms.js";
import { counted } from "../../text/counted.js";
import { Conversation } from "../conversation.js";
import type { CoverageRecord } from "../coverage.js";
import { decidedAt, type Exchange } from "../exchange.js";
import type { Findings } from "../findings.js";
import { type Completion, Moves } from "../moves.js";
import type { KvEntries, RunningEndpoint } from "../sandbox.js";
import { type Scene, unmet } from "./expect.js";
import { loadScenario, type ScenarioText } from "./load.js";
import { Player } from "./player.js";
import { scenarioDiagnostic } from "./problems.js";
import { readTranscript, replay } from "./replay.js";
import { type Failure, failureDiagnostics, type ScenarioResult, type StepResult } from "./result.js";
import { namesOther, type Scenario, type Step } from "./scenario.js";

/** A scenario as it is handed in; with the transcript that it names, if it names one. */
export interface ScenarioFile extends ScenarioText {
  readonly transcript?: { readonly path: string; readonly text: string };
}

/** What the scenarios of one simulation share. */
export interface ScenarioStage {
  readonly flow: FlowDocument;
  readonly flowPath: string;
  readonly endpointPath: string;
  readonly graph: RoutingGraph;
  readonly judge?: SchemaJudge;
  readonly findings: Findings;
  readonly coverage: CoverageRecord;
  readonly exchanges: Exchange[];
  readonly completions: Completion[];
  /** What `env.KV` holds before what the scenario puts there. */
  readonly kv: KvEntries;
  /** Where a scenario has none of its own. */
  readonly now: number;
  readonly seed: number;
  readonly flowToken: string;
  /** Each scenario is stopped after so many. */
  readonly mostExchanges: number;
  /** Starts the code; the secrets of the scenario go before those of the run. */
  readonly start: (secrets: JsonObject) => RunningEndpoint;
  readonly signal?: AbortSignal;
  /** Told what is there after each step. */
  readonly observe?: (scene: Scene) => void;
}

export interface PlayedScenario {
  readonly result: ScenarioResult;
  readonly report: FileReport;
}

/** Reads and plays a scenario. */
export async function playScenario(file: ScenarioFile, stage: ScenarioStage): Promise<PlayedScenario> {
  const { path } = file;
  const loaded = await loadScenario(file);
  if (!loaded.ok) return { result: { path, name: null, status: "unreadable", steps: [] }, report: loaded.report };
  const { scenario } = loaded;
  const unusable = otherFlow(scenario, stage) ?? transcriptProblem(scenario, file);
  if (unusable !== undefined) {
    const report = reportOf(path, [unusable]);
    return { result: { path, name: scenario.name, status: "unreadable", steps: [] }, report };
  }
  if (stage.signal?.aborted === true) {
    return { result: { path, name: scenario.name, status: "not-played", steps: [] }, report: reportOf(path, []) };
  }
  const endpoint = stage.start(scenario.secrets);
  try {
    const steps = await new Run(scenario, file, stage, endpoint).play();
    const has = (wanted: StepResult["status"]): boolean => steps.some(({ status }) => status === wanted);
    // Steps are skipped after one that failed, or when the run is cancelled.
    const status = has("failed") ? "failed" : has("skipped") ? "not-played" : "passed";
    const diagnostics = ordered(steps.flatMap(failureDiagnostics));
    return {
      result: { path, name: scenario.name, status, steps },
      report: { path, kind: "scenario", diagnostics },
    };
  } finally {
    await endpoint.close();
  }
}

function otherFlow(scenario: Scenario, { flowPath, endpointPath }: ScenarioStage): Failure | undefined {
  const other = namesOther(scenario, flowPath, endpointPath);
  if (other === undefined) return undefined;
  const { path, node } = other;
  const message = `The scenario is for \`${path}\`, and was played with \`${flowPath}\` and \`${endpointPath}\`.`;
  return { rule: "scenario-other-flow", message, place: { range: node.range, pointer: node.pointer } };
}

function transcriptProblem({ replay: wanted }: Scenario, { transcript }: ScenarioFile): Failure | undefined {
  if (wanted === undefined) return undefined;
  const place = { range: wanted.node.range, pointer: wanted.node.pointer };
  if (transcript === undefined) {
    return {
      rule: "scenario-syntax",
      message: `The transcript \`${wanted.transcript}\` cannot be read; paths are relative to the scenario.`,
      place,
    };
  }
  const read = readTranscript(transcript.text);
  return typeof read === "string" ? { rule: "scenario-syntax", message: read, place } : undefined;
}

function reportOf(path: string, failures: readonly Failure[]): FileReport {
  const diagnostics = failures.map(({ rule, message, place }) =>
    scenarioDiagnostic({ rule, message, range: place.range, pointer: place.pointer }),
  );
  return { path, kind: "scenario", diagnostics };
}

class Run {
  private readonly scenario: Scenario;
  private readonly file: ScenarioFile;
  private readonly stage: ScenarioStage;
  private readonly conversation: Conversation;
  private readonly moves: Moves;
  private readonly player: Player;
  private readonly kv: KvEntries;
  /** How many exchanges there were before. */
  private readonly begin: number;

  constructor(scenario: Scenario, file: ScenarioFile, stage: ScenarioStage, endpoint: RunningEndpoint) {
    this.scenario = scenario;
    this.file = file;
    this.stage = stage;
    this.begin = stage.exchanges.length;
    this.kv = { ...stage.kv, ...scenario.kv };
    const now = scenario.now ?? stage.now;
    const seed = scenario.seed ?? stage.seed;
    const flowToken = scenario.flowToken ?? stage.flowToken;
    this.conversation = new Conversation({ ...stage, endpoint, now, seed, flowToken, purpose: "scenario" });
    this.moves = new Moves({ ...stage, conversation: this.conversation });
    this.player = new Player({ ...stage, moves: this.moves });
  }

  async play(): Promise<readonly StepResult[]> {
    const { scenario } = this;
    const replayed = await this.replay();
    if (scenario.steps.length === 0) return replayed;
    const from = this.stage.exchanges.length;
    const problem = await this.player.open(scenario.open, this.kv);
    const results: StepResult[] = [...replayed];
    if (problem !== undefined) {
      const { node } = scenario.open.by === "default" ? scenario : scenario.open;
      const place = { range: node.range, pointer: node.pointer };
      results.push(
        this.result(0, null, node.range.start.line, from, [{ rule: "scenario-step", message: problem, place }]),
      );
    }
    let failed = problem !== undefined;
    for (const [at, step] of scenario.steps.entries()) {
      // The first step sees what opening the flow brought.
      const start = at === 0 ? from : this.stage.exchanges.length;
      const over = failed || this.stage.signal?.aborted === true;
      const result = over ? this.skipped(at + 1, step) : await this.step(at + 1, step, start);
      failed ||= result.status === "failed";
      results.push(result);
    }
    if (this.player.sight.kind === "completed") this.stage.completions.push(this.player.sight.completion);
    return results;
  }

  private async replay(): Promise<readonly StepResult[]> {
    const { scenario, file, stage } = this;
    const recorded = file.transcript === undefined ? [] : readTranscript(file.transcript.text);
    if (scenario.replay === undefined || file.transcript === undefined || typeof recorded === "string") return [];
    const from = stage.exchanges.length;
    const { moves, conversation } = this;
    const failures = await replay(recorded, scenario.replay, file.transcript, this.kv, {
      ...stage,
      moves,
      conversation,
    });
    return [this.result(0, "replay", scenario.replay.node.range.start.line, from, failures)];
  }

  private async step(number: number, step: Step, from: number): Promise<StepResult> {
    const { stage, player } = this;
    // What the first step does is counted without the opening, which it only looks at.
    const before = step.act === undefined ? from : stage.exchanges.length;
    const cannot = this.spent(step) ?? (await player.do(step));
    const exchanges = stage.exchanges.slice(before);
    const now = this.scenario.now ?? stage.now;
    const scene = { flow: stage.flow, sight: player.sight, exchanges, kv: player.kv, now };
    const failures = cannot === undefined ? unmet(step.expect, scene) : [cannot];
    const related = this.related();
    const placed = failures.map((failure) => (failure.difference === undefined ? failure : { ...failure, related }));
    stage.observe?.(scene);
    return this.result(number, step.name ?? null, step.node.range.start.line, before, placed);
  }

  /** A scenario goes on for as long as somebody has patience to write steps. */
  private spent({ act, node }: Step): Failure | undefined {
    const { exchanges, mostExchanges } = this.stage;
    if (act === undefined || exchanges.length - this.begin < mostExchanges) return undefined;
    const message = `The scenario was stopped after ${counted(mostExchanges, "exchange")}; \`--max-exchanges\` allows more.`;
    return { rule: "scenario-step", message, place: { range: node.range, pointer: node.pointer } };
  }

  /** The last exchange of this scenario. */
  private get last(): Exchange | undefined {
    const { exchanges } = this.stage;
    return exchanges.length > this.begin ? exchanges.at(-1) : undefined;
  }

  /** The line of the code that made the last answer. */
  private related(): readonly Related[] {
    const at = this.last === undefined ? null : decidedAt(this.last.outcome);
    if (at === null) return [];
    const range = { start: at, end: { line: at.line, column: at.column + 1 } };
    return [{ message: "The answer before it was made here.", path: this.stage.endpointPath, pointer: null, range }];
  }

  private result(
    number: number,
    name: string | null,
    line: number,
    from: number,
    failures: readonly Failure[],
  ): StepResult {
    const { sight } = this.player;
    return {
      ...{ number, name, line, failures },
      status: failures.length === 0 ? "passed" : "failed",
      screen: sight.kind === "screen" ? (sight.view.state.screen.id ?? null) : null,
      exchanges: this.stage.exchanges.slice(from).map((exchange) => exchange.number),
      lastExchange: this.last?.number ?? null,
    };
  }

  private skipped(number: number, { name, node }: Step): StepResult {
    const line = node.range.start.line;
    const nothing = { screen: null, exchanges: [], lastExchange: null, failures: [] };
    return { number, name: name ?? null, line, status: "skipped", ...nothing };
  }
}
