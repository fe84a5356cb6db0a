/** What a user could enter into an input: values that the phone lets through. */
import { dayText, isDay } from "../flow/dates.js";
import { type Component, type FlowDocument, textOf } from "../flow/document.js";
import { versionNumber } from "../flow/versions.js";
import { textMatching } from "./pattern-text.js";
import type { Shown } from "./screen-view.js";

/** The values to try, the plainest first. None: nothing can be entered. */
export type Choices = readonly unknown[];

/** Values that fit an input which is shown. */
export function choicesFor(flow: FlowDocument, input: Shown, now: number): Choices {
  const type = input.component.type ?? "";
  const usual = byType[type]?.(input, flow, now) ?? [];
  const free = type === "TextArea" || (type === "TextInput" && input.value("pattern") === undefined);
  const fitting = free ? unique([...usual, ...decisiveTexts(input.component)]) : usual;
  const given = input.value("init-value");
  // A value that is there from the start stays unless the user changes it.
  return given === undefined || given === "" ? fitting : unique([given, ...fitting]);
}

/** Values that an If or a Switch of the screen compares an input with, and the numbers on either side of them. */
function decisiveTexts({ screen, node }: Component): readonly string[] {
  const reference = `\${form.${textOf(node, "name") ?? ""}}`;
  return screen.components.flatMap((other) => {
    if (other.type === "Switch" && textOf(other.node, "value") === reference)
      return other.branches.map(({ name }) => name);
    const condition = other.type === "If" ? (textOf(other.node, "condition") ?? "") : "";
    if (!condition.includes(reference)) return [];
    return [...condition.replaceAll(/\$\{[^}]*\}/g, " ").matchAll(/'([^']*)'|(\d+)/g)].flatMap(([, text, digits]) =>
      digits === undefined ? (text ?? "") : [-1, 0, 1].map((by) => String(Number(digits) + by)),
    );
  });
}

/** Whether the phone demands a value. */
export function isRequired({ value, component }: Shown): boolean {
  const required = value("required");
  if (component.type === "CheckboxGroup" || component.type === "ChipsSelector") {
    return required === true || numberOf(value("min-selected-items"), 0) > 0;
  }
  return required === true || (typeof required === "object" && required !== null);
}

type Fitting = (input: Shown, flow: FlowDocument, now: number) => Choices;

const byType: Readonly<Record<string, Fitting>> = {
  TextInput: textInput,
  TextArea: ({ value }) => [sized("A few words.", 0, numberOf(value("max-length"), 600))],
  // Untouched it is false, which leaving an input empty gives.
  OptIn: () => [true],
  Dropdown: (input) => optionIds(input),
  RadioButtonsGroup: (input) => optionIds(input),
  CheckboxGroup: several,
  ChipsSelector: several,
  DatePicker: (input, flow, now) => days(input, now).map((day) => dayValue(day, flow)),
  CalendarPicker: calendar,
  PhotoPicker: (input) => [files(input, "min-uploaded-photos", "photo.jpg")],
  DocumentPicker: (input) => [files(input, "min-uploaded-documents", "document.pdf")],
};

/** Texts by `input-type`; all of them stand for nobody. */
const texts: Readonly<Record<string, string>> = {
  text: "Alex Example",
  number: "42",
  email: "alex@example.com",
  password: "Passw0rd!",
  passcode: "1234",
  phone: "+15550100",
};

function textInput({ value }: Shown): Choices {
  const type = String(value("input-type") ?? "text");
  const min = numberOf(value("min-chars"), 0);
  const max = numberOf(value("max-chars"), 80);
  const pattern = value("pattern");
  if (typeof pattern === "string" && pattern !== "") {
    const usual = sized(texts[type] ?? "", min, max);
    const matching = textMatching(pattern);
    return matching === undefined ? [usual] : [matching];
  }
  const plain = texts[type] ?? texts.text ?? "";
  return [type === "email" ? plain : sized(plain, min, max, type === "text" || type === "password" ? "x" : "1")];
}

function sized(text: string, min: number, max: number, filler = "x"): string {
  return text.padEnd(min, filler).slice(0, Math.max(1, max));
}

/** The options that can be chosen. */
function optionIds({ value }: Shown): readonly string[] {
  const options = value("data-source");
  if (!Array.isArray(options)) return [];
  return options.flatMap((option: unknown) => {
    if (typeof option !== "object" || option === null || !("id" in option) || typeof option.id !== "string") return [];
    return "enabled" in option && option.enabled === false ? [] : [option.id];
  });
}

function several(input: Shown): Choices {
  const ids = optionIds(input);
  const min = Math.max(1, numberOf(input.value("min-selected-items"), 1));
  const max = Math.min(ids.length, numberOf(input.value("max-selected-items"), ids.length));
  if (ids.length < min) return [];
  const windows = ids.slice(0, ids.length - min + 1).map((_, at) => ids.slice(at, at + min));
  return unique([...windows, ids.slice(0, Math.max(min, max))]);
}

const dayMs = 86_400_000;
export const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The first, a middle and the last day that can be chosen. */
function days({ value }: Shown, now: number): readonly string[] {
  const min = dayOf(value("min-date"));
  const max = dayOf(value("max-date"));
  const first = min ?? (max !== undefined && max < now ? max - 30 * dayMs : Math.floor(now / dayMs) * dayMs + dayMs);
  const last = Math.min(max ?? first + 30 * dayMs, first + 400 * dayMs);
  const refused = value("unavailable-dates");
  const taken = new Set(Array.isArray(refused) ? refused.map(dayOf) : []);
  const included = value("include-days");
  const open: string[] = [];
  for (let day = first; day <= last; day += dayMs) {
    const allowed = !Array.isArray(included) || included.includes(weekdays[new Date(day).getUTCDay()]);
    if (allowed && !taken.has(day)) open.push(dayText(day));
  }
  return unique([open[0], open[open.length >> 1], open.at(-1)].filter((day) => day !== undefined));
}

/** Milliseconds of a day, given as text or, before 5.0, as a timestamp. */
export function dayOf(value: unknown): number | undefined {
  if (typeof value === "string" && isDay(value)) return Date.parse(`${value}T00:00:00Z`);
  return typeof value === "string" && /^\d{10,15}$/.test(value) ? Math.floor(Number(value) / dayMs) * dayMs : undefined;
}

export function dayValue(day: string, flow: FlowDocument): string {
  return flow.version < versionNumber("5.0") ? String(Date.parse(`${day}T00:00:00Z`)) : day;
}

function calendar(input: Shown, _: FlowDocument, now: number): Choices {
  const open = days(input, now);
  if (input.value("mode") !== "range") return open;
  const length = Math.max(1, numberOf(input.value("min-days"), 1));
  return open.slice(0, 2).map((start) => ({
    "start-date": start,
    "end-date": dayText(Date.parse(`${start}T00:00:00Z`) + (length - 1) * dayMs),
  }));
}

/** A file as the phone hands it to an endpoint. Source: Meta's guide to media upload components. */
export function fileNamed(name: string): object {
  return {
    file_name: name,
    media_id: "00000000-0000-4000-8000-000000000000",
    cdn_url: "https://media.example/file",
    encryption_metadata: {
      encrypted_hash: "AA==",
      iv: "AAAAAAAAAAAAAAAAAAAAAA==",
      encryption_key: "AA==",
      hmac_key: "AA==",
      plaintext_hash: "AA==",
    },
  };
}

function files({ value }: Shown, least: string, name: string): unknown {
  const file = fileNamed(name);
  return Array.from({ length: Math.min(30, Math.max(1, numberOf(value(least), 1))) }, () => file);
}

export function numberOf(value: unknown, otherwise: number): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : otherwise;
}

function unique<T>(values: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const text = JSON.stringify(value);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
