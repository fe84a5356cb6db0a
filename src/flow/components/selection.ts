import type { ComponentSpec, ContainerKind, ObjectSpec, PropertySpec } from "../spec.js";
import { action, enabled, errorMessage, initValue, name, required, text, visible } from "./shared.js";

const anywhere: Readonly<Record<ContainerKind, { readonly since?: string }>> = {
  layout: { since: "4.0" },
  Form: {},
  If: { since: "4.0" },
  Switch: { since: "4.0" },
};

const missing = { missing: "component-data-source-item-required" } as const;

/** One option of a group; the ids of the length rules differ by component. */
function option(component: "checkbox" | "radio" | "dropdown"): ObjectSpec {
  return {
    what: "option",
    unknown: "schema-additional-property",
    properties: [
      text("id", "The value when it is chosen; unique in the list.", {
        required: true,
        nonBlankSince: "6.0",
        rules: missing,
      }),
      text("title", "What the user reads.", {
        required: true,
        nonBlankSince: "6.0",
        chars: { max: 30, rule: `component-${component}-title-length` },
        rules: missing,
      }),
      text("description", "A text below the title.", {
        chars: { max: 300, rule: `component-${component}-description-length` },
      }),
      text("metadata", "A short text at the side.", {
        chars: { max: 20, rule: `component-${component}-metadata-length` },
      }),
      { ...enabled, about: "Whether it can be chosen." },
      text("image", "A picture, as base64.", { since: "5.0", format: "base64" }),
      text("alt-text", "What the picture shows, for those who cannot see it.", { since: "5.0" }),
      text("color", "A color, `#` and six hexadecimal digits.", {
        since: "5.0",
        dynamic: "none",
        format: "color",
        rules: { value: "component-data-source-color" },
      }),
      action("on-select-action", [{ name: "update_data", since: "6.0" }], { since: "6.0" }),
      action("on-unselect-action", [{ name: "update_data", since: "6.0" }], { since: "6.0" }),
    ],
  };
}

const chip: ObjectSpec = {
  what: "option",
  unknown: "schema-additional-property",
  properties: [
    text("id", "The value when it is chosen; unique in the list.", { required: true, rules: missing }),
    text("title", "What the user reads.", { required: true, rules: missing }),
    { ...enabled, about: "Whether it can be chosen." },
    action("on-select-action", [{ name: "update_data", since: "6.3" }], { since: "6.3" }),
    action("on-unselect-action", [{ name: "update_data", since: "6.3" }], { since: "6.3" }),
  ],
};

function dataSource(of: ObjectSpec, empty: string): PropertySpec {
  return {
    name: "data-source",
    types: ["array"],
    about: "The options: a list, or a reference to a field of type array whose items have `id` and `title`.",
    required: true,
    dynamic: "binding",
    minItems: 1,
    shape: { kind: "items", of },
    rules: { empty },
  };
}

const mediaSize = text("media-size", "How large the pictures are.", {
  since: "5.0",
  values: ["regular", "large"],
  rules: { value: "component-media-size" },
});
const onSelect = action("on-select-action", ["data_exchange", { name: "update_data", since: "6.0" }]);
const onUnselect = action("on-unselect-action", [{ name: "update_data", since: "6.0" }], { since: "6.0" });
const minSelected: PropertySpec = {
  name: "min-selected-items",
  types: ["integer"],
  about: "Fewest options to choose.",
  dynamic: "binding",
};
const maxSelected: PropertySpec = {
  name: "max-selected-items",
  types: ["integer"],
  about: "Most options to choose.",
  dynamic: "binding",
};

function groupLabel(component: "checkbox" | "radio"): PropertySpec {
  return text("label", "What to choose.", {
    required: { since: "4.0" },
    chars: { max: 30, rule: `component-${component}-label-length` },
    rules: { missing: `component-${component}-label-required` },
  });
}

const groupDescription = text("description", "A text below the label.", { since: "4.0" });

export const selectionComponents: readonly ComponentSpec[] = [
  {
    type: "CheckboxGroup",
    category: "selection",
    about: "Options of which several can be chosen.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      dataSource(option("checkbox"), "component-checkbox-min-options"),
      groupLabel("checkbox"),
      groupDescription,
      minSelected,
      maxSelected,
      required,
      enabled,
      visible,
      mediaSize,
      onSelect,
      onUnselect,
      initValue(["array"]),
      errorMessage(),
    ],
  },
  {
    type: "RadioButtonsGroup",
    category: "selection",
    about: "Options of which one is chosen.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      dataSource(option("radio"), "component-radio-min-options"),
      groupLabel("radio"),
      groupDescription,
      required,
      enabled,
      visible,
      mediaSize,
      onSelect,
      onUnselect,
      // The parameter table has a list, the table of Form a string.
      initValue(["string", "array"]),
      errorMessage(),
    ],
  },
  {
    type: "Dropdown",
    category: "selection",
    about: "A long list of options of which one is chosen.",
    in: anywhere,
    input: true,
    properties: [
      name({ missing: "component-dropdown-name-required" }),
      text("label", "What to choose.", {
        required: true,
        chars: { max: 20, rule: "component-dropdown-label-length" },
      }),
      dataSource(option("dropdown"), "component-dropdown-min-options"),
      required,
      enabled,
      visible,
      onSelect,
      onUnselect,
      initValue(["string"]),
      errorMessage(),
    ],
  },
  {
    type: "ChipsSelector",
    category: "selection",
    about: "Short options in a row, of which several can be chosen.",
    since: "6.3",
    in: { layout: { since: "6.3" }, Form: { since: "6.3" }, If: { since: "7.1" }, Switch: { since: "7.1" } },
    input: true,
    properties: [
      name(),
      dataSource(chip, "component-chips-no-options"),
      text("label", "What to choose.", { required: true, chars: { max: 80, rule: "component-chips-label-length" } }),
      text("description", "A text below the label.", {
        chars: { max: 300, rule: "component-chips-description-length" },
      }),
      minSelected,
      maxSelected,
      enabled,
      required,
      visible,
      initValue(["array"]),
      errorMessage(),
      action("on-select-action", ["data_exchange", { name: "update_data", since: "7.1" }]),
      action("on-unselect-action", [{ name: "update_data", since: "7.1" }], { since: "7.1" }),
    ],
  },
];
