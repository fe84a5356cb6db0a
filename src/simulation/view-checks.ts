/**
 * What is wrong with a screen once its data is there: options, texts and days that a component cannot show. What stands
 * in the flow itself is the business of the rules; here only values that came at run time are looked at.
 */
import type { Severity } from "../diagnostic/diagnostic.js";
import { isDay } from "../flow/dates.js";
import type { Component, FlowDocument } from "../flow/document.js";
import type { Place } from "../flow/rule.js";
import type { ObjectSpec, PropertySpec } from "../flow/spec.js";
import { versionNumber, within } from "../flow/versions.js";
import { shorten } from "../flow/words.js";
import { property } from "../json/node.js";
import { asObject } from "./phone-state.js";
import type { ScreenView, Shown } from "./screen-view.js";

/** What is wrong, at the property that shows it. */
export interface ViewProblem {
  readonly rule: string;
  readonly message: string;
  readonly severity?: Severity;
  readonly place: Place;
  /** What it is about, where the message has a value in it. */
  readonly about?: string;
}

/** Entries that a component shows. Source: Meta's component reference; a Dropdown of pictures shows fewer. */
const mostEntries: Readonly<Record<string, number>> = { Dropdown: 200 };
const usualEntries = 20;

/** What is wrong with the values of a screen that is shown. */
export function viewProblems(flow: FlowDocument, view: ScreenView): readonly ViewProblem[] {
  return view.shown.flatMap((shown) => {
    const specs = shown.component.spec?.properties ?? [];
    const ofEach = specs
      .filter((spec) => within(flow.version, spec))
      .flatMap((spec) => propertyProblems(flow, shown, spec));
    return [...ofEach, ...rangeProblems(flow, shown)];
  });
}

function propertyProblems(flow: FlowDocument, { component, value }: Shown, spec: PropertySpec): readonly ViewProblem[] {
  const node = property(component.node, spec.name);
  if (node?.kind !== "string" || (spec.dynamic ?? "none") === "none") return [];
  const now = value(spec.name);
  // A literal, which the rules have judged.
  if (now === node.value) return [];
  const place: Place = { target: "value", node };
  const subject = `\`${spec.name}\` of this ${component.type ?? "component"}`;
  if (spec.shape?.kind === "items") {
    const most = mostEntries[component.type ?? ""] ?? usualEntries;
    return itemProblems(spec.shape.of, now, most, subject, place);
  }
  if (spec.format === "date") return dateProblems(flow, now, subject, place);
  return typeof now === "string" ? textProblems(component, spec, now, subject, place) : [];
}

function itemProblems(
  of: ObjectSpec,
  now: unknown,
  most: number,
  subject: string,
  place: Place,
): readonly ViewProblem[] {
  if (!Array.isArray(now)) return [];
  const wrong = (message: string): ViewProblem => ({ rule: "endpoint-options", message, place });
  const tooMuch = (message: string): ViewProblem => ({ rule: "endpoint-option-limits", message, place });
  // Lists that depend on a choice are often empty until it is made.
  if (now.length === 0) return [{ ...wrong(`${subject} is an empty list.`), severity: "warning" }];
  const problems: ViewProblem[] = [];
  const items = now.map(asObject);
  for (const { name, required } of of.properties) {
    // A value of another type is a matter of the data model.
    const lacks = required !== undefined && items.some((item) => item[name] === undefined || item[name] === "");
    if (lacks) problems.push(wrong(`${subject} has an entry without \`${name}\`.`));
  }
  const ids = items.map((item) => item.id).filter((id) => typeof id === "string");
  const known = new Set<string>();
  const twice = ids.find((id) => known.size === known.add(id).size);
  if (twice !== undefined) problems.push(wrong(`${subject} has the id \`${shorten(twice)}\` twice.`));
  if (now.length > most) problems.push(tooMuch(`${subject} has ${now.length} entries; ${most} are shown.`));
  for (const { name, chars } of of.properties) {
    if (chars === undefined) continue;
    const long = items.find((item) => tooLong(item[name], chars.max));
    if (long !== undefined) {
      problems.push({
        ...tooMuch(`${subject} has the ${name} \`${shorten(String(long[name]))}\`; ${chars.max} characters are shown.`),
        about: `${subject} ${name}`,
      });
    }
  }
  return problems;
}

function dateProblems(flow: FlowDocument, now: unknown, subject: string, place: Place): readonly ViewProblem[] {
  if (flow.version < versionNumber("5.0")) return [];
  const days: readonly unknown[] = Array.isArray(now) ? now : typeof now === "string" ? [now] : [];
  const wrong = days.find((day) => typeof day !== "string" || (day !== "" && !isDay(day)));
  if (wrong === undefined) return [];
  const message = `${subject} is \`${shorten(String(wrong))}\`, which is no day in the form \`YYYY-MM-DD\`.`;
  return [{ rule: "endpoint-date", message, place, about: subject }];
}

/** Bounds of which at least one came with data, and between which no day is. */
function rangeProblems(flow: FlowDocument, { component, value }: Shown): readonly ViewProblem[] {
  const first = property(component.node, "min-date");
  const last = property(component.node, "max-date");
  const [min, max] = [value("min-date"), value("max-date")];
  if (flow.version < versionNumber("5.0") || first?.kind !== "string" || last?.kind !== "string") return [];
  if (typeof min !== "string" || typeof max !== "string" || !isDay(min) || !isDay(max) || min <= max) return [];
  if (first.value === min && last.value === max) return [];
  const subject = `\`min-date\` of this ${component.type ?? "component"}`;
  const message = `${subject} is \`${min}\`, later than \`max-date\`, which is \`${max}\`: no day can be chosen.`;
  return [{ rule: "endpoint-date", message, place: { target: "value", node: first }, about: `${subject} range` }];
}

/** Components whose text must not be blank: an empty one was seen to break the screen. */
const neverBlank: ReadonlySet<string> = new Set(["TextBody", "TextHeading"]);

function textProblems(
  component: Component,
  spec: PropertySpec,
  now: string,
  subject: string,
  place: Place,
): readonly ViewProblem[] {
  const found = (message: string): readonly ViewProblem[] => [{ rule: "endpoint-text-limits", message, place }];
  if (spec.name === "text" && neverBlank.has(component.type ?? "") && now.trim() === "") {
    return found(`${subject} is blank.`);
  }
  if (spec.chars === undefined || !tooLong(now, spec.chars.max)) return [];
  return found(`${subject} has ${[...now].length} characters; ${spec.chars.max} are shown.`);
}

function tooLong(value: unknown, most: number): boolean {
  return typeof value === "string" && value.length > most && [...value].length > most;
}
