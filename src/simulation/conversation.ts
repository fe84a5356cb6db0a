/** Asks the data endpoint, has every answer checked, and notes the exchange. */
import type { FlowDocument, Screen } from "../flow/document.js";
import type { RoutingGraph } from "../flow/routing-graph.js";
import { type Place, value } from "../flow/rule.js";
import { shorten } from "../flow/words.js";
import { type JsonNode, property } from "../json/node.js";
import type { SchemaJudge } from "../schema/conforms.js";
import { type Answer, readAnswer } from "./answer.js";
import { problemsOf } from "./answer-checks.js";
import { decidedAt, type Exchange, type ExchangePurpose, type ExchangeRequest, kapsoCall } from "./exchange.js";
import type { Findings } from "./findings.js";
import type { PhoneState } from "./phone-state.js";
import type { Probe } from "./probes.js";
import type { KvEntries, RunningEndpoint, SandboxOutcome } from "./sandbox.js";

export interface ConversationOptions {
  readonly flow: FlowDocument;
  readonly graph: RoutingGraph;
  readonly endpoint: RunningEndpoint;
  readonly findings: Findings;
  readonly judge?: SchemaJudge;
  /** The time on the phone, in milliseconds since the epoch. */
  readonly now: number;
  readonly seed: number;
  readonly flowToken: string;
  readonly purpose: ExchangePurpose;
  /** All exchanges of the simulation, to which this adds its own. */
  readonly exchanges: Exchange[];
}

export class Conversation {
  /** What an exchange already failed over; a probe of it would say the same again. */
  readonly failed = new Set<JsonNode>();
  /** An answer did not come, or the phone refused it. */
  blocked = false;
  /** How often the code had to be ended. */
  stops = 0;
  notStarted = false;
  private readonly options: ConversationOptions;
  private calls = 0;

  constructor(options: ConversationOptions) {
    this.options = options;
  }

  /** Where findings about the opening of the flow are shown. */
  get start(): Place {
    const { root, dataApiVersion } = this.options.flow;
    return value(dataApiVersion ?? property(root, "version") ?? root);
  }

  get flowToken(): string {
    return this.options.flowToken;
  }

  request(action: string, more: Partial<ExchangeRequest>): ExchangeRequest {
    const { dataApiVersion } = this.options.flow;
    const version = dataApiVersion?.kind === "string" ? dataApiVersion.value : "3.0";
    return { version, action, ...more, flow_token: this.flowToken };
  }

  /** One exchange of a way through the flow, with everything that can be said about its answer. */
  async ask(
    request: ExchangeRequest,
    state: PhoneState,
    screen: Screen | undefined,
    place: Place,
  ): Promise<{ readonly answer: Answer; readonly state: PhoneState }> {
    const { flow, graph, judge, findings, purpose } = this.options;
    const outcome = await this.call(request, state.kv);
    const asked = { flow, graph, request, screen, ...(judge === undefined ? {} : { judge }) };
    const answer = readAnswer(asked, outcome);
    const problems = problemsOf(answer);
    for (const problem of problems) {
      const reported = findings.add({ ...problem, place, code: decidedAt(outcome) });
      this.blocked ||= reported === "error" || problem.rule === "endpoint-network";
    }
    if (failureOf(outcome) !== undefined) this.failed.add(place.node);
    const rules = problems.map(({ rule }) => rule);
    const number = this.note(purpose, state.exchange, request, outcome, rules);
    return { answer, state: { ...state, kv: "kv" in outcome ? outcome.kv : state.kv, exchange: number } };
  }

  /** A request that no phone sends while all is well: the code may answer anything, but must not fail. */
  async probe({ request, node, kv, what }: Probe): Promise<void> {
    const outcome = await this.call(request, kv);
    const fails = failureOf(outcome);
    this.note("probe", null, request, outcome, fails === undefined ? [] : ["endpoint-unexpected-input"]);
    if (fails === undefined) return;
    const message = `${what}, the code ${fails}. Answer with \`error_message\` instead.`;
    const code = decidedAt(outcome);
    this.options.findings.add({ rule: "endpoint-unexpected-input", message, place: value(node), code });
  }

  private async call(request: ExchangeRequest, kv: KvEntries): Promise<SandboxOutcome> {
    const { endpoint, now, seed, findings } = this.options;
    const body = JSON.stringify(kapsoCall(request, now));
    const outcome = await endpoint.call({ body, kv, now, seed: seed + this.calls });
    this.calls += 1;
    if (outcome.kind === "stopped") this.stops += 1;
    if (outcome.kind === "not-started") {
      const message = `The code fails before the handler is called: \`${shorten(outcome.message, 200)}\`.`;
      findings.addToCode({ rule: "endpoint-not-started", message }, outcome.at);
      this.notStarted = true;
      this.blocked = true;
    }
    return outcome;
  }

  private note(
    purpose: ExchangePurpose,
    after: number | null,
    request: ExchangeRequest,
    outcome: SandboxOutcome,
    rules: readonly string[],
  ): number {
    const number = this.options.exchanges.length + 1;
    this.options.exchanges.push({ number, purpose, after, request, outcome, rules });
    return number;
  }
}

/** How the code failed over a request; undefined when it gave an answer of some kind. */
function failureOf(outcome: SandboxOutcome): string | undefined {
  // What it does without the network says nothing about the request.
  if ("refused" in outcome && outcome.refused.length > 0) return undefined;
  switch (outcome.kind) {
    case "threw":
      return `throws \`${shorten(outcome.message, 120)}\``;
    case "stopped":
      return outcome.reason === "time" ? "does not answer in time" : "ends without an answer";
    case "answered":
      return outcome.status >= 500 ? `answers with status \`${outcome.status}\`` : undefined;
    case "no-response":
      return `returns ${outcome.found} instead of a \`Response\``;
    default:
      return undefined;
  }
}
