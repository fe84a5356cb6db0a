/** Ways in which a user could fill a screen. */
import type { FlowDocument } from "../flow/document.js";
import { property } from "../json/node.js";
import type { JsonObject } from "../json/object.js";
import { type Choices, choicesFor, isRequired } from "./fill.js";
import { asObject, evaluateNode, lookUpIn, type PhoneState, withForm } from "./phone-state.js";
import { type Random, sample } from "./random.js";
import { nameOf, type ScreenView, type Shown, viewOf } from "./screen-view.js";

/** A screen that was filled, as the phone shows it then. */
export interface FilledScreen {
  readonly view: ScreenView;
  /** Required inputs that nothing can be entered into; the phone does not go on then. */
  readonly unfillable: readonly Shown[];
}

/** Filling in one input can show others; deeper than this they are left alone. */
const rounds = 4;

/**
 * The screen filled in different ways: first with the plainest value everywhere, then with one input at a time holding
 * another value or none.
 */
export function fillings(
  flow: FlowDocument,
  state: PhoneState,
  options: { readonly now: number; readonly most: number; readonly random: Random },
): readonly FilledScreen[] {
  const plain = fill(flow, state, new Map(), options.now);
  const others: FilledScreen[] = [];
  const tried = new Set<string>();
  const variations = plain.view.inputs.flatMap((input) => {
    const name = nameOf(input.component) ?? "";
    const choices = choicesOf(flow, state, input, options.now);
    const rest = choices.slice(1).map((value) => ({ name, value }));
    return isRequired(input) || choices.length === 0 ? rest : [...rest, { name, value: undefined }];
  });
  for (const { name, value } of sample(variations, options.most - 1, options.random)) {
    const filled = fill(flow, state, new Map([[name, value]]), options.now);
    const key = JSON.stringify(filled.view.state.forms.get(state.screen.id ?? ""));
    if (!tried.has(key)) others.push(filled);
    tried.add(key);
  }
  return [plain, ...others];
}

/** Fills everything that is shown, until nothing new comes up. `chosen` goes before the plainest value. */
export function fill(
  flow: FlowDocument,
  state: PhoneState,
  chosen: ReadonlyMap<string, unknown>,
  now: number,
): FilledScreen {
  let filled = withForm(state, {});
  let view = viewOf(flow, filled);
  for (let round = 0; round < rounds; round++) {
    const form: Record<string, unknown> = {};
    for (const input of view.inputs) {
      const name = nameOf(input.component) ?? "";
      const value = chosen.has(name) ? chosen.get(name) : choicesOf(flow, state, input, now)[0];
      if (value !== undefined) form[name] = value;
    }
    const before = JSON.stringify(filled.forms.get(state.screen.id ?? ""));
    filled = withForm(state, form);
    view = viewOf(flow, filled);
    if (JSON.stringify(form) === before) break;
  }
  const unfillable = view.inputs.filter(
    (input) => isRequired(input) && choicesOf(flow, state, input, now).length === 0,
  );
  return { view, unfillable };
}

function choicesOf(flow: FlowDocument, state: PhoneState, input: Shown, now: number): Choices {
  const given = formValue(flow, state, input);
  if (input.value("enabled") === false) return given === undefined ? [] : [given];
  const choices = choicesFor(flow, input, now);
  if (given === undefined) return choices;
  return [given, ...choices.filter((value) => JSON.stringify(value) !== JSON.stringify(given))];
}

/** The value that the Form around an input gives it. */
export function formValue(flow: FlowDocument, state: PhoneState, { component }: Shown): unknown {
  let form = component.parent;
  while (form !== null && form.type !== "Form") form = form.parent;
  if (form === null) return undefined;
  const values: JsonObject = asObject(evaluateNode(flow, property(form.node, "init-values"), lookUpIn(flow, state)));
  const value = values[nameOf(component) ?? ""];
  return value === "" || value === null ? undefined : value;
}
