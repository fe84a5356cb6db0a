import type { ActionSlot, ObjectSpec } from "./spec.js";
import { dataApiVersions } from "./versions.js";

/** The objects of Flow JSON that are not components. Source: Meta's Flow JSON reference. */

const missing = { missing: "schema-screen-required" } as const;

export const rootSpec: ObjectSpec = {
  what: "Flow JSON",
  unknown: "schema-additional-property",
  properties: [
    {
      name: "version",
      types: ["string"],
      about: "The Flow JSON version, such as `7.3`.",
      required: true,
      rules: { missing: "version-missing", type: "version-not-a-string" },
    },
    {
      name: "screens",
      types: ["array"],
      about: "The screens, 100 at most.",
      required: true,
      minItems: 1,
      shape: { kind: "free" },
      rules: missing,
    },
    {
      name: "data_api_version",
      types: ["string"],
      about: "Marks a flow with a data endpoint.",
      values: dataApiVersions,
      rules: { value: "version-invalid-data-api" },
    },
    {
      name: "routing_model",
      types: ["object"],
      about: "For each screen the screens that it leads to. Required with `data_api_version`.",
      shape: { kind: "free" },
      rules: { type: "routing-value-not-array" },
    },
    {
      name: "data_channel_uri",
      types: ["string"],
      about: "The address of the endpoint; from 3.0 on it is set through the API.",
      until: "2.1",
      format: "uri",
      rules: { unknown: "schema-data-channel-uri-removed" },
    },
  ],
};

export const screenSpec: ObjectSpec = {
  what: "screen",
  unknown: "schema-additional-property",
  properties: [
    {
      name: "id",
      types: ["string"],
      about: "Unique; letters and underscores.",
      required: true,
      rules: missing,
    },
    { name: "title", types: ["string"], about: "Shown in the top bar.", dynamic: "binding" },
    { name: "terminal", types: ["boolean"], about: "Whether the flow can end here.", default: false },
    {
      name: "success",
      types: ["boolean"],
      about: "Whether ending here is a success; only on terminal screens.",
      since: "3.1",
      default: true,
    },
    {
      name: "refresh_on_back",
      types: ["boolean"],
      about: "Whether going back from here asks the data endpoint; only with `data_api_version`.",
      default: false,
    },
    {
      name: "data",
      types: ["object"],
      about: "The data model: a JSON Schema with `__example__` for each field.",
      shape: { kind: "free" },
    },
    {
      name: "sensitive",
      types: ["array"],
      about: "Names of inputs whose values are masked in the summary.",
      since: "5.1",
      shape: { kind: "strings" },
      rules: { type: "schema-sensitive-shape" },
    },
    {
      name: "layout",
      types: ["object"],
      about: "What the screen shows.",
      required: true,
      shape: { kind: "free" },
      rules: missing,
    },
  ],
};

export const layoutSpec: ObjectSpec = {
  what: "layout",
  unknown: "schema-additional-property",
  properties: [
    {
      name: "type",
      types: ["string"],
      about: "Always `SingleColumnLayout`.",
      required: true,
      values: ["SingleColumnLayout"],
      rules: {
        missing: "schema-missing-type-property",
        type: "schema-invalid-layout-type",
        value: "schema-invalid-layout-type",
      },
    },
    {
      name: "children",
      types: ["array"],
      about: "The components, from top to bottom.",
      required: true,
      shape: { kind: "components" },
      rules: missing,
    },
  ],
};

const payload = {
  name: "payload",
  types: ["object"],
  about: "What is handed over: literals, references, from 6.0 expressions in backticks.",
  shape: { kind: "free" },
  rules: { type: "complete-payload-not-object" },
} as const;

const nextSpec: ObjectSpec = {
  what: "next",
  unknown: "action-extra-property",
  properties: [
    {
      name: "type",
      types: ["string"],
      about: "Always `screen`.",
      required: true,
      rules: { missing: "navigate-next-required" },
    },
    {
      name: "name",
      types: ["string"],
      about: "The id of the screen to go to.",
      required: true,
      dynamic: "binding",
      rules: { missing: "navigate-next-required" },
    },
  ],
};

/** The keys of an action, by slot. */
export const actionSpecs: Readonly<Record<ActionSlot, ObjectSpec>> = {
  "on-click-action": {
    what: "action",
    unknown: "action-extra-property",
    properties: [
      { name: "name", types: ["string"], about: "Which action.", required: true },
      payload,
      { name: "next", types: ["object"], about: "Where `navigate` goes.", shape: { kind: "object", of: nextSpec } },
      {
        name: "url",
        types: ["string"],
        about: "What `open_url` opens.",
        since: "6.0",
        dynamic: "binding",
        format: "uri",
        rules: { value: "action-open-url-format" },
      },
    ],
  },
  "on-select-action": {
    what: "action",
    unknown: "action-extra-property",
    properties: [{ name: "name", types: ["string"], about: "Which action.", required: true }, payload],
  },
  "on-unselect-action": {
    what: "action",
    unknown: "action-extra-property",
    properties: [{ name: "name", types: ["string"], about: "Which action.", required: true }, payload],
  },
};
