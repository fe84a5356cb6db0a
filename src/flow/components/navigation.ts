import type { ComponentSpec, ObjectSpec } from "../spec.js";
import { action, enabled, name, text, visible } from "./shared.js";

const missingContent = { missing: "component-navigation-list-item-main-content" } as const;

const mainContent: ObjectSpec = {
  what: "main-content",
  unknown: "schema-additional-property",
  properties: [
    text("title", "What the user reads.", {
      required: true,
      dynamic: "none",
      chars: { max: 30, rule: "component-navigation-list-title-length" },
      rules: missingContent,
    }),
    text("description", "A text below the title.", {
      dynamic: "none",
      chars: { max: 20, rule: "component-navigation-list-item-description-length" },
    }),
    text("metadata", "Small print below.", {
      dynamic: "none",
      chars: { max: 80, rule: "component-navigation-list-item-metadata-length" },
    }),
  ],
};

const start: ObjectSpec = {
  what: "start",
  unknown: "schema-additional-property",
  properties: [
    text("image", "A picture, as base64.", {
      required: true,
      dynamic: "none",
      format: "base64",
      rules: missingContent,
    }),
    text("alt-text", "What the picture shows, for those who cannot see it.", { dynamic: "none" }),
  ],
};

function endText(property: "title" | "description" | "metadata", about: string) {
  const rule = `component-navigation-list-end-${property}-length`;
  return text(property, about, { dynamic: "none", chars: { max: 10, rule } });
}

const end: ObjectSpec = {
  what: "end",
  unknown: "schema-additional-property",
  properties: [
    endText("title", "A short text at the end."),
    endText("description", "A text below it."),
    endText("metadata", "Small print below."),
  ],
};

const clicks = [
  { name: "data_exchange", since: "6.2" },
  { name: "navigate", since: "6.2" },
];

/** One entry of a NavigationList. */
export const navigationItem: ObjectSpec = {
  what: "list item",
  unknown: "schema-additional-property",
  properties: [
    // Not in the item table; the text of the dynamic example has it in the static declaration too.
    text("id", "Unique in the list.", {
      required: true,
      dynamic: "none",
      rules: { missing: "component-navigation-list-item-id" },
    }),
    {
      name: "main-content",
      types: ["object"],
      about: "Title, description and small print.",
      required: true,
      shape: { kind: "object", of: mainContent },
      rules: missingContent,
    },
    { name: "start", types: ["object"], about: "A picture at the start.", shape: { kind: "object", of: start } },
    { name: "end", types: ["object"], about: "Texts at the end.", shape: { kind: "object", of: end } },
    text("badge", "A mark; on one item of a list at most.", {
      dynamic: "none",
      chars: { max: 15, rule: "component-navigation-list-badge-length" },
    }),
    {
      name: "tags",
      types: ["array"],
      about: "Up to three short marks.",
      shape: { kind: "strings" },
      chars: { max: 15, rule: "component-navigation-list-tag-length" },
    },
    action("on-click-action", clicks),
  ],
};

const actionMissing = { missing: "component-embedded-link-action-required" } as const;

function caption(property: string, about: string) {
  return text(property, about, { chars: { max: 15, rule: "component-footer-caption-length" } });
}

export const navigationComponents: readonly ComponentSpec[] = [
  {
    type: "EmbeddedLink",
    category: "navigation",
    about: "A link in the text.",
    in: { layout: {}, Form: {}, If: { since: "4.0" }, Switch: { since: "4.0" } },
    input: false,
    properties: [
      text("text", "What the user reads.", {
        required: true,
        nonBlankSince: "2.1",
        chars: { max: 25, rule: "component-embedded-link-length" },
        rules: { blank: "component-text-blank" },
      }),
      action("on-click-action", ["data_exchange", "navigate", { name: "open_url", since: "6.0" }], {
        required: true,
        rules: actionMissing,
      }),
      visible,
    ],
  },
  {
    type: "Footer",
    category: "navigation",
    about: "The button at the bottom of a screen. A terminal screen needs one.",
    in: { layout: {}, Form: {}, If: { since: "4.0" }, Switch: { since: "4.0" } },
    input: false,
    properties: [
      text("label", "The text of the button.", {
        required: true,
        chars: { max: 35, rule: "component-footer-label-length" },
      }),
      caption("left-caption", "Text to the left; goes with `right-caption`."),
      caption("center-caption", "Text in the middle; excludes the other two."),
      caption("right-caption", "Text to the right; goes with `left-caption`."),
      enabled,
      action("on-click-action", ["data_exchange", "navigate", "complete"], { required: true, rules: actionMissing }),
    ],
  },
  {
    type: "NavigationList",
    category: "navigation",
    about: "A list of entries, each leading somewhere. Only NavigationLists may stand on its screen.",
    since: "6.2",
    in: { layout: { since: "6.2" } },
    input: false,
    properties: [
      name(),
      {
        name: "list-items",
        types: ["array"],
        about: "The entries: a list, or a reference to a field of type array.",
        required: true,
        dynamic: "binding",
        minItems: 1,
        shape: { kind: "items", of: navigationItem },
        rules: { empty: "component-navigation-list-min-items" },
      },
      text("label", "The heading of the list.", {
        chars: { max: 80, rule: "component-navigation-list-label-length" },
      }),
      text("description", "A text below the heading.", {
        chars: { max: 300, rule: "component-navigation-list-description-length" },
      }),
      text("media-size", "How large the pictures are.", {
        values: ["regular", "large"],
        default: "regular",
        rules: { value: "component-media-size" },
      }),
      action("on-click-action", clicks, { about: "What a tap does; either here or on each item." }),
    ],
  },
];
