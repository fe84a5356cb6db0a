/**
 * Plays the phone: opens the flow, fills screens, taps, asks the data endpoint, and goes on with what it gets. Breadth
 * first, so that every screen is reached before variations of the first ones are tried; bounded, and the same for the
 * same seed as far as the code's answers are.
 */
import type { FlowDocument, Screen } from "../flow/document.js";
import { type RoutingGraph, routingGraph } from "../flow/routing-graph.js";
import { type Place, value } from "../flow/rule.js";
import { shorten } from "../flow/words.js";
import { type JsonNode, property, toValue } from "../json/node.js";
import type { SchemaJudge } from "../schema/conforms.js";
import { type Answer, paramsOf, problemsOf, readAnswer } from "./answer.js";
import { CoverageRecord } from "./coverage.js";
import {
  decidedAt,
  type Exchange,
  type ExchangePurpose,
  type ExchangeRequest,
  type JsonObject,
  kapsoCall,
} from "./exchange.js";
import { fillings } from "./filling.js";
import type { Findings } from "./findings.js";
import { asObject, movedTo, type PhoneState, withData } from "./phone-state.js";
import { exampleData, type Probe, probesOf } from "./probes.js";
import { seededRandom } from "./random.js";
import type { RunningEndpoint, SandboxOutcome } from "./sandbox.js";
import { nameOf } from "./screen-view.js";
import { type Tap, tapsOn } from "./taps.js";
import { viewProblems } from "./view-checks.js";

export interface PhoneOptions {
  readonly flow: FlowDocument;
  readonly endpoint: RunningEndpoint;
  readonly findings: Findings;
  readonly judge?: SchemaJudge;
  /** The time on the phone, in milliseconds since the epoch. */
  readonly now: number;
  readonly seed: number;
  readonly flowToken: string;
  /** How the flow is opened: by asking the endpoint, or on its first screen with the examples of its data. */
  readonly flowAction: "data_exchange" | "navigate";
  readonly maxExchanges: number;
  readonly signal?: AbortSignal;
}

/** How a way through the flow ended. */
export interface Completion {
  readonly screen: string;
  readonly by: "complete" | "SUCCESS";
  /** What the business receives. */
  readonly payload: JsonObject;
}

/** Ways to fill one screen that are tried. */
const mostFillings = 12;
/** Different contents of one screen that are looked into. */
const mostStatesPerScreen = 16;
/** Each end by force costs as much time as a call may take. */
const mostStops = 3;

export class Phone {
  readonly exchanges: Exchange[] = [];
  readonly completions: Completion[] = [];
  readonly coverage: CoverageRecord;
  private readonly options: PhoneOptions;
  private readonly graph: RoutingGraph;
  private readonly random: () => number;
  private readonly queue: PhoneState[] = [];
  private readonly known = new Set<string>();
  private readonly perScreen = new Map<Screen, number>();
  private readonly probes: Probe[] = [];
  /** What the walk already failed over; a probe of it would say the same again. */
  private readonly failed = new Set<JsonNode>();
  private blocked = false;
  private stops = 0;
  private cut: string | undefined;

  constructor(options: PhoneOptions) {
    this.options = options;
    this.graph = routingGraph(options.flow);
    this.random = seededRandom(options.seed);
    this.coverage = new CoverageRecord(options.flow, this.graph);
  }

  async play(): Promise<void> {
    await this.open();
    for (let state = this.queue.shift(); state !== undefined && !this.isOver(); state = this.queue.shift()) {
      await this.visit(state);
    }
    // An answer that the phone refuses has its own finding, and may well be why.
    if (this.completions.length === 0 && this.cut === undefined && !this.blocked) {
      const message = "No way through the flow came to `SUCCESS` or to a `complete` action.";
      this.options.findings.add({ rule: "simulation-no-end", message, place: this.start });
    }
    for (const probe of this.probes) if (!this.failed.has(probe.node)) await this.probe(probe);
    if (this.cut !== undefined) {
      this.options.findings.add({ rule: "simulation-cut-short", message: this.cut, place: this.start });
    }
  }

  /** Where findings about the opening of the flow are shown. */
  private get start(): Place {
    const { root, dataApiVersion } = this.options.flow;
    return value(dataApiVersion ?? property(root, "version") ?? root);
  }

  private isOver(): boolean {
    if (this.options.signal?.aborted === true) this.cut ??= "The simulation was cancelled.";
    if (this.exchanges.length >= this.options.maxExchanges) {
      this.cut ??= `The simulation stopped after ${this.options.maxExchanges} exchanges; give it more to see the rest.`;
    }
    if (this.stops >= mostStops)
      this.cut ??= `The simulation stopped after the code had to be ended ${mostStops} times.`;
    return this.cut !== undefined;
  }

  private async open(): Promise<void> {
    const { flow, flowAction } = this.options;
    const inbound = new Set(this.graph.routes.map(({ to }) => to));
    const first = this.graph.screens.find((screen) => !inbound.has(screen)) ?? this.graph.screens[0];
    if (first === undefined) return;
    const blank = { screen: first, data: new Map(), forms: new Map(), behind: [], kv: {}, exchange: null };
    if (flowAction === "navigate") {
      this.show(withData(blank, exampleData(first)));
      return;
    }
    const request = this.request("INIT", {});
    this.probes.push(...probesOf(request, flow.dataApiVersion, {}));
    const { answer, state } = await this.ask(request, blank, undefined, this.start);
    const { to, data } = answer;
    if (to !== undefined) this.show(withData({ ...state, screen: to }, asObject(toObject(data))));
  }

  private request(action: string, more: Partial<ExchangeRequest>): ExchangeRequest {
    const { dataApiVersion } = this.options.flow;
    const version = dataApiVersion?.kind === "string" ? dataApiVersion.value : "3.0";
    return { version, action, ...more, flow_token: this.options.flowToken };
  }

  /** Looks at a screen, and keeps it for a visit unless it was there before. */
  private show(state: PhoneState): void {
    const { flow } = this.options;
    const { screen } = state;
    this.coverage.screen(screen);
    const key = stateKey(flow, state);
    const visits = this.perScreen.get(screen) ?? 0;
    if (this.known.has(key) || visits >= mostStatesPerScreen) return;
    this.known.add(key);
    this.perScreen.set(screen, visits + 1);
    this.queue.push(state);
  }

  private async visit(state: PhoneState): Promise<void> {
    const { flow, now, findings } = this.options;
    const options = { now, most: mostFillings, random: this.random };
    for (const [at, filled] of fillings(flow, state, options).entries()) {
      for (const branch of filled.view.branches) this.coverage.branch(branch);
      for (const problem of viewProblems(flow, filled.view)) findings.add({ ...problem, code: this.codeOf(state) });
      for (const { component } of filled.unfillable) {
        const name = property(component.node, "name") ?? component.node;
        const message = `Nothing can be chosen or entered in \`${shorten(nameOf(component) ?? "")}\`, which is required.`;
        findings.add({ rule: "simulation-input-unfillable", message, place: value(name), code: this.codeOf(state) });
      }
      for (const tap of tapsOn(flow, filled, now)) {
        if (this.isOver()) return;
        // A link does the same whatever the fields hold, most often; the button that sends them is another matter.
        if (at === 0 || tap.sends) await this.tap(tap);
      }
    }
    await this.back(state);
  }

  private codeOf({ exchange }: PhoneState): ReturnType<typeof decidedAt> {
    const made = exchange === null ? undefined : this.exchanges[exchange - 1];
    return made === undefined ? null : decidedAt(made.outcome);
  }

  private async tap(tap: Tap): Promise<void> {
    const { flow } = this.options;
    const { state, payload } = tap;
    if (tap.action !== null) this.coverage.action(tap.action);
    switch (tap.name) {
      case "data_exchange":
        return this.exchangeData(tap);
      case "navigate": {
        const to = flow.screensById.get(tap.next ?? "");
        if (to === undefined) return;
        this.coverage.move(state.screen, to);
        this.show(movedTo(state, to, payload));
        return;
      }
      case "update_data":
        this.show(withData(state, { ...asObject(state.data.get(state.screen.id ?? "")), ...payload }));
        return;
      case "complete":
        this.complete(state, "complete", payload);
        return;
      default:
        // `open_url` leaves the flow as it is.
        return;
    }
  }

  private async exchangeData(tap: Tap): Promise<void> {
    const { screen } = tap.state;
    const place = value(tap.node);
    const request = this.request("data_exchange", { screen: screen.id ?? "", data: tap.payload });
    if (!this.probes.some((probe) => probe.node === tap.node)) {
      this.probes.push(...probesOf(request, tap.node, tap.state.kv));
    }
    const { answer, state } = await this.ask(request, tap.state, screen, place);
    this.follow(answer, state);
  }

  /** Goes where an answer leads, as far as the phone would. */
  private follow(answer: Answer, state: PhoneState): void {
    const { to, ends, data } = answer;
    if (ends) this.complete(state, "SUCCESS", asObject(toObject(paramsOf(data))));
    if (to === undefined) return;
    this.coverage.move(state.screen, to);
    this.show(movedTo(state, to, asObject(toObject(data))));
  }

  private complete({ screen }: PhoneState, by: Completion["by"], payload: JsonObject): void {
    this.completions.push({ screen: screen.id ?? "", by, payload });
  }

  private async back(state: PhoneState): Promise<void> {
    const { screen, behind } = state;
    const refresh = property(screen.node, "refresh_on_back");
    if (refresh?.kind !== "boolean" || !refresh.value || behind.length === 0 || this.isOver()) return;
    const request = this.request("BACK", { screen: screen.id ?? "", data: {} });
    const { answer, state: after } = await this.ask(request, state, screen, value(refresh));
    this.follow(answer, after);
  }

  /** One exchange of the walk, with everything that can be said about its answer. */
  private async ask(
    request: ExchangeRequest,
    state: PhoneState,
    screen: Screen | undefined,
    place: Place,
  ): Promise<{ readonly answer: Answer; readonly state: PhoneState }> {
    const { flow, judge, findings } = this.options;
    const outcome = await this.call(request, state.kv);
    const asked = { flow, graph: this.graph, request, screen, ...(judge === undefined ? {} : { judge }) };
    const answer = readAnswer(asked, outcome);
    const problems = problemsOf(answer);
    for (const { rule, message, severity, related } of problems) {
      const more = severity === undefined ? {} : { severity };
      const reported = findings.add({ rule, message, ...more, place, related, code: decidedAt(outcome) });
      this.blocked ||= reported === "error";
    }
    if (failureOf(outcome) !== undefined) this.failed.add(place.node);
    const number = this.note(
      "walk",
      state.exchange,
      request,
      outcome,
      problems.map(({ rule }) => rule),
    );
    return { answer, state: { ...state, kv: "kv" in outcome ? outcome.kv : state.kv, exchange: number } };
  }

  private async probe({ request, node, kv, what }: Probe): Promise<void> {
    if (this.isOver()) return;
    const outcome = await this.call(request, kv);
    const fails = failureOf(outcome);
    this.note("probe", null, request, outcome, fails === undefined ? [] : ["endpoint-unexpected-input"]);
    if (fails === undefined) return;
    const message = `${what}, the code ${fails}. Answer with \`error_message\` instead.`;
    this.options.findings.add({
      rule: "endpoint-unexpected-input",
      message,
      place: value(node),
      code: decidedAt(outcome),
    });
  }

  private async call(request: ExchangeRequest, kv: PhoneState["kv"]): Promise<SandboxOutcome> {
    const { endpoint, now, seed, findings } = this.options;
    const body = JSON.stringify(kapsoCall(request, now));
    const outcome = await endpoint.call({ body, kv, now, seed: seed + this.exchanges.length });
    if (outcome.kind === "stopped") this.stops += 1;
    if (outcome.kind === "not-started") {
      const message = `The code fails before the handler is called: \`${shorten(outcome.message, 200)}\`.`;
      findings.addToCode({ rule: "endpoint-not-started", message }, outcome.at);
      this.cut ??= "The simulation stopped because the code cannot be started.";
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
    const number = this.exchanges.length + 1;
    this.exchanges.push({ number, purpose, after, request, outcome, rules });
    return number;
  }
}

/** How the code failed over a request; undefined when it gave an answer of some kind. */
function failureOf(outcome: SandboxOutcome): string | undefined {
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

function toObject(node: JsonNode | undefined): unknown {
  return node === undefined ? {} : toValue(node);
}

/** Two states with the same key show the same; what was entered before counts only where the flow refers to it. */
function stateKey(flow: FlowDocument, { screen, data, forms }: PhoneState): string {
  const elsewhere = flow.text.includes("${screen.") ? [[...data], [...forms].filter(([id]) => id !== screen.id)] : [];
  return JSON.stringify([screen.index, data.get(screen.id ?? "") ?? {}, elsewhere]);
}
