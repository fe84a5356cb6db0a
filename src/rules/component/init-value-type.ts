import type { FlowDocument } from "../../flow/document.js";
import { initialTypes } from "../../flow/initial-value.js";
import type { Check, Report } from "../../flow/rule.js";
import type { LiteralType } from "../../flow/spec.js";
import { property } from "../../json/node.js";
import { checkLiteralValue } from "../value-types.js";

/**
 * Literal initial values of inputs whose type depends on more than the component's: the tables take text and numbers
 * for every TextInput, and lists of anything. The rule is one of theirs.
 */
export const initValueType: Check = {
  rules: [],
  run: (flow, report) => {
    for (const { components } of flow.screens) {
      for (const component of components) {
        if (component.spec?.input !== true || component.inForm || component.type === "CalendarPicker") continue;
        const node = property(component.node, "init-value");
        if (node === undefined) continue;
        const types = initialTypes(flow, component);
        if (types !== undefined && tableTakes(component.spec.properties, node.kind)) check(flow, node, types, report);
      }
    }
  },
};

function check(
  flow: FlowDocument,
  node: Parameters<typeof checkLiteralValue>[1],
  types: readonly LiteralType[],
  report: Report,
): void {
  checkLiteralValue(flow, node, { subject: "`init-value`", types }, (place, message, extras) =>
    report("schema-invalid-property-type", place, message, extras),
  );
}

/** What the table refuses, the structure check has reported. */
function tableTakes(
  properties: readonly { readonly name: string; readonly types: readonly LiteralType[] }[],
  kind: string,
): boolean {
  const spec = properties.find((candidate) => candidate.name === "init-value");
  return spec?.types.some((type) => type === kind) ?? false;
}
