/** A screen as the user left it: what was entered, and everywhere else what the phone shows by itself. */
import type { FlowDocument } from "../../flow/document.js";
import type { JsonObject } from "../../json/object.js";
import { isRequired, numberOf } from "../fill.js";
import { formValue } from "../filling.js";
import { type PhoneState, withForm } from "../phone-state.js";
import { nameOf, type ScreenView, type Shown, viewOf } from "../screen-view.js";

/** What was entered, by the names of the inputs; `undefined`: emptied. */
export type Entries = ReadonlyMap<string, unknown>;

/** What is entered can show other inputs, with initial values of their own; deeper than this they are left alone. */
const rounds = 4;

/** The screen with what was entered. */
export function viewWith(flow: FlowDocument, state: PhoneState, entries: Entries): ScreenView {
  let view = viewOf(flow, withForm(state, {}));
  for (let round = 0, before = "{}"; round < rounds; round++) {
    const form = formOf(flow, state, view, entries);
    view = viewOf(flow, withForm(state, form));
    const after = JSON.stringify(form);
    if (after === before) break;
    before = after;
  }
  return view;
}

function formOf(flow: FlowDocument, state: PhoneState, view: ScreenView, entries: Entries): JsonObject {
  return Object.fromEntries(
    view.inputs.flatMap((input) => {
      const name = nameOf(input.component) ?? "";
      const value = entries.has(name) ? entries.get(name) : initialValue(flow, state, input);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** What an input holds that nobody touched. */
function initialValue(flow: FlowDocument, state: PhoneState, input: Shown): unknown {
  const given = formValue(flow, state, input) ?? input.value("init-value");
  return given === "" || given === null ? undefined : given;
}

/** What the inputs of the screen hold. */
export function valuesOf(view: ScreenView): JsonObject {
  return view.state.forms.get(view.state.screen.id ?? "") ?? {};
}

/** Required inputs that are shown and empty. */
export function missingInputs(view: ScreenView): readonly string[] {
  const values = valuesOf(view);
  return view.inputs.flatMap((input) => {
    const name = nameOf(input.component) ?? "";
    const value = values[name];
    const few = Array.isArray(value) && value.length < numberOf(input.value("min-selected-items"), 1);
    const empty = value === undefined || value === "" || value === false || few;
    return isRequired(input) && empty ? [name] : [];
  });
}
