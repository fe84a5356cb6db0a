/** Files that are no scenario: every mistake at its place. */
import { describe, expect, test } from "vitest";
import { loadScenario } from "../../../../src/simulation/scenario/load.js";

async function problems(text: string): Promise<readonly string[]> {
  const loaded = await loadScenario({ path: "a.scenario.yml", text });
  if (loaded.ok) return [];
  return loaded.report.diagnostics.map(
    ({ range: { start }, rule, message }) => `${start.line}:${start.column} ${rule}: ${message}`,
  );
}

describe("a file with mistakes", () => {
  test.each([
    ["nothing", "", ["1:1 scenario-type: Expected a mapping (`key: value`) for a scenario, found nothing."]],
    [
      "no YAML",
      "name: [",
      ["1:8 scenario-syntax: A bracket above is not closed, or its `]` or `}` stands too far to the left."],
    ],
    [
      "two documents",
      "name: A\nsteps: [{}]\n---\nname: B\n",
      ["3:1 scenario-syntax: The file holds several documents; remove the line `---`."],
    ],
    [
      "a key twice",
      "name: A\nname: B\nsteps: [{}]",
      ["2:1 scenario-duplicate-key: The key `name` stands twice; keep one."],
    ],
    [
      "no name",
      "steps: [{}]",
      ["1:1 scenario-missing-key: A scenario needs `name`, what the scenario shows, for people."],
    ],
    [
      "nothing to play",
      "name: A",
      ["1:1 scenario-missing-key: A scenario needs `steps`, or `replay` with a transcript."],
    ],
    [
      "no steps",
      "name: A\nsteps: []",
      ["2:8 scenario-value: This list is empty; name at least one, or remove the key."],
    ],
    [
      "an unknown key",
      "name: A\nstpes: []",
      ["2:1 scenario-unknown-key: A scenario has no key `stpes`. Did you mean `steps`?"],
    ],
    [
      "a key in the wrong place",
      "name: A\nsteps: [{ data: {} }]",
      [
        "2:11 scenario-unknown-key: A step has no key `data`. It is a key of the opening of the flow (`open`) and of what a step expects (`expect`).",
      ],
    ],
    [
      "an unknown expectation",
      "name: A\nsteps: [{ expect: { vissible: [a] } }]",
      ["2:21 scenario-unknown-key: What a step expects (`expect`) has no key `vissible`. Did you mean `visible`?"],
    ],
    [
      "a number for a text",
      "name: A\nsteps: [{ tap: 10 }]",
      [
        '2:16 scenario-unquoted-number: Put the text of a footer, link or list item, or its name in quotes, as `"10"`: as a number it would lose digits, zeros or its `+`.',
      ],
    ],
    [
      "another kind of value",
      "name: A\nsteps: [{ fill: service }]",
      [
        "2:17 scenario-type: Expected a mapping (`key: value`) for what the user enters or chooses, by the names of the inputs, found text.",
      ],
    ],
    [
      "two things in one step",
      "name: A\nsteps: [{ tap: A, back: true }]",
      [
        "2:19 scenario-value: A step does one thing: one of `select`, `tap`, `submit`, `back`. Begin another step with `back`.",
      ],
    ],
    [
      "a switch that is off",
      "name: A\nsteps: [{ submit: false }]",
      ["2:19 scenario-value: `submit` is `true`, or left out."],
    ],
    [
      "two choices in one step",
      "name: A\nsteps: [{ select: { a: 1, b: 2 } }]",
      ["2:19 scenario-value: `select` names one component; the next choice is a step of its own."],
    ],
    [
      "an unknown way to open",
      "name: A\nopen: BACK\nsteps: [{}]",
      ["2:7 scenario-value: `BACK` cannot be how the flow opens; expected one of `INIT`."],
    ],
    [
      "no screen to open",
      "name: A\nopen: { data: {} }\nsteps: [{}]",
      ["2:1 scenario-missing-key: The opening of the flow (`open`) needs `screen`, the id of the screen."],
    ],
    [
      "a time in words",
      "name: A\nnow: today\nsteps: [{}]",
      [
        "2:6 scenario-value: `today` cannot be the time on the phone and for the code; expected a day or a time in UTC, such as `2026-12-01T09:00:00Z`.",
      ],
    ],
    [
      "a day that does not exist",
      "name: A\nnow: 2026-02-30\nsteps: [{}]",
      ["2:6 scenario-value: There is no such day or time."],
    ],
    [
      "a seed that is no whole number",
      "name: A\nseed: 1.5\nsteps: [{}]",
      [
        "2:7 scenario-value: `1.5` cannot be the seed of `Math.random` in the code; expected a whole number from 0 to 4294967295.",
      ],
    ],
    [
      "a path with backslashes",
      "name: A\nflow: a\\b.json\nsteps: [{}]",
      [
        "2:7 scenario-value: `a\\b.json` cannot be the path of the Flow JSON that it is for, relative to the scenario; expected a path with forward slashes.",
      ],
    ],
    [
      "a replay without transcript",
      "name: A\nreplay: { ignore: [data.a] }",
      [
        "2:1 scenario-missing-key: A transcript to play again needs `transcript`, its path (JSON Lines), relative to the scenario.",
      ],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await problems(text)).toEqual(expected);
  });

  test.each([
    ["an unknown word", "$anny", "20 scenario-value: `$anny` is no matcher. Did you mean `$any`?"],
    ["a matcher without its value", "$length", "20 scenario-value: `$length` is no matcher. Write `{ $length: … }`."],
    ["an unknown matcher", "{ $patern: a }", "22 scenario-value: `$patern` is no matcher. Did you mean `$pattern`?"],
    ["a word with a value", "{ $any: 1 }", "22 scenario-value: `$any` is no matcher. Write it without a value."],
    [
      "a field beside a matcher",
      "{ $length: 1, a: 1 }",
      "34 scenario-value: `a` is a field beside a matcher; a mapping holds either fields or matchers.",
    ],
    [
      "an unknown type",
      "{ $type: string }",
      "29 scenario-value: `$type` is one of `text`, `number`, `boolean`, `list`, `mapping`, `null`.",
    ],
    [
      "no regular expression",
      "{ $pattern: '(' }",
      "32 scenario-value: `$pattern` is a regular expression as JavaScript has them, in single quotes.",
    ],
    ["no length", "{ $length: -1 }", "31 scenario-value: `$length` is a whole number."],
  ])("%s", async (_, matcher, expected) => {
    const text = `name: A\nsteps:\n  - expect:\n      data: { a: [ ${matcher} ] }`;
    expect(await problems(text)).toEqual([`4:${expected}`]);
  });

  test("has all of them at once", async () => {
    expect(await problems("nmae: A\nnow: 2026-13-01\nsteps: [{ back: false, expect: { data: $anny } }]")).toHaveLength(
      4,
    );
  });
});

test("everything that a scenario may hold", async () => {
  const text = `
name: All
description: Of it
flow: ../flow.json
endpoint: code/endpoint.js
flow-token: mine
open: { screen: A, data: { a: 1 } }
now: 2026-12-01
seed: 4294967295
secrets: { KEY: fake }
kv: { a: text }
steps:
  - { name: One, fill: { a: 1 }, tap: Go, expect: { screen: A } }
  - select: { a: null }
  - submit: true
  - back: true
replay: { transcript: run.jsonl, ignore: [data.*.id] }
`;
  const loaded = await loadScenario({ path: "flows/a/x.scenario.yml", text });
  expect(loaded).toMatchObject({
    ok: true,
    scenario: {
      name: "All",
      description: "Of it",
      flow: { path: "flows/flow.json" },
      endpoint: { path: "flows/a/code/endpoint.js" },
      flowToken: "mine",
      open: { by: "navigate", screen: "A", data: { a: 1 } },
      now: Date.UTC(2026, 11, 1),
      seed: 4294967295,
      secrets: { KEY: "fake" },
      kv: { a: ["text", null] },
      steps: [
        { name: "One", act: { kind: "tap", label: "Go" } },
        { act: { kind: "select" } },
        { act: { kind: "submit" } },
        { act: { kind: "back" } },
      ],
      replay: { transcript: "flows/a/run.jsonl" },
    },
  });
});
