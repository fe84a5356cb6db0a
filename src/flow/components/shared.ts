import type { ActionChoice, ActionSlot, PropertyRules, PropertySpec } from "../spec.js";

/** Properties that many components share, so that each is described once. */

export const visible: PropertySpec = {
  name: "visible",
  types: ["boolean"],
  about: "Whether it is shown.",
  dynamic: "binding",
  default: true,
};

export const enabled: PropertySpec = {
  name: "enabled",
  types: ["boolean"],
  about: "Whether it can be used.",
  dynamic: "binding",
  default: true,
};

export const required: PropertySpec = {
  name: "required",
  types: ["boolean"],
  about: "Whether the user must fill it before going on.",
  dynamic: "binding",
  default: false,
};

/** The name of a component that holds a value. */
export function name(rules: PropertyRules = {}): PropertySpec {
  return {
    name: "name",
    types: ["string"],
    about: "Unique on the screen; the value is `${form.<name>}`.",
    required: true,
    nonBlankSince: "4.0",
    rules: { blank: "naming-component-name-blank", ...rules },
  };
}

/** A text that people read. Texts above `max` characters are cut. */
export function text(
  property: string,
  about: string,
  more: Omit<Partial<PropertySpec>, "name" | "about"> = {},
): PropertySpec {
  return { name: property, types: ["string"], about, dynamic: "binding", ...more };
}

/** An action slot and the actions it takes. */
export function action(
  slot: ActionSlot,
  names: readonly (string | ActionChoice)[],
  more: Omit<Partial<PropertySpec>, "name"> = {},
): PropertySpec {
  const choices = names.map((choice) => (typeof choice === "string" ? { name: choice } : choice));
  return {
    name: slot,
    types: ["object"],
    about: actionAbout[slot],
    shape: { kind: "action", slot, names: choices },
    ...more,
  };
}

const actionAbout: Readonly<Record<ActionSlot, string>> = {
  "on-click-action": "What a tap does.",
  "on-select-action": "What selecting does.",
  "on-unselect-action": "What taking a selection back does.",
};

/** `init-value`, which a component in a Form leaves to the `init-values` of the Form. */
export function initValue(types: PropertySpec["types"], more: Partial<PropertySpec> = {}): PropertySpec {
  return {
    name: "init-value",
    types,
    about: "The value it starts with; inside a Form use `init-values` of the Form.",
    since: "4.0",
    dynamic: "binding",
    outsideForm: true,
    looseExpressions: true,
    shape: { kind: "free" },
    rules: { unknown: "form-init-value-inside" },
    ...more,
  };
}

/** `error-message`, which a component in a Form leaves to the `error-messages` of the Form. */
export function errorMessage(more: Partial<PropertySpec> = {}): PropertySpec {
  return {
    name: "error-message",
    types: ["string"],
    about: "The text shown when the value is refused; inside a Form use `error-messages` of the Form.",
    since: "4.0",
    dynamic: "binding",
    outsideForm: true,
    looseExpressions: true,
    rules: { unknown: "form-error-message-inside" },
    ...more,
  };
}
