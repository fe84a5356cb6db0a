/** What a scenario file may hold: one table, from which both its checks and its JSON Schema are made. */
import {
  type AnyShape,
  type ListShape,
  type NamesShape,
  type ObjectShape,
  path,
  type TextShape,
} from "../../yaml/shape.js";
import { matcherSchema } from "./matchers.js";

const text = (what: string): TextShape => ({ kind: "text", what });

const json = (what: string): AnyShape => ({ kind: "any", what });

/** Compared with what is there; see `matchers.ts`. */
const expected = (what: string): AnyShape => ({ kind: "any", what, schema: matcherSchema });

const names = (what: string, of: AnyShape): NamesShape => ({ kind: "names", what, of });

const texts = (what: string, each: string): ListShape => ({ kind: "list", what, notEmpty: true, of: text(each) });

const expectations: ObjectShape = {
  kind: "object",
  what: "what a step expects (`expect`)",
  required: [],
  keys: {
    screen: text("the id of the screen that is shown"),
    data: expected("data of the screen; fields that are not named may be anything"),
    error: expected("the `error_message` of the answer; `$absent` for none"),
    visible: texts(
      "what is shown: texts (a part will do) or names of components",
      "a text, or the name of a component",
    ),
    "not-visible": texts("what is not shown", "a text, or the name of a component"),
    values: expected("what the inputs of the screen hold, by their names"),
    request: expected("the last request of the step: `action`, `screen`, `data`, …"),
    exchanges: { kind: "number", what: "how many requests the step makes", min: 0, max: 1000 },
    completion: expected("what the business receives when the flow ends; `$absent`: it has not ended"),
    kv: names("what `env.KV` holds afterwards, by key; `$absent` for a key that is not there", expected("a value")),
  },
};

const step: ObjectShape = {
  kind: "object",
  what: "a step",
  required: [],
  keys: {
    name: text("what happens, for people"),
    fill: names(
      "what the user enters or chooses, by the names of the inputs",
      json("a value; an option by id or title"),
    ),
    select: names("the one choice that runs an action at once", json("a value; an option by id or title")),
    tap: text("the text of a footer, link or list item, or its name"),
    submit: { kind: "boolean", what: "whether the footer is tapped, whatever its text" },
    back: { kind: "boolean", what: "whether the user goes back" },
    expect: expectations,
  },
};

export const scenarioShape: ObjectShape = {
  kind: "object",
  what: "a scenario",
  required: ["name"],
  keys: {
    name: text("what the scenario shows, for people"),
    description: text("more about it"),
    flow: path("the path of the Flow JSON that it is for, relative to the scenario"),
    endpoint: path("the path of the data endpoint code that it is for, relative to the scenario"),
    "flow-token": text("the flow token"),
    open: {
      kind: "either",
      what: "how the flow opens",
      expected: "`INIT`, or a mapping with `screen` and `data`",
      scalar: { kind: "choice", what: "how the flow opens", values: ["INIT"] },
      map: {
        kind: "object",
        what: "the opening of the flow (`open`)",
        required: ["screen"],
        keys: { screen: text("the id of the screen"), data: names("its data", json("a value")) },
      },
    },
    now: {
      kind: "text",
      what: "the time on the phone and for the code",
      pattern: {
        source: "^\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d)?Z)?$",
        expected: "a day or a time in UTC, such as `2026-12-01T09:00:00Z`",
      },
    },
    seed: { kind: "number", what: "the seed of `Math.random` in the code", min: 0, max: 4294967295 },
    secrets: names("fakes for `env.NAME` of the code", json("a value")),
    kv: names("what `env.KV` holds from the start", json("a text; anything else is stored as JSON")),
    steps: { kind: "list", what: "the steps, in order", notEmpty: true, of: step },
    replay: {
      kind: "either",
      what: "a transcript to play again",
      expected: "a path, or a mapping with `transcript`",
      scalar: path("the path of the transcript (JSON Lines), relative to the scenario"),
      map: {
        kind: "object",
        what: "a transcript to play again",
        required: ["transcript"],
        keys: {
          transcript: path("its path (JSON Lines), relative to the scenario"),
          ignore: texts(
            "fields of the answers that may differ",
            "a path such as `data.booking` or `data.slots.*.title`",
          ),
        },
      },
    },
  },
};
