/** Dates of DatePicker and CalendarPicker: timestamps before 5.0, `YYYY-MM-DD` from 5.0 on. */
import { componentsOf } from "../../flow/components-by-type.js";
import { isDay, looksLikeDay, paddedDay } from "../../flow/dates.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { calendarMode } from "../../flow/initial-value.js";
import { isPlainText } from "../../flow/literal.js";
import { type Check, type FindingExtras, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { found } from "../../flow/words.js";
import { type JsonNode, property, type StringNode } from "../../json/node.js";

const rules: readonly RuleInfo[] = [
  {
    id: "component-date-format",
    code: "INVALID_PROPERTY_VALUE_FORMAT",
    severity: "error",
    since: "5.0",
    what: "A date is not written as `YYYY-MM-DD`, or is a day that does not exist.",
    why: "From 5.0 dates are days in this form, whatever the time zone.",
    source: sources.changelog,
  },
  {
    id: "component-date-timestamp-legacy",
    code: "WF_DATE_TIMESTAMP",
    severity: "warning",
    until: "4.0",
    what: "Before 5.0 a date of a DatePicker is no timestamp.",
    why: "Before 5.0 dates are milliseconds since 1970, in digits.",
    source: sources.components,
  },
  {
    id: "component-date-min-after-max",
    code: "WF_DATE_RANGE",
    severity: "error",
    since: "5.0",
    what: "`min-date` is later than `max-date`.",
    why: "No day could be chosen.",
    source: sources.own,
  },
  {
    id: "component-date-out-of-range",
    code: "WF_DATE_RANGE",
    severity: "warning",
    since: "5.0",
    what: "An initial or unavailable day lies outside `min-date` and `max-date`.",
    why: "The day cannot be chosen anyway, so one of the dates is probably a mistake.",
    source: sources.components,
  },
  {
    id: "component-calendar-init-order",
    code: "WF_DATE_RANGE",
    severity: "warning",
    since: "6.1",
    what: "The initial range of a CalendarPicker ends before it starts.",
    why: "No user could choose such a range.",
    source: sources.own,
  },
];

const daysSince = versionNumber("5.0");

export const dates: Check = {
  rules,
  run: (flow, report) => {
    for (const type of ["DatePicker", "CalendarPicker"]) {
      for (const component of componentsOf(flow, type)) {
        if (flow.version < daysSince) checkTimestamps(flow, component, report);
        else checkDays(flow, component, report);
      }
    }
  },
};

interface Dates {
  readonly min: JsonNode | undefined;
  readonly max: JsonNode | undefined;
  /** Initial and unavailable days. */
  readonly within: readonly JsonNode[];
}

function datesOf(flow: FlowDocument, component: Component): Dates {
  const { node } = component;
  const within: JsonNode[] = [];
  const initial = component.inForm ? undefined : property(node, "init-value");
  const mode = component.type === "CalendarPicker" ? calendarMode(flow, component) : "single";
  // A value of the wrong shape for the mode is a mistake of its own.
  if (initial?.kind === "string" && mode !== "range") within.push(initial);
  if (initial?.kind === "object" && mode === "range") {
    for (const end of ["start-date", "end-date"]) {
      const day = property(initial, end);
      if (day !== undefined) within.push(day);
    }
  }
  const unavailable = property(node, "unavailable-dates");
  if (unavailable?.kind === "array") within.push(...unavailable.items);
  return { min: property(node, "min-date"), max: property(node, "max-date"), within };
}

function checkTimestamps(flow: FlowDocument, component: Component, report: Report): void {
  const { min, max, within } = datesOf(flow, component);
  for (const node of [min, max, ...within]) {
    if (!isPlainText(flow, node) || /^\d+$/.test(node.value)) continue;
    const message = `Before Flow JSON 5.0 a date is a timestamp in milliseconds, such as \`"1767225600000"\`; found ${found(node)}.`;
    report("component-date-timestamp-legacy", value(node), message);
  }
}

function checkDays(flow: FlowDocument, component: Component, report: Report): void {
  const { min, max, within } = datesOf(flow, component);
  const first = checkDay(flow, min, report);
  const last = checkDay(flow, max, report);
  const reversed = first !== undefined && last !== undefined && first.value > last.value;
  if (reversed) {
    const message = `\`min-date\` is later than \`max-date\`, which is \`${last.value}\`: no day could be chosen.`;
    report("component-date-min-after-max", value(first), message, {
      related: [{ message: "`max-date` stands here.", place: value(last) }],
    });
  }
  for (const node of within) {
    const day = checkDay(flow, node, report);
    if (day !== undefined && !reversed) checkRange(day, first, last, report);
  }
  if (component.type === "CalendarPicker" && !component.inForm) checkOrder(flow, component, report);
}

/** The day that stands there; undefined when it is none, or is only known later. */
function checkDay(flow: FlowDocument, node: JsonNode | undefined, report: Report): StringNode | undefined {
  if (!isPlainText(flow, node)) return undefined;
  if (isDay(node.value)) return node;
  const reason = looksLikeDay(node.value)
    ? `There is no day \`${node.value}\`.`
    : `A date is a day such as \`2026-12-31\`; found ${found(node)}.${
        /^\d{9,}$/.test(node.value) ? " Timestamps were taken before Flow JSON 5.0." : ""
      }`;
  report("component-date-format", value(node), reason, paddingFix(node));
  return undefined;
}

function paddingFix(node: StringNode): FindingExtras {
  const day = paddedDay(node.value);
  if (day === undefined) return {};
  return { fix: { title: `Write \`${day}\``, edits: [{ start: node.start, end: node.end, text: `"${day}"` }] } };
}

function checkRange(
  day: StringNode,
  first: StringNode | undefined,
  last: StringNode | undefined,
  report: Report,
): void {
  const [name, bound] =
    first !== undefined && day.value < first.value
      ? ["before `min-date`", first]
      : last !== undefined && day.value > last.value
        ? ["after `max-date`", last]
        : [];
  if (bound === undefined) return;
  report("component-date-out-of-range", value(day), `\`${day.value}\` lies ${name}, which is \`${bound.value}\`.`, {
    related: [{ message: "The bound.", place: value(bound) }],
  });
}

function checkOrder(flow: FlowDocument, component: Component, report: Report): void {
  const initial = property(component.node, "init-value");
  if (initial?.kind !== "object" || calendarMode(flow, component) !== "range") return;
  const start = property(initial, "start-date");
  const end = property(initial, "end-date");
  if (start?.kind !== "string" || end?.kind !== "string" || !isDay(start.value) || !isDay(end.value)) return;
  if (start.value <= end.value) return;
  report("component-calendar-init-order", value(start), `The range starts after its end, which is \`${end.value}\`.`, {
    related: [{ message: "The end.", place: value(end) }],
  });
}
