/** Mistakes in one component. */
import { versionNumber } from "../../../src/flow/versions.js";
import { tablesOf } from "../../../src/schema/compile.js";
import type { FlowJson } from "../valid-flows.js";
import { at, choose, componentsOf, type Found, type Mutation } from "./places.js";

/** Changes one component of those that fit. */
function onComponent(
  name: string,
  fits: (found: Found, flow: FlowJson) => boolean,
  change: (found: Found, flow: FlowJson, pick: number) => readonly string[] | undefined,
): Mutation {
  return {
    name,
    apply: (flow, pick) => {
      const found = choose(
        componentsOf(flow).filter((each) => fits(each, flow)),
        pick,
      );
      return found === undefined ? undefined : change(found, flow, pick);
    },
  };
}

function has(property: string): (found: Found) => boolean {
  return ({ node }) => property in node;
}

const inputs: ReadonlySet<string> = new Set([
  ...["TextInput", "TextArea", "Dropdown", "RadioButtonsGroup", "CheckboxGroup", "ChipsSelector", "DatePicker"],
  ...["CalendarPicker", "OptIn"],
]);

function isInput({ type }: Found): boolean {
  return inputs.has(type);
}

/** The id under which a finding on this property goes. */
function ruleOf(found: Found, flow: FlowJson, property: string, kind: "missing" | "type" | "value" | "empty"): string {
  const table = tablesOf(versionNumber(flow.version), true).component(found.type);
  const general = {
    missing: "schema-missing-required-property",
    type: "schema-invalid-property-type",
    value: "schema-enum",
    empty: "schema-min-items",
  };
  return table?.byName.get(property)?.spec.rules?.[kind] ?? general[kind];
}

export const componentMutations: readonly Mutation[] = [
  onComponent(
    "leaves a required property out",
    ({ type }) => !inputs.has(type) || type === "OptIn",
    (found, flow, pick) => {
      const table = tablesOf(versionNumber(flow.version), true).component(found.type);
      const names = (table?.required ?? []).map(({ spec }) => spec.name);
      // Without its children a Form has no inputs, and without its name an input no value: those follow below.
      const name = choose(
        names.filter((each) => each !== "children" && each !== "name" && each !== "on-click-action"),
        pick,
      );
      if (name === undefined) return undefined;
      const rule = ruleOf(found, flow, name, "missing");
      delete found.node[name];
      return [`${rule} ${found.pointer}`];
    },
  ),
  onComponent(
    "leaves the type out",
    ({ type }) => type.startsWith("Text") && !inputs.has(type),
    ({ node, pointer }) => {
      delete node.type;
      return [`schema-missing-type-property ${pointer}`];
    },
  ),
  onComponent("misspells an optional property", has("helper-text"), ({ node, pointer }) => {
    node["helper-txt"] = node["helper-text"];
    delete node["helper-text"];
    return [`schema-additional-property-in-component ${pointer}/helper-txt`];
  }),
  onComponent(
    "adds a property that its component does not have",
    ({ type }) => type === "TextHeading",
    ({ node, pointer }) => {
      node.color = "red";
      return [`schema-additional-property-in-component ${pointer}/color`];
    },
  ),
  onComponent("writes a truth value as text", has("required"), ({ node, pointer }) => {
    node.required = "true";
    return [`schema-invalid-property-type ${pointer}/required`];
  }),
  onComponent("writes a text as number", has("label"), ({ node, pointer }) => {
    node.label = 5;
    return [`schema-invalid-property-type ${pointer}/label`];
  }),
  onComponent("writes null", has("font-weight"), ({ node, pointer }) => {
    node["font-weight"] = null;
    return [`schema-invalid-property-type ${pointer}/font-weight`];
  }),
  onComponent(
    "names a component that does not exist",
    ({ type }) => type === "TextBody",
    ({ node, pointer }) => {
      node.type = "Paragraph";
      return [`schema-unknown-component-type ${pointer}/type`];
    },
  ),
  onComponent("misspells the type of an input", isInput, ({ node, pointer }) => {
    node.type = `${String(node.type)}s`;
    return [`schema-unknown-component-type ${pointer}/type`];
  }),
  onComponent("takes a value that does not exist", has("input-type"), ({ node, pointer }) => {
    node["input-type"] = "nmber";
    return [`component-text-input-type ${pointer}/input-type`];
  }),
  onComponent(
    "leaves a list of options empty",
    ({ node }) => Array.isArray(node["data-source"]),
    (found, flow) => {
      found.node["data-source"] = [];
      return [`${ruleOf(found, flow, "data-source", "empty")} ${found.pointer}/data-source`];
    },
  ),
  onComponent(
    "leaves the title of an option out",
    ({ node }) => Array.isArray(node["data-source"]),
    ({ node, pointer }) => {
      node["data-source"] = [{ id: "one" }, { id: "two", title: "Two" }];
      return [`component-data-source-item-required ${pointer}/data-source/0`];
    },
  ),
  onComponent("writes a number in quotes", has("min-chars"), ({ node, pointer }) => {
    node["min-chars"] = "2";
    return [`component-text-input-chars-type ${pointer}/min-chars`];
  }),
  onComponent(
    "leaves a text blank",
    ({ type }) => type === "TextSubheading",
    ({ node, pointer }) => {
      node.text = " ";
      return [`component-text-blank ${pointer}/text`];
    },
  ),
  onComponent(
    "uses a property of a later version",
    ({ type }, flow) => type === "TextInput" && !at("7.0", flow),
    ({ node, pointer }) => {
      node["label-variant"] = "large";
      return [`component-property-newer-than-version ${pointer}/label-variant`];
    },
  ),
  onComponent(
    "uses a component of a later version",
    ({ type, pointer }, flow) => type === "TextCaption" && !at("7.1", flow) && /children\/\d+$/.test(pointer),
    ({ node, pointer, siblings }) => {
      const carousel = { type: "ImageCarousel", images: [{ src: "AAAA", "alt-text": "A dot" }] };
      siblings[siblings.indexOf(node)] = carousel;
      return [`component-type-newer-than-version ${pointer}/type`];
    },
  ),
  onComponent(
    "gives a component in a Form an initial value",
    ({ type, pointer }, flow) => type === "TextArea" && pointer.split("children").length > 2 && at("4.0", flow),
    ({ node, pointer }) => {
      node["init-value"] = "Nothing";
      return [`form-init-value-inside ${pointer}/init-value`];
    },
  ),
  onComponent("names an input twice", isInput, ({ node, pointer, siblings }) => {
    const again = { type: "TextArea", name: node.name, label: "Again" };
    siblings.splice(siblings.indexOf(node) + 1, 0, again);
    return [`naming-duplicate-component-names ${moved(pointer, 1)}/name`];
  }),
  onComponent(
    "adds a second Footer",
    ({ type }) => type === "Footer",
    ({ node, pointer, siblings }) => {
      siblings.push(structuredClone(node));
      return [`limits-footer-per-screen ${moved(pointer, 1)}/type`];
    },
  ),
  onComponent(
    "empties a branch",
    ({ type }) => type === "If",
    ({ node, pointer }) => {
      Object.assign(node, JSON.parse('{"then": []}'));
      return [`if-then-empty ${pointer}/then`];
    },
  ),
  onComponent(
    "puts an If into a Switch",
    ({ type }) => type === "Switch",
    ({ node, pointer }) => {
      const inner = JSON.parse(
        '{"type":"If","condition":"${data.heading} == \'a\'","then":[{"type":"TextBody","text":"b"}]}',
      );
      Object.assign(Object(node.cases), { Hello: [inner] });
      return [`switch-in-switch ${pointer}/cases/Hello/0/type`];
    },
  ),
  onComponent(
    "names an action that does not exist",
    ({ type }) => type === "Footer",
    ({ node, pointer }) => {
      Object.assign(Object(node["on-click-action"]), { name: "submit" });
      return [`action-name-on-click ${pointer}/on-click-action/name`];
    },
  ),
  onComponent(
    "gives an action a strange key",
    ({ type }) => type === "Footer",
    ({ node, pointer }) => {
      Object.assign(Object(node["on-click-action"]), { target: "x" });
      return [`action-extra-property ${pointer}/on-click-action/target`];
    },
  ),
];

/** The pointer of an entry some places further on. */
function moved(pointer: string, by: number): string {
  return pointer.replace(/\d+$/, (index) => String(Number(index) + by));
}
