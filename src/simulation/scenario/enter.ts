/** What a user enters into an input, as scenarios write it, and whether the phone lets it through. */
import { dayText, isDay } from "../../flow/dates.js";
import type { FlowDocument } from "../../flow/document.js";
import { oneOf, quoted, shorten } from "../../flow/words.js";
import { patternMatches } from "../../schema/bounded-pattern.js";
import { counted } from "../../text/counted.js";
import { didYouMean } from "../../text/nearest.js";
import type { YamlNode } from "../../yaml/tree.js";
import { dayOf, dayValue, fileNamed, numberOf, weekdays } from "../fill.js";
import { asObject } from "../phone-state.js";
import { nameOf, type Shown } from "../screen-view.js";
import { plain } from "./matchers.js";

/** The value that the input holds then; undefined is an input that is empty. */
export type Entered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Enters a value into an input that is shown. */
export function enter(flow: FlowDocument, input: Shown, node: YamlNode): Entered {
  const { component, value } = input;
  const name = `\`${shorten(nameOf(component) ?? "")}\``;
  if (value("enabled") === false) return refused(`${name} is disabled, so that nothing can be entered.`);
  const given = plain(node);
  if (given === null) return { ok: true, value: undefined };
  const how = byType[component.type ?? ""];
  if (how === undefined) return refused(`${name} (${component.type ?? ""}) is nothing that is filled.`);
  return how({ flow, input, name, node, given });
}

interface Entry {
  readonly flow: FlowDocument;
  readonly input: Shown;
  /** In backticks. */
  readonly name: string;
  readonly node: YamlNode;
  readonly given: unknown;
}

const byType: Readonly<Record<string, (entry: Entry) => Entered>> = {
  TextInput: enterText,
  TextArea: enterText,
  OptIn: ({ given, name }) =>
    typeof given === "boolean" ? { ok: true, value: given } : refused(`${name} takes \`true\` or \`false\`.`),
  Dropdown: choose,
  RadioButtonsGroup: choose,
  CheckboxGroup: chooseSeveral,
  ChipsSelector: chooseSeveral,
  DatePicker: enterDay,
  CalendarPicker: (entry) => (entry.input.value("mode") === "range" ? enterRange(entry) : enterDay(entry)),
  PhotoPicker: (entry) => addFiles(entry, "photos"),
  DocumentPicker: (entry) => addFiles(entry, "documents"),
};

function refused(message: string): Entered {
  return { ok: false, message };
}

function enterText({ input, name, node, given }: Entry): Entered {
  // A number keeps the zeros and the sign that it is written with.
  const text = typeof given === "number" && node.kind === "scalar" ? node.written : given;
  if (typeof text !== "string") return refused(`${name} takes a text.`);
  const { value, component } = input;
  const characters = [...text].length;
  const area = component.type === "TextArea";
  const least = area ? 0 : numberOf(value("min-chars"), 0);
  const most = area ? numberOf(value("max-length"), 600) : numberOf(value("max-chars"), 80);
  if (characters > 0 && characters < least) {
    return refused(`${name} needs at least ${least} characters; \`${shorten(text)}\` has ${characters}.`);
  }
  if (characters > most) return refused(`${name} takes ${most} characters; this has ${characters}.`);
  const problem = text === "" ? undefined : formProblem(text, String(value("input-type") ?? "text"), value("pattern"));
  return problem === undefined
    ? { ok: true, value: text }
    : refused(`${name} does not take \`${shorten(text)}\`: ${problem}.`);
}

/** What the phone accepts, by `input-type`. Source: Meta's component reference; mail addresses only roughly. */
const forms: Readonly<Record<string, { readonly pattern: RegExp; readonly expected: string }>> = {
  number: { pattern: /^-?\d+(?:[.,]\d+)?$/, expected: "it takes a number" },
  passcode: { pattern: /^\d+$/, expected: "it takes digits" },
  email: { pattern: /^[^\s@]+@[^\s@]+$/, expected: "it takes a mail address" },
  phone: { pattern: /^\+?[\d ().-]+$/, expected: "it takes a telephone number" },
};

function formProblem(text: string, type: string, pattern: unknown): string | undefined {
  if (typeof pattern === "string" && pattern !== "") {
    try {
      // One that takes too long is not held against the text.
      const fits = patternMatches(`^(?:${pattern})$`, text) !== false;
      return fits ? undefined : `its \`pattern\` is \`${shorten(pattern, 100)}\``;
    } catch {
      // A pattern that is none is the business of the rules.
      return undefined;
    }
  }
  const form = forms[type];
  return form === undefined || form.pattern.test(text) ? undefined : form.expected;
}

function choose({ input, name, given }: Entry): Entered {
  return optionOf(input, name, given);
}

function chooseSeveral({ input, name, given }: Entry): Entered {
  const ids: unknown[] = [];
  for (const each of Array.isArray(given) ? given : [given]) {
    const option = optionOf(input, name, each);
    if (!option.ok) return option;
    if (!ids.includes(option.value)) ids.push(option.value);
  }
  const most = numberOf(input.value("max-selected-items"), Number.POSITIVE_INFINITY);
  if (ids.length > most) return refused(`${name} takes ${counted(most, "option")}; these are ${ids.length}.`);
  return { ok: true, value: ids };
}

/** An option by its id, or by its title. */
function optionOf({ value }: Shown, name: string, given: unknown): Entered {
  const source = value("data-source");
  const options = (Array.isArray(source) ? source : []).map(asObject);
  const wanted = typeof given === "number" ? String(given) : given;
  if (typeof wanted !== "string") return refused(`${name} takes the id or the title of an option.`);
  const named = options.filter(({ title }) => title === wanted);
  const option = options.find(({ id }) => id === wanted) ?? named[0];
  if (option === undefined) {
    const ids = options.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
    const titles = options.flatMap(({ title }) => (typeof title === "string" ? [title] : []));
    const known = ids.length === 0 ? "It has no options." : `It has ${quoted(ids)}.`;
    return refused(
      `${name} has no option \`${shorten(wanted)}\`.${didYouMean(wanted, [...ids, ...titles]) || ` ${known}`}`,
    );
  }
  if (option.id !== wanted && named.length > 1) {
    return refused(`${name} has several options with the title \`${shorten(wanted)}\`; give the id.`);
  }
  if (option.enabled === false) return refused(`The option \`${shorten(wanted)}\` of ${name} is disabled.`);
  return { ok: true, value: option.id };
}

function enterDay({ flow, input, name, given }: Entry): Entered {
  const problem = dayProblem(input, given);
  if (problem !== undefined) return refused(`${name} ${problem}.`);
  return { ok: true, value: dayValue(String(given), flow) };
}

function enterRange({ input, name, given }: Entry): Entered {
  const { "start-date": start, "end-date": end } = asObject(given);
  const problem = dayProblem(input, start) ?? dayProblem(input, end);
  if (problem !== undefined) return refused(`\`start-date\` and \`end-date\` of ${name}: it ${problem}.`);
  const length = (Date.parse(String(end)) - Date.parse(String(start))) / 86_400_000 + 1;
  const least = numberOf(input.value("min-days"), 1);
  const most = numberOf(input.value("max-days"), Number.POSITIVE_INFINITY);
  if (length < Math.max(1, least)) return refused(`${name} takes ${least} days or more; these are ${length}.`);
  if (length > most) return refused(`${name} takes ${most} days at most; these are ${length}.`);
  return { ok: true, value: { "start-date": start, "end-date": end } };
}

/** Why a day cannot be chosen. */
function dayProblem({ value }: Shown, day: unknown): string | undefined {
  if (typeof day !== "string" || !isDay(day)) return "takes days in the form `YYYY-MM-DD`";
  const at = dayOf(day) ?? 0;
  const [first, last] = [dayOf(value("min-date")), dayOf(value("max-date"))];
  if (first !== undefined && at < first) return `begins with ${dayText(first)}; \`${day}\` is before it`;
  if (last !== undefined && at > last) return `ends with ${dayText(last)}; \`${day}\` is after it`;
  const taken = value("unavailable-dates");
  if (Array.isArray(taken) && taken.some((each) => dayOf(each) === at)) return `has \`${day}\` as unavailable`;
  const included = value("include-days");
  const weekday = weekdays[new Date(at).getUTCDay()] ?? "";
  if (Array.isArray(included) && !included.includes(weekday)) {
    return `is open on ${oneOf(included.map(String))}; \`${day}\` is a ${weekday}`;
  }
  return undefined;
}

function addFiles({ input, name, given }: Entry, kind: "photos" | "documents"): Entered {
  const names = Array.isArray(given) ? given : [given];
  if (!names.every((each) => typeof each === "string")) return refused(`${name} takes a list of file names.`);
  const most = numberOf(input.value(`max-uploaded-${kind}`), 30);
  if (names.length > most) return refused(`${name} takes ${counted(most, "file")}; these are ${names.length}.`);
  return { ok: true, value: names.map(fileNamed) };
}
