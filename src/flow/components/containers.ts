import type { ComponentSpec } from "../spec.js";

const missingIf = { missing: "if-missing-required" } as const;
const missingSwitch = { missing: "switch-missing-required" } as const;
const missingForm = { missing: "form-missing-name" } as const;

/** Components that hold other components. */
export const containerComponents: readonly ComponentSpec[] = [
  {
    type: "If",
    category: "conditional",
    about: "Shows one of two branches. At most three levels deep.",
    since: "4.0",
    in: { layout: { since: "4.0" }, Form: { since: "4.0" }, If: { since: "4.0" } },
    input: false,
    properties: [
      {
        name: "condition",
        types: ["string"],
        about: "A condition such as `${form.age} > 17`; from 6.0 also an expression in backticks.",
        required: true,
        dynamic: "condition",
        rules: missingIf,
      },
      {
        name: "then",
        types: ["array"],
        about: "Shown when the condition holds.",
        required: true,
        minItems: 1,
        shape: { kind: "components" },
        rules: { ...missingIf, empty: "if-then-empty" },
      },
      {
        name: "else",
        types: ["array"],
        about: "Shown when it does not.",
        shape: { kind: "components" },
      },
    ],
  },
  {
    type: "Switch",
    category: "conditional",
    about: "Shows the case whose key equals the value.",
    since: "4.0",
    in: { layout: { since: "4.0" }, Form: { since: "4.0" }, If: { since: "4.0" } },
    input: false,
    properties: [
      {
        name: "value",
        types: ["string"],
        about: "A reference; its value is compared with the keys of the cases, as text.",
        required: true,
        dynamic: "reference",
        rules: { ...missingSwitch, pattern: "switch-value-format" },
      },
      {
        name: "cases",
        types: ["object"],
        about: "The components of each case, by value.",
        required: true,
        shape: { kind: "cases" },
        rules: { ...missingSwitch, empty: "switch-cases-empty", type: "schema-invalid-property-type" },
      },
    ],
  },
  {
    type: "Form",
    category: "layout",
    about: "Groups inputs. Optional from 4.0; when a screen has one, all its inputs stand in it.",
    in: { layout: {} },
    input: false,
    properties: [
      {
        name: "name",
        types: ["string"],
        about: "The name of the Form; it has no value.",
        required: true,
        rules: missingForm,
      },
      {
        name: "children",
        types: ["array"],
        about: "The components in it.",
        required: true,
        shape: { kind: "components" },
        rules: missingForm,
      },
      {
        name: "init-values",
        types: ["object"],
        about: "The values its components start with, by name.",
        dynamic: "binding",
        looseExpressions: true,
        shape: { kind: "free" },
      },
      {
        name: "error-messages",
        types: ["object"],
        about: "Texts shown when a value is refused, by name of the component.",
        dynamic: "binding",
        looseExpressions: true,
        shape: { kind: "free" },
      },
    ],
  },
];
