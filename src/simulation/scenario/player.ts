/** Plays one scenario on the phone. Nothing is done that a step does not say, and nothing that the phone refuses. */
import type { FlowDocument } from "../../flow/document.js";
import { shorten } from "../../flow/words.js";
import { listed } from "../../text/counted.js";
import { didYouMean } from "../../text/nearest.js";
import type { MapEntry } from "../../yaml/tree.js";
import type { CoverageRecord } from "../coverage.js";
import type { Exchange } from "../exchange.js";
import type { Findings } from "../findings.js";
import type { Completion, Move, Moves } from "../moves.js";
import type { PhoneState } from "../phone-state.js";
import type { KvEntries } from "../sandbox.js";
import { nameOf, type ScreenView, type Shown } from "../screen-view.js";
import { tapOn } from "../taps.js";
import { viewProblems } from "../view-checks.js";
import { actionsOnChoice, actsOnChoice, type Control, controlNamed, controlsOn, footerOf } from "./controls.js";
import { enter } from "./enter.js";
import { missingInputs, valuesOf, viewWith } from "./form.js";
import type { Failure } from "./result.js";
import type { Act, Opening, Step } from "./scenario.js";

/** What the user has before them. */
export type Sight =
  | { readonly kind: "screen"; readonly view: ScreenView }
  | { readonly kind: "completed"; readonly completion: Completion }
  /** The phone has no screen to show. */
  | { readonly kind: "nothing" };

export interface PlayerOptions {
  readonly flow: FlowDocument;
  readonly moves: Moves;
  readonly coverage: CoverageRecord;
  readonly findings: Findings;
  readonly exchanges: readonly Exchange[];
}

export class Player {
  sight: Sight = { kind: "nothing" };
  kv: KvEntries = {};
  private readonly options: PlayerOptions;
  /** What was entered on the screens that are open, by their ids. */
  private readonly entered = new Map<string, Map<string, unknown>>();

  constructor(options: PlayerOptions) {
    this.options = options;
  }

  /** Opens the flow. */
  async open(opening: Opening, kv: KvEntries): Promise<string | undefined> {
    const { flow, moves } = this.options;
    this.kv = kv;
    if (opening.by === "navigate") {
      const screen = flow.screensById.get(opening.screen);
      if (screen === undefined) {
        return `The flow has no screen \`${shorten(opening.screen)}\`.${didYouMean(opening.screen, flow.screensById.keys())}`;
      }
      this.settle(moves.openOn(screen, opening.data, kv));
      return undefined;
    }
    if (opening.by === "INIT" && flow.dataApiVersion === undefined) {
      return "A flow without `data_api_version` does not open with `INIT`.";
    }
    if (flow.dataApiVersion !== undefined) this.settle(await moves.openByAsking(kv));
    else if (moves.first !== undefined) this.settle(moves.openOn(moves.first, {}, kv));
    return this.sight.kind === "nothing" ? `The flow does not open: ${this.whyNothing()}` : undefined;
  }

  /** Does what a step says. Gives the first thing that cannot be done. */
  async do({ fill, act }: Step): Promise<Failure | undefined> {
    for (const entry of fill) {
      const failure = this.fill(entry);
      if (failure !== undefined) return failure;
    }
    return act === undefined ? undefined : this.act(act);
  }

  private fill(entry: MapEntry): Failure | undefined {
    const found = this.input(entry);
    if ("rule" in found) return found;
    const { input } = found;
    if (actsOnChoice(input)) {
      return cannot(
        `Choosing in \`${shorten(entry.key)}\` runs an action at once; use \`select\` in a step of its own.`,
        entry,
      );
    }
    const entered = enter(this.options.flow, input, entry.value);
    if (!entered.ok) return cannot(entered.message, entry);
    this.enter(found.view.state, entry.key, entered.value);
    return undefined;
  }

  private async act(act: Act): Promise<Failure | undefined> {
    if (act.kind === "select") return this.select(act.entry);
    const place = { value: act.node };
    if (this.sight.kind !== "screen") return cannot(this.noScreen(), place);
    const { view } = this.sight;
    const screen = view.state.screen.id ?? "";
    if (act.kind === "back") {
      if (view.state.behind.length === 0)
        return cannot(`Nothing is behind screen \`${screen}\`, so that \`back\` would close the flow.`, place);
      this.settle(await this.options.moves.back(view.state));
      return this.stuck("Going back", place);
    }
    const controls = controlsOn(this.options.flow, view);
    const control = act.kind === "submit" ? footerOf(controls, screen) : controlNamed(controls, act.label, screen);
    if (typeof control === "string") return cannot(control, place);
    return this.tap(control, view, place);
  }

  private async tap(control: Control, view: ScreenView, place: Pick<MapEntry, "value">): Promise<Failure | undefined> {
    const label = shorten(control.labels[0] ?? "");
    const missing = control.footer ? missingInputs(view) : [];
    if (missing.length > 0) {
      const names = listed(missing.map((name) => `\`${shorten(name)}\``));
      return cannot(
        `The phone does not send the screen: ${names} ${missing.length === 1 ? "is" : "are"} required and empty.`,
        place,
      );
    }
    this.settle(await this.options.moves.tap(control.tap));
    return this.stuck(`Tapping \`${label}\``, place);
  }

  private async select(entry: MapEntry): Promise<Failure | undefined> {
    const { flow, moves } = this.options;
    const found = this.input(entry);
    if ("rule" in found) return found;
    const { input, view } = found;
    const entered = enter(flow, input, entry.value);
    if (!entered.ok) return cannot(entered.message, entry);
    const before = valuesOf(view)[entry.key];
    this.enter(view.state, entry.key, entered.value);
    const actions =
      this.sight.kind === "screen" ? actionsOnChoice(flow, this.sight.view, input, before, entered.value) : [];
    if (actions.length === 0) {
      const why = actsOnChoice(input) ? "This choice" : `Choosing in \`${shorten(entry.key)}\``;
      return cannot(`${why} runs no action; use \`fill\`.`, entry);
    }
    for (const action of actions) {
      const now: Sight = this.sight;
      // One action may have led away from the screen.
      if (now.kind !== "screen" || now.view.state.screen !== view.state.screen) break;
      this.settle(await moves.tap(tapOn(flow, action, now.view)));
    }
    return this.stuck(`Choosing in \`${shorten(entry.key)}\``, entry);
  }

  private input(entry: MapEntry): Failure | { readonly input: Shown; readonly view: ScreenView } {
    if (this.sight.kind !== "screen") return cannot(this.noScreen(), entry);
    const { view } = this.sight;
    const { screen } = view.state;
    const input = view.inputs.find(({ component }) => nameOf(component) === entry.key);
    if (input !== undefined) return { input, view };
    const hidden = screen.inputs.has(entry.key);
    const shown = view.inputs.map(({ component }) => nameOf(component) ?? "");
    const there =
      shown.length === 0 ? " It shows no inputs." : ` It shows ${listed(shown.map((name) => `\`${shorten(name)}\``))}.`;
    const message = hidden
      ? `\`${shorten(entry.key)}\` is not shown on screen \`${screen.id ?? ""}\` now.`
      : `Screen \`${screen.id ?? ""}\` has no input \`${shorten(entry.key)}\`.${didYouMean(entry.key, shown) || there}`;
    return { rule: "scenario-step", message, place: { range: entry.keyRange, pointer: entry.value.pointer } };
  }

  private enter(state: PhoneState, name: string, value: unknown): void {
    const id = state.screen.id ?? "";
    this.entered.set(id, new Map(this.entered.get(id)).set(name, value));
    this.show(state);
  }

  private settle(move: Move): void {
    if (move.state !== undefined) this.kv = move.state.kv;
    if (move.kind === "shown") this.show(move.state);
    else if (move.kind === "completed") this.sight = { kind: "completed", completion: move.completion };
    else this.sight = { kind: "nothing" };
  }

  /** Shows a screen, with what was entered on it. A screen that was left backwards begins anew. */
  private show(state: PhoneState): void {
    const { flow, coverage, findings, moves } = this.options;
    const open = new Set([...state.behind, state.screen].map(({ id }) => id ?? ""));
    for (const id of this.entered.keys()) if (!open.has(id)) this.entered.delete(id);
    const view = viewWith(flow, state, this.entered.get(state.screen.id ?? "") ?? new Map());
    coverage.screen(state.screen);
    for (const branch of view.branches) coverage.branch(branch);
    for (const problem of viewProblems(flow, view)) findings.add({ ...problem, code: moves.codeOf(state) });
    this.sight = { kind: "screen", view };
  }

  private stuck(what: string, place: Pick<MapEntry, "value">): Failure | undefined {
    if (this.sight.kind !== "nothing") return undefined;
    return cannot(`${what} leads to no screen: ${this.whyNothing()}`, place);
  }

  /** Why there is no screen, after the last exchange; the finding about the answer says more. */
  private whyNothing(): string {
    const outcome = this.options.exchanges.at(-1)?.outcome;
    switch (outcome?.kind) {
      case "answered":
        return outcome.status === 200
          ? "the answer names none that the phone can show."
          : `the answer has status \`${outcome.status}\`.`;
      case "threw":
      case "not-started":
        return `the code throws \`${shorten(outcome.message, 200)}\`.`;
      default:
        return "the code gives no answer that the phone can use.";
    }
  }

  private noScreen(): string {
    return this.sight.kind === "completed" ? "The flow has ended, so that nothing can be done." : "No screen is shown.";
  }
}

function cannot(message: string, { value }: Pick<MapEntry, "value">): Failure {
  return { rule: "scenario-step", message, place: { range: value.range, pointer: value.pointer } };
}
