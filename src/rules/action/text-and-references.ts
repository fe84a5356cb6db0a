import type { FlowDocument } from "../../flow/document.js";
import { joinPartial } from "../../flow/expression/join-partial.js";
import type { ReferenceResult } from "../../flow/expression/reference.js";
import { type DynamicText, dynamicTexts, resolve } from "../../flow/references.js";
import { type Check, type FindingExtras, inside, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { nestedExpressionsSince } from "../../flow/versions.js";
import { shorten } from "../../flow/words.js";
import { meansSomething } from "../data-model/property-references.js";
import { isResolved, typeOf } from "../expression-check.js";
import { invalidPayloadValue } from "../navigate/navigate-invalid-property-value.js";

const rules: readonly RuleInfo[] = [
  {
    id: "action-partial-reference",
    code: "WF_PARTIAL_REFERENCE",
    severity: "warning",
    what: "A text mixes words and `${…}` without being an expression.",
    why: "The upload accepts it, and the phone shows the `${…}` as it is written.",
    source: sources.flowJson,
  },
  {
    id: "action-navigate-reference-nested-index",
    code: "WF_UNSUPPORTED_REFERENCE",
    severity: "warning",
    what: "A reference uses `[` and `]`.",
    why: "Only names joined by dots are documented; a reference cannot name an entry of a list.",
    source: sources.flowJson,
  },
];

/** Whether text is wanted here at all; where it is not, the structure check has refused it. */
function takesText({ site }: DynamicText): boolean {
  if (site.kind !== "property") return site.kind !== "next";
  const { spec } = site;
  return (
    spec.types.includes("string") &&
    spec.dynamic !== "condition" &&
    spec.dynamic !== "reference" &&
    spec.values === undefined &&
    spec.format !== "regex" &&
    spec.name !== "name"
  );
}

function checkText(flow: FlowDocument, text: DynamicText, report: Report): void {
  const { form, node } = text;
  if (!takesText(text)) return;
  if (form.kind === "reference" && !meansSomething(flow, form.reference)) {
    const message = `\`${shorten(node.value)}\` is shown as it is written: values of other screens came with Flow JSON 4.0.`;
    report("action-partial-reference", value(node), message);
  } else if (form.kind === "malformed-reference" && form.malformed.lenient === null) {
    if (form.malformed.problem === "index") {
      const message = `\`${shorten(node.value)}\` uses brackets; only names joined by dots are documented.`;
      report("action-navigate-reference-nested-index", inside(node, 0, node.value.length), message);
    } else if (invalidPayloadValue(text) === undefined) {
      const message = `\`${shorten(node.value)}\` is no reference and is shown as it is written; write \`\${data.name}\` or \`\${form.name}\`.`;
      report("action-partial-reference", value(node), message);
    }
  } else if (form.kind === "partial") {
    partial(flow, text, form.references, report);
  }
}

function partial(flow: FlowDocument, text: DynamicText, references: readonly ReferenceResult[], report: Report): void {
  const { node } = text;
  const hasNested = flow.versionKnown && flow.version >= nestedExpressionsSince;
  // An expression that refers to nothing would be an error, where the text is only shown as it is.
  const resolved = references.every((found) => found.ok && isResolved(resolve(flow, text.screen, found.reference)));
  const expression =
    hasNested && resolved ? joinPartial(node.value, (reference) => typeOf(flow, text, reference)) : null;
  const advice = hasNested ? "write an expression in backticks" : "expressions that join texts came with Flow JSON 6.0";
  const message = `\`${shorten(node.value)}\` mixes text and a reference, and is shown as it is written; ${advice}.`;
  const extras: FindingExtras =
    expression === null
      ? {}
      : {
          fix: {
            title: "Make it an expression",
            edits: [{ start: node.start, end: node.end, text: JSON.stringify(expression) }],
          },
        };
  report("action-partial-reference", value(node), message, extras);
}

/** Texts that look dynamic and are not. */
export const textAndReferences: Check = {
  rules,
  run: (flow, report) => {
    for (const text of dynamicTexts(flow)) checkText(flow, text, report);
  },
};
