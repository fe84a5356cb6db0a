import { componentsOf } from "../../flow/components-by-type.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { isLiteralText } from "../../flow/literal.js";
import { type Check, type FindingExtras, open, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf, property, type StringNode } from "../../json/node.js";
import { offsetInText } from "../../json/string-offsets.js";

const since = { since: "6.2", source: sources.components } as const;

const rules: readonly RuleInfo[] = [
  {
    ...since,
    id: "component-text-input-pattern-type",
    code: "WF_PATTERN_INPUT_TYPE",
    severity: "error",
    what: "A TextInput for e-mail addresses or phone numbers has a `pattern`.",
    why: "Only inputs of type `text`, `number`, `password` and `passcode` take a pattern.",
  },
  {
    ...since,
    id: "component-text-input-pattern-helper",
    code: "INVALID_DEPENDENCIES",
    severity: "error",
    what: "A TextInput has a `pattern` and no `helper-text`.",
    why: "The text tells the user which form is expected; it is required with a pattern.",
  },
  {
    ...since,
    id: "component-text-input-pattern-slashes",
    code: "WF_PATTERN_DELIMITERS",
    severity: "warning",
    what: "A `pattern` stands between slashes.",
    why: "The slashes are taken for characters that the user must type.",
  },
];

/** What goes with the `pattern` of a TextInput. */
export const textInputPattern: Check = {
  rules,
  run: (flow, report) => {
    for (const component of componentsOf(flow, "TextInput")) {
      if (memberOf(component.node, "pattern") !== undefined) checkPattern(flow, component, report);
    }
  },
};

function checkPattern(flow: FlowDocument, { node }: Component, report: Report): void {
  const type = property(node, "input-type");
  if (type?.kind === "string" && (type.value === "email" || type.value === "phone")) {
    const message = `A \`pattern\` goes with \`input-type\` text, number, password or passcode, not with \`${type.value}\`.`;
    report("component-text-input-pattern-type", value(type), message);
  }
  if (memberOf(node, "helper-text") === undefined) {
    const message = "`helper-text` is missing, which `pattern` needs: it tells the user what to enter.";
    report("component-text-input-pattern-helper", open(node), message);
  }
  const pattern = property(node, "pattern");
  if (!isLiteralText(flow, pattern) || pattern.value.length < 3) return;
  if (!pattern.value.startsWith("/") || !pattern.value.endsWith("/")) return;
  const message = "`pattern` is the expression alone; the slashes around it would have to be typed as well.";
  report("component-text-input-pattern-slashes", value(pattern), message, withoutSlashes(flow, pattern));
}

function withoutSlashes(flow: FlowDocument, pattern: StringNode): FindingExtras {
  const at = (unit: number): number => offsetInText(flow.text, pattern, unit);
  const last = pattern.value.length - 1;
  const edits = [
    { start: at(0), end: at(1), text: "" },
    { start: at(last), end: at(last + 1), text: "" },
  ];
  return { fix: { title: "Remove the slashes", edits } };
}
