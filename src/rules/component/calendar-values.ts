/** What a CalendarPicker takes for one day, and what for a range: one value for each end. */
import { componentsOf } from "../../flow/components-by-type.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { calendarMode } from "../../flow/initial-value.js";
import { isPlainText } from "../../flow/literal.js";
import { type Check, key, open, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { found, quotedAll, shorten } from "../../flow/words.js";
import { type JsonNode, memberOf, type ObjectNode } from "../../json/node.js";
import { didYouMean } from "../../text/nearest.js";
import { retypeFix } from "../retype-fix.js";

const since = { since: "6.1", source: sources.components } as const;

const rules: readonly RuleInfo[] = [
  {
    ...since,
    id: "component-calendar-range-only",
    code: "INVALID_PROPERTY_KEY",
    severity: "error",
    what: "A CalendarPicker for one day has a property that only ranges have.",
    why: "`title`, `description`, `min-days` and `max-days` go with `mode` `range`.",
  },
  {
    ...since,
    id: "component-calendar-value-shape",
    code: "INVALID_PROPERTY_TYPE",
    severity: "error",
    what: "A CalendarPicker for one day has a value for each end of a range, or one for a range has a single value.",
    why: "For a range `label`, `helper-text`, `required`, `init-value` and `error-message` have one value for each end; for one day they have one.",
  },
  {
    ...since,
    id: "component-calendar-range-prop-missing",
    code: "WF_CALENDAR_RANGE_VALUE",
    severity: "warning",
    what: "A value of a CalendarPicker for a range lacks one of its ends.",
    why: "The documented form has `start-date` and `end-date`.",
  },
  {
    ...since,
    id: "component-calendar-range-prop-unexpected",
    code: "INVALID_PROPERTY_KEY",
    severity: "error",
    what: "A value of a CalendarPicker for a range has a key other than `start-date` and `end-date`.",
    why: "Objects of Flow JSON are closed: Meta refuses a key that it does not know.",
  },
];

const rangeOnly: ReadonlySet<string> = new Set(["title", "description", "min-days", "max-days"]);
const perEnd: ReadonlySet<string> = new Set(["label", "helper-text", "required", "init-value", "error-message"]);
const outsideForm: ReadonlySet<string> = new Set(["init-value", "error-message"]);
const ends: readonly string[] = ["start-date", "end-date"];

/** The shapes of the values of a CalendarPicker. */
export const calendarValues: Check = {
  rules,
  run: (flow, report) => {
    for (const component of componentsOf(flow, "CalendarPicker")) {
      const mode = calendarMode(flow, component);
      if (mode !== undefined) checkCalendar(flow, component, mode, report);
    }
  },
};

function checkCalendar(flow: FlowDocument, component: Component, mode: "single" | "range", report: Report): void {
  for (const member of component.node.members) {
    if (mode === "single" && rangeOnly.has(member.key)) {
      const message = `\`${member.key}\` is for ranges of days; this CalendarPicker takes one day. Set \`mode\` to \`range\` or remove it.`;
      report("component-calendar-range-only", key(member.value), message);
    } else if (perEnd.has(member.key) && !(component.inForm && outsideForm.has(member.key))) {
      checkPerEnd(flow, member.key, member.value, mode, report);
    }
  }
}

function checkPerEnd(flow: FlowDocument, name: string, node: JsonNode, mode: "single" | "range", report: Report): void {
  if (mode === "single") {
    if (node.kind !== "object") return;
    const message = `\`${name}\` has one value for one day; an object with \`start-date\` and \`end-date\` goes with \`mode\` \`range\`.`;
    report("component-calendar-value-shape", value(node), message);
  } else if (node.kind === "object") {
    checkEnds(flow, name, node, report);
  } else if (node.kind === "boolean" || isPlainText(flow, node)) {
    const message = `\`${name}\` of a range is an object with \`start-date\` and \`end-date\`; found ${found(node)}.`;
    report("component-calendar-value-shape", value(node), message);
  }
}

function checkEnds(flow: FlowDocument, name: string, node: ObjectNode, report: Report): void {
  let unexpected = false;
  for (const member of node.members) {
    if (ends.includes(member.key)) checkEnd(flow, name, member.value, report);
    else {
      unexpected = true;
      const hint = didYouMean(member.key, ends);
      const message = `\`${name}\` of a range has the keys \`start-date\` and \`end-date\`, and not \`${shorten(member.key)}\`.${hint}`;
      report("component-calendar-range-prop-unexpected", key(member.value), message);
    }
  }
  // What is missing stands under the wrong key, most likely.
  if (unexpected) return;
  const missing = ends.filter((end) => memberOf(node, end) === undefined);
  if (missing.length === 0) return;
  const message = `\`${name}\` of a range has no ${quotedAll(missing)}.`;
  report("component-calendar-range-prop-missing", open(node), message);
}

function checkEnd(flow: FlowDocument, name: string, node: JsonNode, report: Report): void {
  const type = name === "required" ? "boolean" : "string";
  if (node.kind === type || (node.kind === "string" && !isPlainText(flow, node))) return;
  const expected = type === "boolean" ? "true or false" : "a text";
  const message = `\`${name}\` has ${expected} for each end; found ${found(node)}.`;
  report("schema-invalid-property-type", value(node), message, retypeFix(flow.text, node, [type]));
}
