import type { FlowDocument } from "../../flow/document.js";
import type { Reference } from "../../flow/expression/reference.js";
import { type DynamicText, dynamicTexts, type Resolution, resolve } from "../../flow/references.js";
import { type Check, inside, type Report, type RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { shorten } from "../../flow/words.js";
import { meansSomething } from "../data-model/property-references.js";
import { unresolvedMessage } from "../reference-message.js";

const payload = {
  code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
  severity: "error",
  why: "Meta resolves every reference of a payload when the flow is uploaded, and refuses one that leads nowhere.",
  source: sources.errorCodes,
} as const;

const rules: readonly RuleInfo[] = [
  {
    ...payload,
    id: "on-click-missing-form-component",
    what: "A payload refers to an input that the screen does not have.",
  },
  {
    ...payload,
    id: "on-click-missing-data-for-screen",
    what: "A payload refers to a field that the data model of the named screen does not declare.",
  },
  {
    ...payload,
    id: "on-click-missing-data",
    what: "A payload refers to a field that the screen's data model does not declare.",
  },
  {
    ...payload,
    id: "on-click-unknown-screen-in-reference",
    since: "4.0",
    what: "A payload refers to a screen that the flow does not have.",
  },
  { ...payload, id: "on-click-form-value-used", what: "A payload refers to the name of a Form, which has no value." },
];

function ruleOf(
  resolution: Exclude<Resolution, { kind: "field" | "input" | "refused" }>,
  reference: Reference,
): string {
  switch (resolution.kind) {
    case "unknown-screen":
      return "on-click-unknown-screen-in-reference";
    case "form":
      return "on-click-form-value-used";
    case "missing-input":
      return "on-click-missing-form-component";
    default:
      return reference.scope.kind === "screen" ? "on-click-missing-data-for-screen" : "on-click-missing-data";
  }
}

function checkText(flow: FlowDocument, text: DynamicText, report: Report): void {
  const { form } = text;
  let reference: Reference;
  if (form.kind === "reference") reference = form.reference;
  else if (form.kind === "malformed-reference" && form.malformed.lenient !== null) reference = form.malformed.lenient;
  else return;
  if (!meansSomething(flow, reference)) return;
  const resolution = resolve(flow, text.screen, reference);
  if (resolution.kind === "refused") return;
  const place = inside(text.node, reference.start, reference.end);
  if (resolution.kind !== "field" && resolution.kind !== "input") {
    report(ruleOf(resolution, reference), place, unresolvedMessage(reference, resolution));
  } else if (form.kind === "malformed-reference") {
    const message = `\`${shorten(reference.text)}\` has a name with other characters than letters, digits and underscores; it may not be resolved.`;
    report("data-key-characters", place, message);
  }
}

/** References that stand alone as a value of a payload. */
export const payloadReferences: Check = {
  rules,
  run: (flow, report) => {
    for (const text of dynamicTexts(flow)) if (text.site.kind === "payload") checkText(flow, text, report);
  },
};
