import { describe, expect, test } from "vitest";
import { diffFlows } from "../../../src/diff/diff-flows.js";

type Json = Readonly<Record<string, unknown>>;

const email = { type: "TextInput", name: "email", label: "Email" };
const heading = { type: "TextHeading", text: "Welcome" };
const footer = { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } };

function screen(id: string, children: readonly unknown[] = [heading, email, footer], more: Json = {}): Json {
  return { id, title: id, layout: { type: "SingleColumnLayout", children }, ...more };
}

function flow(screens: readonly unknown[] = [screen("A")], more: Json = {}): Json {
  return { version: "7.3", screens, ...more };
}

function texts(before: unknown, after: unknown): readonly string[] {
  return diffFlows(before, after).changes.map(({ text }) => text);
}

describe("of the flow", () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ["its version", flow(), flow(undefined, { version: "7.2" }), ["`version` changes from `7.3` to `7.2`."]],
    [
      "that it gets a data endpoint",
      flow(),
      flow(undefined, { data_api_version: "3.0" }),
      ["`data_api_version` is set to `3.0`."],
    ],
    [
      "that it loses one",
      flow(undefined, { data_channel_uri: "https://example.com" }),
      flow(),
      ["`data_channel_uri` is removed; it was `https://example.com`."],
    ],
    [
      "a routing model where there was none",
      flow(),
      flow(undefined, { routing_model: { A: ["B"] } }),
      ['`routing_model` is set to `{"A":["B"]}`.'],
    ],
    ["that it has no screens any more", flow(), { version: "7.3" }, [expect.stringContaining("`screens` is removed")]],
    ["that it is another document", flow(), [1], ["The whole document is another."]],
  ])("%s", (_, before, after, expected) => {
    expect(texts(before, after)).toEqual(expected);
  });
});

describe("of the routes", () => {
  const routed = (model: Json): Json => flow([screen("A"), screen("B")], { routing_model: model });

  test.each<[string, Json, Json, readonly string[]]>([
    ["a new one", { A: [], B: [] }, { A: ["B"], B: [] }, ["The route from `A` to `B` is added."]],
    ["one that is gone", { A: ["B"] }, { A: [] }, ["The route from `A` to `B` is removed."]],
    ["nothing about their order", { A: ["B", "A"] }, { A: ["A", "B"] }, []],
    [
      "an entry without routes",
      { A: ["B"] },
      { A: ["B"], B: [] },
      ["`routing_model` gets an entry for `B` without routes."],
    ],
    ["what is no list of names", { A: ["B"] }, { A: "B" }, ['`routing_model.A` changes from `["B"]` to `B`.']],
  ])("%s", (_, before, after, expected) => {
    expect(texts(routed(before), routed(after))).toEqual(expected);
  });
});

describe("of the screens", () => {
  test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
    ["a new one", [screen("A")], [screen("A"), screen("B", [footer])], ["Screen `B` is added, with 1 component."]],
    ["one that is gone", [screen("A"), screen("B")], [screen("B")], ["Screen `A` is removed, with 3 components."]],
    ["one under another id", [screen("A")], [{ ...screen("A"), id: "START" }], ["Screen `A` is renamed to `START`."]],
    [
      "one in another place",
      [screen("A"), screen("B"), screen("C")],
      [screen("C"), screen("A"), screen("B")],
      ["Screen `C` moves from place 3 to place 1."],
    ],
    ["a property", [screen("A")], [{ ...screen("A"), title: "Hi" }], ["Screen `A`: `title` changes from `A` to `Hi`."]],
    [
      "a new property",
      [screen("A")],
      [screen("A", undefined, { terminal: true })],
      ["Screen `A`: `terminal` is set to `true`."],
    ],
    [
      "the layout",
      [screen("A")],
      [{ ...screen("A"), layout: { type: "Other", children: [heading, email, footer] } }],
      ["Screen `A`: `layout.type` changes from `SingleColumnLayout` to `Other`."],
    ],
    ["one that was none", [screen("A"), 7], [screen("A"), 8], [expect.any(String), expect.any(String)]],
  ])("%s", (_, before, after, expected) => {
    expect(texts(flow(before), flow(after))).toEqual(expected);
  });

  test("a new id is told once, and not wherever the flow names the screen", () => {
    const built = (id: string): Json =>
      flow(
        [
          screen("FIRST", [{ ...footer, "on-click-action": { name: "navigate", next: { type: "screen", name: id } } }]),
          {
            ...screen(id, [email, { type: "TextBody", text: `Hello \${screen.${id}.form.email}` }, footer]),
            title: "Details",
          },
        ],
        { routing_model: { FIRST: [id], [id]: [] } },
      );
    expect(texts(built("DETAILS"), built("CONTACT"))).toEqual(["Screen `DETAILS` is renamed to `CONTACT`."]);
  });

  test("two screens with little in common are one gone and one new", () => {
    const before = [screen("A", [{ type: "TextBody", text: "Old" }])];
    const after = [screen("Q", [{ type: "Image", src: "x" }])];
    expect(texts(flow(before), flow(after))).toEqual([
      "Screen `A` is removed, with 1 component.",
      "Screen `Q` is added, with 1 component.",
    ]);
  });
});

describe("of the data model", () => {
  const withData = (data: unknown): Json => flow([screen("A", undefined, { data })]);
  const name = { type: "string", __example__: "Ann" };

  test.each<[string, unknown, unknown, readonly string[]]>([
    [
      "a new field",
      { a: name },
      { a: name, b: { type: "number" } },
      ["Screen `A`: data field `b` (`number`) is added."],
    ],
    ["one that is gone", { a: name, b: name }, { a: name }, ["Screen `A`: data field `b` (`string`) is removed."]],
    [
      "another type and example",
      { a: name },
      { a: { type: "number", __example__: 1 } },
      [
        "Screen `A`: data field `a`: `__example__` changes from `Ann` to `1`.",
        "Screen `A`: data field `a`: `type` changes from `string` to `number`.",
      ],
    ],
    ["that there is one at all", undefined, {}, ["Screen `A`: `data` is set to `{}`."]],
    ["what is no object", { a: name }, { a: 5 }, [expect.stringContaining("data field `a` changes from")]],
  ])("%s", (_, before, after, expected) => {
    const [one, other] = [withData(before), withData(after)].map((value) => JSON.parse(JSON.stringify(value)));
    expect(texts(one, other)).toEqual(expected);
  });
});

describe("of the components", () => {
  const form = (children: readonly unknown[]): Json => ({ type: "Form", name: "form", children });
  // A literal with a `then` looks like a promise to linters.
  const choiceOf = (branches: readonly (readonly ["then" | "else", readonly unknown[]])[]): Json => ({
    type: "If",
    condition: "${data.x}",
    ...Object.fromEntries(branches),
  });
  const choice = choiceOf([["then", [email]]]);

  test.each<[string, readonly unknown[], readonly unknown[], readonly string[]]>([
    ["a new one", [heading], [heading, email], ["`TextInput` `email` is added"]],
    ["one that is gone", [heading, email], [email], ["`TextHeading` `Welcome` is removed"]],
    [
      "one with others in it",
      [heading],
      [heading, form([email, footer])],
      ["`Form` `form` is added, with 2 components in it"],
    ],
    ["one of several alike", [heading, heading, email], [heading, email], ["`TextHeading` `Welcome` is removed"]],
    ["another name", [email], [{ ...email, name: "mail" }], ["`TextInput` `email` is renamed to `mail`"]],
    ["another type", [heading], [{ ...heading, type: "TextBody" }], ["`TextHeading` `Welcome` becomes a `TextBody`"]],
    [
      "an input of another type",
      [email],
      [{ type: "TextArea", name: "email", label: "Email" }],
      ["`TextInput` `email` becomes a `TextArea`"],
    ],
    [
      "another text",
      [heading],
      [{ ...heading, text: "Hi" }],
      ["`TextHeading` `Welcome`: `text` changes from `Welcome` to `Hi`"],
    ],
    [
      "another order, with as few moves as can be",
      [heading, email, footer],
      [footer, heading, email],
      ["`Footer` `Done` moves from place 3 to place 1"],
    ],
    [
      "one that goes into a form",
      [email, form([footer])],
      [form([email, footer])],
      ["`TextInput` `email` moves from the screen to `Form` `form`"],
    ],
    [
      "one that leaves an If that is gone",
      [choice, footer],
      [email, footer],
      ["`If` `${data.x}` is removed", "`TextInput` `email` moves from `If` `${data.x}`, `then` to the screen"],
    ],
    [
      "one that goes to the other branch",
      [{ ...choice, else: [footer] }],
      [
        choiceOf([
          ["then", [footer]],
          ["else", [email]],
        ]),
      ],
      [
        "`TextInput` `email` moves from `If` `${data.x}`, `then` to `If` `${data.x}`, `else`",
        "`Footer` `Done` moves from `If` `${data.x}`, `else` to `If` `${data.x}`, `then`",
      ],
    ],
    [
      "one in a case of a Switch",
      [{ type: "Switch", value: "${data.x}", cases: { a: [heading] } }],
      [{ type: "Switch", value: "${data.x}", cases: { a: [heading, email] } }],
      ["`TextInput` `email` is added"],
    ],
    ["an empty branch", [choice], [{ ...choice, else: [] }], ["`If` `${data.x}`: `else` is set to `[]`"]],
    [
      "one without a name, by its place",
      [{ type: "Image", src: "a" }],
      [{ type: "Image", src: "b" }],
      ["`Image` in place 1: `src` changes from `a` to `b`"],
    ],
    ["what is no component", [heading, 1], [heading, 2], ["Entry 2 is removed", "Entry 2 is added"]],
  ])("%s", (_, before, after, expected) => {
    expect(texts(flow([screen("A", before)]), flow([screen("A", after)]))).toEqual(
      expected.map((text) => `Screen \`A\`: ${text}.`),
    );
  });
});

describe("of a property", () => {
  const told = (before: unknown, after: unknown): readonly string[] =>
    texts(flow([screen("A", [{ ...email, x: before }])]), flow([screen("A", [{ ...email, x: after }])])).map((text) =>
      text.replace("Screen `A`: `TextInput` `email`: ", ""),
    );

  test.each<[string, unknown, unknown, readonly string[]]>([
    ["what is deep inside", { a: { b: 1 } }, { a: { b: 2 } }, ["`x.a.b` changes from `1` to `2`."]],
    [
      "options by their id",
      [
        { id: "r", title: "Red" },
        { id: "g", title: "Green" },
      ],
      [
        { id: "g", title: "Lime" },
        { id: "b", title: "Blue" },
      ],
      [
        '`x[b]` is added: `{"id":"b","title":"Blue"}`.',
        "`x[g].title` changes from `Green` to `Lime`.",
        '`x[r]` is removed; it was `{"id":"r","title":"Red"}`.',
      ],
    ],
    [
      "the order of options",
      [{ id: "r" }, { id: "g" }],
      [{ id: "g" }, { id: "r" }],
      ["`x` has its entries in another order."],
    ],
    ["entries of a list", ["a", "b"], ["a", "c", "b"], ["`x[1]` is added: `c`."]],
    ["the order of a list", ["a", "b"], ["b", "a"], ["`x` has its entries in another order."]],
    ["an entry that is another", ["a", "b"], ["a", "c"], ["`x[1]` changes from `b` to `c`."]],
    [
      "entries without id, by their place",
      [{ t: 1 }, { t: 2 }],
      [{ t: 1 }, { t: 3 }],
      ["`x[1].t` changes from `2` to `3`."],
    ],
    ["an empty text", "a", "", ["`x` changes from `a` to an empty text."]],
    ["a blank text", "a", "  ", ["`x` changes from `a` to a blank text."]],
    ["what looks the same but is another type", "5", 5, ["`x` changes from the text `5` to the number `5`."]],
    ["what only shows when it is written out", "a b", "a\nb", ['`x` changes from `"a b"` to `"a\\nb"`.']],
    [
      "long texts from where they part",
      `${"a".repeat(100)} old`,
      `${"a".repeat(100)} new`,
      [`\`x\` changes from \`…${"a".repeat(19)} old\` to \`…${"a".repeat(19)} new\`.`],
    ],
    ["nothing that only looks different", { a: 1, b: [1] }, { b: [1], a: 1 }, []],
  ])("%s", (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe("a sentence", () => {
  test("keeps text of the flow from breaking out of its backticks and lines", () => {
    const [text = ""] = texts(flow([screen("A")]), flow([{ ...screen("A"), title: "`x`\n\u001b[31m @team" }]));
    expect(text).toBe("Screen `A`: `title` changes from `A` to `'x' [31m @team`.");
  });

  test("stays short, whatever the value", () => {
    const [text = ""] = texts(flow([screen("A")]), flow([{ ...screen("A"), title: "x".repeat(1_000_000) }]));
    expect(text.length).toBeLessThan(200);
  });
});

test("differences are told in the order in which one reads a flow", () => {
  const before = flow([screen("A"), screen("B")], { routing_model: { A: ["B"] } });
  const after = flow(
    [
      screen("A", [{ ...heading, text: "Hi" }, email, footer], { data: { x: { type: "string" } }, title: "New" }),
      screen("B", [heading, footer]),
    ],
    { version: "7.2", routing_model: { A: [] } },
  );
  expect(diffFlows(before, after).changes.map(({ subject, screenId }) => `${subject} ${screenId}`)).toEqual([
    "flow null",
    "route null",
    "property A",
    "data A",
    "property A",
    "component B",
  ]);
});

test("a change says where it is in both documents", () => {
  const before = flow([screen("OLD"), screen("B", [heading, email])]);
  const after = flow([screen("B", [email]), screen("NEW", [{ type: "Image", src: "x" }])]);
  expect(diffFlows(before, after).changes.map(({ change, before, after }) => [change, before, after])).toEqual([
    ["removed", "/screens/0", null],
    ["removed", "/screens/1/layout/children/0", null],
    ["added", null, "/screens/1"],
  ]);
});
