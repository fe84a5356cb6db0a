import { itemSchema, propertySchemas } from "../../flow/data-model.js";
import type { FlowDocument } from "../../flow/document.js";
import type { Reference } from "../../flow/expression/reference.js";
import { typeInWords } from "../../flow/expression/types.js";
import { type DynamicText, dynamicTexts, type Resolution, resolve } from "../../flow/references.js";
import { type Check, inside, key, type Report, type RuleInfo } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { PropertySpec } from "../../flow/spec.js";
import { globalReferencesSince, versionNumber } from "../../flow/versions.js";
import { quotedAll, shorten, typeList } from "../../flow/words.js";
import { memberOf } from "../../json/node.js";
import { screenName, unresolvedMessage } from "../reference-message.js";
import { fitsTypes } from "../reference-types.js";

const why = "Meta resolves every reference when the flow is uploaded, and refuses one that leads nowhere.";
const dynamicData = { code: "INVALID_SCREEN_DYNAMIC_DATA", severity: "error", source: sources.errorCodes } as const;

const rules: readonly RuleInfo[] = [
  {
    id: "data-missing-dynamic-data",
    what: "A component, title or condition refers to a field that the screen's data model does not declare.",
    why,
    ...dynamicData,
  },
  {
    id: "data-missing-form-component",
    what: "A component or condition refers to an input that the screen does not have.",
    why,
    ...dynamicData,
  },
  {
    id: "data-global-missing",
    what: "A component or condition refers to a field or input that the named screen does not have.",
    why,
    ...dynamicData,
    code: "INVALID_SCREEN_DATA",
    since: "4.0",
  },
  {
    id: "data-global-own-screen",
    what: "`${screen.S.…}` names the screen on which it stands.",
    why: "Values of the own screen are written `${data.…}` and `${form.…}`; Meta refuses the long form.",
    ...dynamicData,
    since: "4.0",
  },
  {
    id: "data-global-unknown-screen",
    what: "`${screen.S.…}` names a screen that the flow does not have.",
    why,
    ...dynamicData,
    since: "4.0",
  },
  {
    id: "data-path-through-array",
    what: "A reference goes through a list, as in `${data.products.items}`.",
    why: "A reference has no way to name an entry of a list.",
    ...dynamicData,
  },
  {
    id: "data-schema-missing",
    what: "A reference goes into an object that declares no properties.",
    why: "Without a schema Meta cannot tell the type of the value.",
    ...dynamicData,
  },
  {
    id: "data-type-mismatch",
    what: "A property is bound to a field of another type than it takes.",
    why: "Meta compares the type in the data model with the type of the property.",
    ...dynamicData,
  },
  {
    id: "data-type-mismatch-one-of",
    what: "A property that takes several types is bound to a field of none of them.",
    why: "Meta compares the type in the data model with the types of the property.",
    ...dynamicData,
  },
  {
    id: "data-form-type-mismatch",
    what: "A property is bound to an input whose value has another type than it takes.",
    why: "The property could never get a value that it understands.",
    ...dynamicData,
    since: "4.0",
  },
  {
    id: "data-schema-missing-property",
    what: "A list bound to options, list items or images declares no schema for something that each entry needs.",
    why: "Meta checks the schema of the entries, so that no option comes without an id or title.",
    ...dynamicData,
  },
  {
    id: "data-key-characters",
    code: "WF_REFERENCE_KEY",
    severity: "warning",
    what: "A reference has a name with unusual characters, or an expression one with a hyphen.",
    why: "Only letters, digits and underscores are documented; in an expression a hyphen can be read as a minus.",
    source: sources.components,
  },
];

/**
 * Looks up a reference that stands in a component, title or condition, and reports when it leads nowhere.
 * Returns what it means when it means something.
 */
export function lookUp(
  flow: FlowDocument,
  text: DynamicText,
  reference: Reference,
  report: Report,
): Extract<Resolution, { kind: "field" | "input" }> | undefined {
  const place = inside(text.node, reference.start, reference.end);
  const global = reference.scope.kind === "screen";
  const resolution = resolve(flow, text.screen, reference);
  if (global && reference.scope.screenId === text.screen.id) {
    const local = `\${${reference.storage}.${reference.path.join(".")}}`;
    report(
      "data-global-own-screen",
      place,
      `\`${shorten(reference.text)}\` names the screen it stands on; write \`${shorten(local)}\`.`,
    );
    return undefined;
  }
  switch (resolution.kind) {
    case "field":
    case "input":
      return resolution;
    case "refused":
      return undefined;
    case "unknown-screen":
      report("data-global-unknown-screen", place, unresolvedMessage(reference, resolution));
      return undefined;
    case "missing-field":
      report(
        global ? "data-global-missing" : "data-missing-dynamic-data",
        place,
        unresolvedMessage(reference, resolution),
      );
      return undefined;
    case "missing-input":
    case "form":
      report(
        global ? "data-global-missing" : "data-missing-form-component",
        place,
        unresolvedMessage(reference, resolution),
      );
      return undefined;
    case "through-array":
      report("data-path-through-array", place, unresolvedMessage(reference, resolution));
      return undefined;
    case "no-schema":
      report("data-schema-missing", place, unresolvedMessage(reference, resolution));
      return undefined;
  }
}

/** Whether a reference has a meaning in this version at all. */
export function meansSomething(flow: FlowDocument, reference: Reference): boolean {
  return reference.scope.kind === "local" || !flow.versionKnown || flow.version >= globalReferencesSince;
}

function checkText(flow: FlowDocument, text: DynamicText, report: Report): void {
  const { form, site } = text;
  if (site.kind !== "title" && site.kind !== "property") return;
  const spec = site.kind === "property" ? site.spec : undefined;
  if (spec !== undefined && ((spec.dynamic ?? "none") === "none" || spec.dynamic === "condition")) return;
  let reference: Reference;
  if (form.kind === "reference") reference = form.reference;
  else if (form.kind === "malformed-reference" && form.malformed.lenient !== null) reference = form.malformed.lenient;
  else return;
  if (!meansSomething(flow, reference)) return;
  const resolution = lookUp(flow, text, reference, report);
  if (resolution === undefined) return;
  if (form.kind === "malformed-reference") {
    const message = `\`${shorten(reference.text)}\` has a name with other characters than letters, digits and underscores; it may not be resolved.`;
    report("data-key-characters", inside(text.node, reference.start, reference.end), message);
  }
  if (site.kind === "title") checkType(flow, text, titleSpec, reference, resolution, report);
  else if (site.whole) checkType(flow, text, site.spec, reference, resolution, report);
}

const titleSpec: PropertySpec = { name: "title", types: ["string"], about: "" };

type Resolved = Extract<Resolution, { kind: "field" | "input" }>;

function checkType(
  flow: FlowDocument,
  text: DynamicText,
  spec: PropertySpec,
  reference: Reference,
  resolution: Resolved,
  report: Report,
): void {
  const place = inside(text.node, reference.start, reference.end);
  const later = spec.laterTypes;
  const hasLater = later !== undefined && (!flow.versionKnown || flow.version >= versionNumber(later.since));
  const types = hasLater ? [...spec.types, ...later.types] : spec.types;
  // A Switch compares any scalar as text; digits stand for numbers where the tables say so.
  const scalars = spec.dynamic === "reference" || spec.digits === true;
  const fits = fitsTypes(resolution.type, scalars ? ["string", "number", "boolean"] : types);
  if (fits) {
    if (resolution.kind === "field") checkItems(text, spec, reference, resolution, report);
    return;
  }
  const expected = `\`${spec.name}\` takes ${typeList(types)}`;
  if (resolution.kind === "input") {
    const message = `${expected}, but the value of \`${shorten(reference.text)}\` is ${typeInWords(resolution.type)}.`;
    report("data-form-type-mismatch", place, message);
    return;
  }
  const several = types.length > 1 && !(types.length === 2 && types.includes("number") && types.includes("integer"));
  const message = `${expected}, but \`${shorten(reference.text)}\` is declared as ${typeInWords(resolution.type)} in the data model of ${screenName(resolution.screen)}.`;
  const type = memberOf(resolution.schema, "type")?.value;
  report(several ? "data-type-mismatch-one-of" : "data-type-mismatch", place, message, {
    related: type === undefined ? [] : [{ message: "Declared here.", place: { target: "value", node: type } }],
  });
}

/** Entries of a bound list must declare what the component needs of each. */
function checkItems(
  text: DynamicText,
  spec: PropertySpec,
  reference: Reference,
  resolution: Extract<Resolution, { kind: "field" }>,
  report: Report,
): void {
  if (spec.shape?.kind !== "items" || resolution.type !== "array") return;
  const items = itemSchema(resolution.schema);
  if (items === undefined) return;
  const declared = propertySchemas(items);
  const missing = spec.shape.of.properties
    .filter((property) => property.required === true && memberOf(declared, property.name) === undefined)
    .map((property) => property.name);
  if (missing.length === 0) return;
  const message = `The entries of \`${shorten(reference.text)}\` declare no ${quotedAll(missing)}, which \`${spec.name}\` needs.`;
  report("data-schema-missing-property", inside(text.node, reference.start, reference.end), message, {
    related: [{ message: "The entries are declared here.", place: key(items) }],
  });
}

/** References that stand alone in a property or a title. */
export const propertyReferences: Check = {
  rules,
  run: (flow, report) => {
    for (const text of dynamicTexts(flow)) checkText(flow, text, report);
  },
};
