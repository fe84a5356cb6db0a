/** What the phone does when the user opens the flow, taps, or goes back: where that leads, and what was seen on the way. */
import type { FlowDocument, Screen } from "../flow/document.js";
import type { RoutingGraph } from "../flow/routing-graph.js";
import { value } from "../flow/rule.js";
import { type BooleanNode, type JsonNode, property, toValue } from "../json/node.js";
import type { JsonObject } from "../json/object.js";
import { type Answer, paramsOf } from "./answer.js";
import type { Conversation } from "./conversation.js";
import type { CoverageRecord } from "./coverage.js";
import { decidedAt, type Exchange, type ExchangeRequest } from "./exchange.js";
import { asObject, dataOf, movedTo, type PhoneState, type Way, withData } from "./phone-state.js";
import { responseMessage } from "./response-message.js";
import type { KvEntries } from "./sandbox.js";
import type { Tap } from "./taps.js";

/** How a way through the flow ended. */
export interface Completion {
  readonly screen: string;
  readonly by: "complete" | "SUCCESS";
  /** What the business receives. */
  readonly payload: JsonObject;
}

/** The end of a way. */
export interface Ended {
  readonly kind: "completed";
  readonly completion: Completion;
  readonly state: PhoneState;
}

export type Move =
  /** A screen is shown now: another one, or the same with what is new. */
  | { readonly kind: "shown"; readonly state: PhoneState }
  | Ended
  /** The phone has nothing to go on with: no usable answer, or a screen that does not exist. */
  | { readonly kind: "stuck"; readonly state: PhoneState | undefined };

export interface MovesOptions {
  readonly flow: FlowDocument;
  readonly graph: RoutingGraph;
  readonly conversation: Conversation;
  readonly coverage: CoverageRecord;
  readonly exchanges: readonly Exchange[];
}

export class Moves {
  /** The screen on which the flow opens when nobody names one. */
  readonly first: Screen | undefined;
  private readonly options: MovesOptions;

  constructor(options: MovesOptions) {
    const { screens, routes } = options.graph;
    const inbound = new Set(routes.map(({ to }) => to));
    this.first = screens.find((screen) => !inbound.has(screen)) ?? screens[0];
    this.options = options;
  }

  /** Opens the flow on a screen, with the data that the message carries. */
  openOn(screen: Screen, data: JsonObject, kv: KvEntries = {}): Move {
    return { kind: "shown", state: withData(blank(screen, kv), data) };
  }

  /** Opens the flow by asking the data endpoint. */
  async openByAsking(kv: KvEntries): Promise<Move> {
    const { conversation } = this.options;
    if (this.first === undefined) return { kind: "stuck", state: undefined };
    const request = conversation.request("INIT", {});
    const { answer, state } = await conversation.ask(request, blank(this.first, kv), undefined, conversation.start);
    const { to, data } = answer;
    if (to === undefined) return { kind: "stuck", state };
    return { kind: "shown", state: withData({ ...state, screen: to }, asObject(toObject(data))) };
  }

  async tap(tap: Tap): Promise<Move> {
    const { flow, coverage, conversation } = this.options;
    const { payload } = tap;
    const state = moved(tap.state, tap);
    if (tap.action !== null) coverage.action(tap.action);
    switch (tap.name) {
      case "data_exchange": {
        const asked = await conversation.ask(this.requestOf(tap), state, state.screen, value(tap.node));
        return this.follow(asked.answer, asked.state);
      }
      case "navigate": {
        const to = flow.screensById.get(tap.next ?? "");
        if (to === undefined) return { kind: "stuck", state };
        coverage.move(state.screen, to);
        return { kind: "shown", state: movedTo(state, to, payload) };
      }
      case "update_data":
        return { kind: "shown", state: withData(state, { ...dataOf(state), ...payload }) };
      case "complete":
        return completed(state, "complete", responseMessage(payload, conversation.flowToken));
      default:
        // `open_url` leaves the flow as it is.
        return { kind: "shown", state };
    }
  }

  /** What a tap that exchanges data sends. */
  requestOf({ state, payload }: Tap): ExchangeRequest {
    const screen = state.screen.id ?? "";
    return this.options.conversation.request("data_exchange", { screen, data: payload });
  }

  /** Back to the screen before, by asking where the screen wants that. Nothing may be behind; then nothing happens. */
  async back(from: PhoneState): Promise<Move> {
    const { conversation } = this.options;
    const { screen, behind } = from;
    const state = moved(from, "back");
    const refresh = refreshOnBack(screen);
    const before = behind.at(-1);
    if (before === undefined) return { kind: "shown", state };
    if (refresh === undefined)
      return { kind: "shown", state: movedTo(state, before, dataOf({ ...state, screen: before })) };
    const request = conversation.request("BACK", { screen: screen.id ?? "", data: {} });
    const asked = await conversation.ask(request, state, screen, value(refresh));
    return this.follow(asked.answer, asked.state);
  }

  /** Where in the code the data of a screen was made. */
  codeOf({ exchange }: PhoneState): ReturnType<typeof decidedAt> {
    const made = exchange === null ? undefined : this.options.exchanges[exchange - 1];
    return made === undefined ? null : decidedAt(made.outcome);
  }

  /** Goes where an answer leads, as far as the phone would. */
  private follow(answer: Answer, state: PhoneState): Move {
    const { to, ends, data } = answer;
    if (ends) return completed(state, "SUCCESS", asObject(toObject(paramsOf(data))));
    if (to === undefined) return { kind: "stuck", state };
    this.options.coverage.move(state.screen, to);
    return { kind: "shown", state: movedTo(state, to, asObject(toObject(data))) };
  }
}

/** The member of a screen that wants the data endpoint to be asked when the user leaves it backwards. */
export function refreshOnBack(screen: Screen): BooleanNode | undefined {
  const refresh = property(screen.node, "refresh_on_back");
  return refresh?.kind === "boolean" && refresh.value ? refresh : undefined;
}

function blank(screen: Screen, kv: KvEntries): PhoneState {
  return { screen, data: new Map(), forms: new Map(), behind: [], kv, exchange: null, way: null };
}

function moved(state: PhoneState, move: Way["move"]): PhoneState {
  return { ...state, way: { before: state.way, from: state, move } };
}

function completed(state: PhoneState, by: Completion["by"], payload: JsonObject): Move {
  return { kind: "completed", completion: { screen: state.screen.id ?? "", by, payload }, state };
}

function toObject(node: JsonNode | undefined): unknown {
  return node === undefined ? {} : toValue(node);
}
