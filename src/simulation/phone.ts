/**
 * Plays the phone: opens the flow, fills screens, taps, asks the data endpoint, and goes on with what it gets. Breadth
 * first, so that every screen is reached before variations of the first ones are tried; bounded, and the same for the
 * same seed as far as the code's answers are.
 */
import type { Component, FlowDocument, Screen } from "../flow/document.js";
import { value } from "../flow/rule.js";
import { shorten } from "../flow/words.js";
import { property } from "../json/node.js";
import { Conversation, type ConversationOptions } from "./conversation.js";
import type { CoverageRecord } from "./coverage.js";
import { type FilledScreen, fillings } from "./filling.js";
import type { Finding } from "./findings.js";
import { type Completion, type Ended, type Move, Moves, refreshOnBack } from "./moves.js";
import type { PhoneState } from "./phone-state.js";
import { exampleData, type Probe, probesOf } from "./probes.js";
import { seededRandom } from "./random.js";
import type { KvEntries } from "./sandbox.js";
import { viewWith } from "./scenario/form.js";
import { nameOf } from "./screen-view.js";
import { type Tap, tapsOn } from "./taps.js";
import { viewProblems } from "./view-checks.js";

export interface PhoneOptions extends Omit<ConversationOptions, "purpose"> {
  readonly coverage: CoverageRecord;
  /** All completions of the simulation, to which this adds its own. */
  readonly completions: Completion[];
  /** How the flow is opened: by asking the endpoint, or on its first screen with the examples of its data. */
  readonly flowAction: "data_exchange" | "navigate";
  readonly maxExchanges: number;
  /** What `env.KV` holds at first. */
  readonly kv: KvEntries;
  readonly signal?: AbortSignal;
}

/** Ways to fill one screen that are tried. */
const mostFillings = 12;
/** Different contents of one screen that are looked into. */
const mostStatesPerScreen = 16;
/** Each end by force costs as much time as a call may take. */
const mostStops = 3;

export class Phone {
  /** How the flow was completed, and the way there; the shortest first. */
  readonly ends: Ended[] = [];
  private readonly options: PhoneOptions;
  private readonly conversation: Conversation;
  private readonly moves: Moves;
  private readonly random: () => number;
  private readonly queue: PhoneState[] = [];
  private readonly known = new Set<string>();
  private readonly perScreen = new Map<Screen, number>();
  private readonly probes: Probe[] = [];
  /** Inputs that something could be entered into on some screen. */
  private readonly fillable = new Set<Component>();
  /** Required inputs without choices, which an action of their screen may bring. */
  private readonly waiting: { readonly component: Component; readonly finding: Finding }[] = [];
  private cut: string | undefined;

  constructor(options: PhoneOptions) {
    this.options = options;
    this.conversation = new Conversation({ ...options, purpose: "walk" });
    this.moves = new Moves({ ...options, conversation: this.conversation });
    this.random = seededRandom(options.seed);
  }

  async play(): Promise<void> {
    await this.open();
    for (let state = this.queue.shift(); state !== undefined && !this.isOver(); state = this.queue.shift()) {
      await this.visit(state);
    }
    for (const { component, finding } of this.waiting) {
      if (!this.fillable.has(component)) this.options.findings.add(finding);
    }
    // An answer that the phone refuses has its own finding, and may well be why.
    if (this.options.completions.length === 0 && this.cut === undefined && !this.conversation.blocked) {
      const message = "No way through the flow came to `SUCCESS` or to a `complete` action.";
      this.options.findings.add({ rule: "simulation-no-end", message, place: this.conversation.start });
    }
    for (const probe of this.probes) {
      if (!this.conversation.failed.has(probe.node) && !this.isOver()) await this.conversation.probe(probe);
    }
    if (this.cut !== undefined) {
      this.options.findings.add({ rule: "simulation-cut-short", message: this.cut, place: this.conversation.start });
    }
  }

  private isOver(): boolean {
    if (this.options.signal?.aborted === true) this.cut ??= "The simulation was cancelled.";
    if (this.options.exchanges.length >= this.options.maxExchanges) {
      this.cut ??= `The simulation stopped after ${this.options.maxExchanges} exchanges; give it more to see the rest.`;
    }
    if (this.conversation.notStarted) this.cut ??= "The simulation stopped because the code cannot be started.";
    if (this.conversation.stops >= mostStops)
      this.cut ??= `The simulation stopped after the code had to be ended ${mostStops} times.`;
    return this.cut !== undefined;
  }

  private async open(): Promise<void> {
    const { flow, flowAction, kv } = this.options;
    const { first } = this.moves;
    if (first === undefined) return;
    if (flowAction === "navigate") {
      this.settle(this.moves.openOn(first, exampleData(first), kv));
      return;
    }
    this.probes.push(...probesOf(this.conversation.request("INIT", {}), flow.dataApiVersion, kv));
    this.settle(await this.moves.openByAsking(kv));
  }

  private settle(move: Move): void {
    if (move.kind === "shown") this.show(move.state);
    if (move.kind !== "completed") return;
    this.options.completions.push(move.completion);
    this.ends.push(move);
  }

  /** Looks at a screen, and keeps it for a visit unless it was there before. */
  private show(state: PhoneState): void {
    const { flow } = this.options;
    const { screen } = state;
    this.options.coverage.screen(screen);
    const key = stateKey(flow, state);
    const visits = this.perScreen.get(screen) ?? 0;
    if (this.known.has(key) || visits >= mostStatesPerScreen) return;
    this.known.add(key);
    this.perScreen.set(screen, visits + 1);
    this.queue.push(state);
  }

  private async visit(state: PhoneState): Promise<void> {
    const { flow, now, findings, coverage } = this.options;
    const options = { now, most: mostFillings, random: this.random };
    // What is there before the user has entered anything.
    for (const branch of viewWith(flow, state, new Map()).branches) coverage.branch(branch);
    const choices = new Set<string>();
    for (const [at, filled] of fillings(flow, state, options).entries()) {
      for (const branch of filled.view.branches) coverage.branch(branch);
      for (const problem of viewProblems(flow, filled.view))
        findings.add({ ...problem, code: this.moves.codeOf(state) });
      const taps = tapsOn(flow, filled, now);
      this.noteInputs(state, filled, taps);
      for (const tap of taps) {
        if (this.isOver()) return;
        // A link does the same whatever the fields hold, most often; the button that sends them is another matter, and
        // so is a choice that was not made before.
        const { choice } = tap;
        if (at === 0 || tap.sends || (choice !== undefined && !choices.has(choice))) await this.tap(tap);
        if (choice !== undefined) choices.add(choice);
      }
    }
    if (refreshOnBack(state.screen) !== undefined && state.behind.length > 0 && !this.isOver()) {
      this.settle(await this.moves.back(state));
    }
  }

  /** A required input without choices stops the user, unless something else on the screen can bring some. */
  private noteInputs(state: PhoneState, { view, unfillable }: FilledScreen, taps: readonly Tap[]): void {
    const stuck = new Set(unfillable.map(({ component }) => component));
    for (const { component } of view.inputs) if (!stuck.has(component)) this.fillable.add(component);
    const canChange = taps.some(({ sends }) => !sends);
    for (const component of stuck) {
      const name = property(component.node, "name") ?? component.node;
      const message = `Nothing can be chosen or entered in \`${shorten(nameOf(component) ?? "")}\`, which is required.`;
      const finding: Finding = {
        rule: "simulation-input-unfillable",
        message,
        place: value(name),
        code: this.moves.codeOf(state),
      };
      if (canChange) this.waiting.push({ component, finding });
      else this.options.findings.add(finding);
    }
  }

  private async tap(tap: Tap): Promise<void> {
    if (tap.name === "data_exchange" && !this.probes.some((probe) => probe.node === tap.node)) {
      this.probes.push(...probesOf(this.moves.requestOf(tap), tap.node, tap.state.kv));
    }
    this.settle(await this.moves.tap(tap));
  }
}

/** Two states with the same key show the same; what was entered before counts only where the flow refers to it. */
function stateKey(flow: FlowDocument, { screen, data, forms }: PhoneState): string {
  const elsewhere = flow.text.includes("${screen.") ? [[...data], [...forms].filter(([id]) => id !== screen.id)] : [];
  return JSON.stringify([screen.index, data.get(screen.id ?? "") ?? {}, elsewhere]);
}
