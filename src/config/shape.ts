/** What the config may hold: one table, from which both its checks and its JSON Schema are made. */
import { onPublishedChoices } from "../deployment/desired.js";
import { flowCategories } from "../flow/categories.js";
import { type ChoiceShape, type ObjectShape, path, type TextShape } from "../yaml/shape.js";
import { ruleSeverities } from "./config.js";

const id = (what: string): TextShape => ({
  kind: "text",
  what,
  pattern: { source: "^[A-Za-z0-9_-]+$", expected: "letters and digits, without blanks or `+`" },
});

const severity: ChoiceShape = { kind: "choice", what: "the severity", values: ruleSeverities };

const setting: ObjectShape = {
  kind: "object",
  what: "a setting of a rule",
  required: ["severity"],
  keys: {
    severity,
    paths: {
      kind: "list",
      what: "the paths it holds for",
      notEmpty: true,
      of: path("a path or glob, relative to the config's folder"),
    },
  },
};

const flow: ObjectShape = {
  kind: "object",
  what: "a flow",
  required: ["json"],
  keys: {
    json: path("the path of the Flow JSON file"),
    endpoint: path("the path of the data endpoint code"),
    categories: {
      kind: "list",
      what: "Meta's categories of the flow",
      notEmpty: true,
      of: { kind: "choice", what: "a category", values: flowCategories },
    },
  },
};

const flowIdentity: ObjectShape = {
  kind: "object",
  what: "a flow of an environment",
  required: [],
  keys: { "flow-id": id("Kapso's flow ID") },
};

const environment: ObjectShape = {
  kind: "object",
  what: "an environment",
  required: [],
  keys: {
    "phone-number-id": id("the phone number ID"),
    "business-account-id": id("the WABA ID"),
    publish: { kind: "boolean", what: "whether presets publish the flows" },
    "on-published": {
      kind: "choice",
      what: "what to do when a published flow is to change",
      values: onPublishedChoices,
    },
    secrets: {
      kind: "list",
      what: "the names of the secrets that data endpoints need",
      of: {
        kind: "text",
        what: "the name of a secret",
        // What stands here by mistake may be the secret itself.
        personal: true,
        // The service's own rule for names (kapso-api.md 11.6).
        pattern: {
          source: "^[A-Z_][A-Z0-9_]*$",
          expected: "capital letters, digits and `_`, as in `CRM_TOKEN`; the value never stands in this file",
        },
      },
    },
    flows: { kind: "names", what: "the flows of an environment by name", of: flowIdentity },
    "test-recipients": {
      kind: "list",
      what: "the telephone numbers that get test messages",
      of: {
        kind: "text",
        what: "a test recipient",
        personal: true,
        // E.164 has at most 15 digits; blanks, brackets and hyphens are how people write them.
        pattern: {
          source: "^\\+?[0-9](?:[ ().-]{0,2}[0-9]){5,14}$",
          expected: "a telephone number with country code, such as `+15550100`",
        },
      },
    },
  },
};

export const configShape: ObjectShape = {
  kind: "object",
  what: "the config",
  required: [],
  keys: {
    flows: { kind: "names", what: "the flows by name", of: flow },
    environments: { kind: "names", what: "the environments by name", of: environment },
    rules: {
      kind: "names",
      names: "rules",
      what: "the severities by rule",
      of: {
        kind: "either",
        what: "the setting of a rule",
        expected: "a severity, a mapping or a list",
        scalar: severity,
        map: setting,
        list: {
          kind: "list",
          what: "settings of a rule, of which the last that matches counts",
          notEmpty: true,
          of: {
            kind: "either",
            what: "the setting of a rule",
            expected: "a severity or a mapping",
            scalar: severity,
            map: setting,
          },
        },
      },
    },
  },
};
