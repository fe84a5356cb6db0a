/** What the config may hold: one table, from which both the checks of `check.ts` and the JSON Schema are made. */
import { flowCategories } from "../flow/categories.js";
import { ruleSeverities } from "./config.js";

interface Described {
  /** For editors and messages: what stands here, as `the phone number ID`. */
  readonly what: string;
}

export interface TextShape extends Described {
  readonly kind: "text";
  /** What all of the text must match, and how to say so. */
  readonly pattern?: { readonly source: string; readonly expected: string };
  /** The value is not shown in messages. */
  readonly personal?: boolean;
}
export interface ChoiceShape extends Described {
  readonly kind: "choice";
  readonly values: readonly string[];
}
export interface BooleanShape extends Described {
  readonly kind: "boolean";
}
export interface ListShape extends Described {
  readonly kind: "list";
  readonly of: Shape;
  readonly notEmpty?: boolean;
}
/** A mapping with the keys listed. */
export interface ObjectShape extends Described {
  readonly kind: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}
/** A mapping whose keys are names that the user chooses; or the ids of rules. */
export interface NamesShape extends Described {
  readonly kind: "names";
  readonly of: Shape;
  readonly names?: "rules";
}
/** One of several, told apart by being a single value, a list or a mapping. */
export interface EitherShape extends Described {
  readonly kind: "either";
  readonly scalar: ChoiceShape;
  readonly map: ObjectShape;
  readonly list?: ListShape;
}
export type Shape = TextShape | ChoiceShape | BooleanShape | ListShape | ObjectShape | NamesShape | EitherShape;

const id = (what: string): TextShape => ({
  kind: "text",
  what,
  pattern: { source: "^[A-Za-z0-9_-]+$", expected: "letters and digits, without blanks or `+`" },
});

const path = (what: string): TextShape => ({
  kind: "text",
  what,
  pattern: { source: "^[^\\\\]+$", expected: "a path with forward slashes" },
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
        scalar: severity,
        map: setting,
        list: {
          kind: "list",
          what: "settings of a rule, of which the last that matches counts",
          notEmpty: true,
          of: { kind: "either", what: "the setting of a rule", scalar: severity, map: setting },
        },
      },
    },
  },
};

/** The objects that know a key, as `an environment`; for one that stands in the wrong place. */
export function ownersOf(key: string, shape: Shape = configShape): string[] {
  switch (shape.kind) {
    case "object": {
      const own = Object.hasOwn(shape.keys, key) ? [shape.what] : [];
      return [...new Set([...own, ...Object.values(shape.keys).flatMap((inner) => ownersOf(key, inner))])];
    }
    case "names":
    case "list":
      return ownersOf(key, shape.of);
    case "either":
      return ownersOf(key, shape.map);
    case "text":
    case "choice":
    case "boolean":
      return [];
  }
}
