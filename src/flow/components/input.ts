import type { ComponentSpec, ContainerKind, PropertySpec } from "../spec.js";
import { action, enabled, errorMessage, initValue, name, required, text, visible } from "./shared.js";

/** Before 4.0 inputs stand only in a Form; see rule `schema-form-parent-required`. */
const anywhere: Readonly<Record<ContainerKind, { readonly since?: string }>> = {
  layout: { since: "4.0" },
  Form: {},
  If: { since: "4.0" },
  Switch: { since: "4.0" },
};

const labelVariant = text("label-variant", "`large` puts the label above the field, on up to four lines.", {
  since: "7.0",
  dynamic: "none",
  values: ["large"],
  rules: { value: "component-label-variant" },
});

function characters(property: string, about: string, more: Partial<PropertySpec> = {}): PropertySpec {
  return {
    name: property,
    types: ["number"],
    about,
    dynamic: "binding",
    rules: { pattern: "component-text-input-chars-type" },
    ...more,
  };
}

function date(property: string, about: string): PropertySpec {
  return text(property, about, { format: "date" });
}

const unavailableDates: PropertySpec = {
  name: "unavailable-dates",
  types: ["array"],
  about: "Days that cannot be chosen.",
  dynamic: "binding",
  shape: { kind: "strings" },
  format: "date",
};

export const inputComponents: readonly ComponentSpec[] = [
  {
    type: "TextInput",
    category: "input",
    about: "One line of text.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      text("label", "What to enter.", {
        required: true,
        chars: { max: 20, rule: "component-text-input-label-length" },
      }),
      labelVariant,
      text("input-type", "The keyboard and the checks.", {
        dynamic: "undocumented",
        values: ["text", "number", "email", "password", "passcode", "phone"],
        default: "text",
        rules: { value: "component-text-input-type" },
      }),
      text("pattern", "A regular expression, without slashes, that the value must match; needs `helper-text`.", {
        since: "6.2",
        dynamic: "undocumented",
        format: "regex",
        rules: { value: "component-text-input-pattern-regex" },
      }),
      required,
      characters("min-chars", "Fewest characters."),
      characters("max-chars", "Most characters.", { default: 80 }),
      text("helper-text", "A hint below the field.", {
        chars: { max: 80, rule: "component-text-input-helper-length" },
      }),
      { ...enabled, undocumented: true },
      visible,
      // Numeric for input-type number: the changelog of 7.0 speaks of numeric initial values; text is accepted below.
      initValue(["string", "number"]),
      errorMessage({ chars: { max: 30, rule: "component-text-input-error-length" } }),
    ],
  },
  {
    type: "TextArea",
    category: "input",
    about: "Several lines of text.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      text("label", "What to enter.", {
        required: true,
        chars: { max: 20, rule: "component-text-area-label-length" },
      }),
      labelVariant,
      required,
      {
        name: "max-length",
        types: ["integer"],
        about: "Most characters.",
        dynamic: "binding",
        default: 600,
        digits: true,
        rules: { type: "component-text-area-max-length" },
      },
      text("helper-text", "A hint below the field.", {
        chars: { max: 80, rule: "component-text-area-helper-length" },
      }),
      enabled,
      visible,
      initValue(["string"]),
      errorMessage(),
    ],
  },
  {
    type: "OptIn",
    category: "input",
    about: "A box to tick, with an optional link to read more.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      text("label", "What the user agrees to.", {
        required: true,
        chars: { max: 120, rule: "component-opt-in-label-length" },
      }),
      required,
      action("on-click-action", ["data_exchange", "navigate", { name: "open_url", since: "6.0" }], {
        about: "What the link to read more does; without it no link is shown.",
      }),
      action("on-select-action", [{ name: "update_data", since: "6.0" }], { since: "6.0" }),
      action("on-unselect-action", [{ name: "update_data", since: "6.0" }], { since: "6.0" }),
      visible,
      initValue(["boolean"]),
    ],
  },
  {
    type: "DatePicker",
    category: "input",
    about: "A day. Its value is a timestamp before 5.0 and `YYYY-MM-DD` from 5.0.",
    in: anywhere,
    input: true,
    properties: [
      name(),
      text("label", "Which day to choose.", {
        required: true,
        chars: { max: 40, rule: "component-date-picker-label-length" },
      }),
      date("min-date", "First day that can be chosen."),
      date("max-date", "Last day that can be chosen."),
      unavailableDates,
      // Not in the parameter table; public flows and the documented note on required inputs use it.
      required,
      enabled,
      visible,
      text("helper-text", "A hint below the field.", {
        chars: { max: 80, rule: "component-date-picker-helper-length" },
      }),
      action("on-select-action", ["data_exchange"]),
      initValue(["string"], { format: "date" }),
      errorMessage({ chars: { max: 80, rule: "component-date-picker-error-length" } }),
    ],
  },
  {
    type: "CalendarPicker",
    category: "input",
    about: "A day or a range of days, on a full calendar.",
    since: "6.1",
    in: { layout: { since: "6.1" }, Form: { since: "6.1" } },
    input: true,
    properties: [
      name(),
      text("title", "The heading of the calendar (range mode).", {
        chars: { max: 80, rule: "component-calendar-title-length" },
      }),
      text("description", "The text below the title (range mode).", {
        chars: { max: 300, rule: "component-calendar-description-length" },
      }),
      text("label", "Which day to choose; in range mode one label for each end.", {
        types: ["string", "object"],
        required: true,
        chars: { max: 40, rule: "component-calendar-label-length" },
        shape: { kind: "free" },
      }),
      text("helper-text", "A hint; in range mode one for each end.", {
        types: ["string", "object"],
        chars: { max: 80, rule: "component-calendar-helper-length" },
        shape: { kind: "free" },
      }),
      { ...required, types: ["boolean", "object"], shape: { kind: "free" } },
      enabled,
      visible,
      text("mode", "One day or a range.", {
        values: ["single", "range"],
        default: "single",
        rules: { value: "component-calendar-mode" },
      }),
      date("min-date", "First day that can be chosen."),
      date("max-date", "Last day that can be chosen."),
      unavailableDates,
      {
        name: "include-days",
        types: ["array"],
        about: "Days of the week that can be chosen.",
        dynamic: "binding",
        shape: { kind: "strings" },
        values: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        rules: { value: "component-calendar-include-days" },
      },
      { name: "min-days", types: ["integer"], about: "Fewest days of a range.", dynamic: "binding" },
      { name: "max-days", types: ["integer"], about: "Most days of a range.", dynamic: "binding" },
      action("on-select-action", [{ name: "data_exchange", since: "6.1" }]),
      initValue(["string", "object"], {
        format: "date",
      }),
      errorMessage({
        types: ["string", "object"],
        shape: { kind: "free" },
        chars: { max: 80, rule: "component-calendar-error-length" },
      }),
    ],
  },
];
