import type { FlowDocument } from "../../flow/document.js";
import { typeInWords } from "../../flow/expression/types.js";
import { type DynamicText, dynamicTexts } from "../../flow/references.js";
import { type Check, inside, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { versionNumber } from "../../flow/versions.js";
import { typeList } from "../../flow/words.js";
import { checkExpression } from "../expression-check.js";
import { fitsTypes } from "../reference-types.js";

const rules: readonly RuleInfo[] = [
  {
    id: "data-expression-invalid",
    code: "INVALID_PROPERTY_VALUE",
    severity: "error",
    since: "6.0",
    what: "An expression in backticks cannot be read, compares what cannot be compared, or yields the wrong type.",
    why: "Meta parses and types every expression when the flow is uploaded.",
    source: sources.flowJson,
  },
  {
    id: "data-expression-undocumented",
    code: "WF_EXPRESSION_UNDOCUMENTED",
    severity: "warning",
    since: "6.0",
    what: "An expression uses `*` or double quotes, or a text has one backtick only.",
    why: "None of these is documented: the first two may fail, and a text with one backtick is shown as it is.",
    source: sources.flowJson,
  },
  {
    id: "if-no-dynamic-value",
    code: "WF_CONSTANT_CONDITION",
    severity: "warning",
    since: "6.0",
    what: "A condition in backticks refers to nothing, so it is always the same.",
    why: "A condition needs at least one value that can change.",
    source: sources.components,
  },
];

function checkText(flow: FlowDocument, text: DynamicText, report: Report): void {
  const { form, site, node } = text;
  if (form.kind === "lone-backtick") {
    if (site.kind !== "payload" && (site.kind !== "property" || site.spec.types.includes("string"))) {
      const message = `A backtick stands only at the ${form.at} of this text; an expression has one at both ends.`;
      report("data-expression-undocumented", value(node), message);
    }
    return;
  }
  if (form.kind !== "nested" || site.kind === "payload" || site.kind === "next") return;
  const spec = site.kind === "property" ? site.spec : undefined;
  if (spec !== undefined && (spec.dynamic ?? "none") === "none") return;
  const checked = checkExpression(
    flow,
    text,
    { invalid: "data-expression-invalid", missing: "data-expression-invalid" },
    report,
  );
  if (checked === undefined) return;
  const condition = spec?.dynamic === "condition";
  if (condition && checked.references.length === 0) {
    report("if-no-dynamic-value", value(node), "This condition refers to nothing, so it never changes.");
  }
  if (spec?.looseExpressions === true || (site.kind === "property" && !site.whole) || spec?.dynamic === "reference")
    return;
  const types = condition ? (["boolean"] as const) : typesOf(flow, spec);
  if (fitsTypes(checked.type, types)) return;
  const name = spec?.name ?? (site.kind === "title" ? "title" : "url");
  const message = `\`${name}\` takes ${typeList(types)}, but this expression yields ${typeInWords(checked.type)}.`;
  report("data-expression-invalid", inside(node, 0, node.value.length), message);
}

function typesOf(flow: FlowDocument, spec: Extract<DynamicText["site"], { kind: "property" }>["spec"] | undefined) {
  if (spec === undefined) return ["string"] as const;
  const later = spec.laterTypes;
  const hasLater = later !== undefined && (!flow.versionKnown || flow.version >= versionNumber(later.since));
  return hasLater ? [...spec.types, ...later.types] : spec.types;
}

/** Expressions in properties, titles, addresses and conditions. */
export const propertyExpressions: Check = {
  rules,
  run: (flow, report) => {
    for (const text of dynamicTexts(flow)) checkText(flow, text, report);
  },
};
