import { describe, expect, test } from "vitest";
import type { CompletionContract } from "../../../src/completion/contract.js";
import type { JsonSchema } from "../../../src/schema/json-schema.js";
import { contractOf } from "../../support/completions.js";
import { flowOf, navigateTo, type SmallScreen } from "../../support/small-flows.js";

const complete = (payload: object): object => ({ name: "complete", payload });
const end = (components: readonly object[], payload: object, more: Partial<SmallScreen> = {}): SmallScreen => ({
  id: "END",
  terminal: true,
  components,
  footer: complete(payload),
  ...more,
});

/** A member of the only ending, as its schema without the note, with a `?` where it may be missing. */
function memberOf(contract: CompletionContract, name: string): unknown {
  expect(contract.endings).toHaveLength(1);
  const payload = contract.endings[0]?.payload;
  const schema = payload?.properties?.[name];
  if (schema === undefined || schema === false) return undefined;
  const { description: _, ...rest } = schema;
  return payload?.required?.includes(name) ? rest : { "?": rest };
}

const options = (...ids: readonly string[]): object => ({ "data-source": ids.map((id) => ({ id, title: id })) });
const dayOrNothing: JsonSchema = { type: "string", pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" };
const day: JsonSchema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };

describe("an input gives", () => {
  const given = (input: object): unknown =>
    memberOf(contractOf(flowOf([end([{ name: "x", label: "X", required: true, ...input }], { x: "${form.x}" })])), "x");

  test.each<[string, object, unknown]>([
    ["a text", { type: "TextInput" }, { type: "string" }],
    [
      "a text or a number, where numbers are asked for",
      { type: "TextInput", "input-type": "number" },
      { type: ["string", "number"] },
    ],
    ["a long text", { type: "TextArea" }, { type: "string" }],
    ["a truth", { type: "OptIn" }, { type: "boolean" }],
    ["one of its options", { type: "Dropdown", ...options("a", "b") }, { enum: ["a", "b"] }],
    [
      "any text, where its options come with data",
      { type: "RadioButtonsGroup", "data-source": "${data.o}" },
      { type: "string" },
    ],
    [
      "some of its options",
      { type: "CheckboxGroup", ...options("a", "b") },
      { type: "array", items: { enum: ["a", "b"] } },
    ],
    [
      "some of its chips",
      { type: "ChipsSelector", ...options("a", "b") },
      { type: "array", items: { enum: ["a", "b"] } },
    ],
    ["a day", { type: "DatePicker" }, day],
    ["a day of a calendar", { type: "CalendarPicker" }, day],
    [
      "two days of a calendar",
      { type: "CalendarPicker", mode: "range" },
      { type: "object", properties: { "start-date": day, "end-date": day }, required: ["start-date", "end-date"] },
    ],
    [
      "at least the end of a range that is demanded",
      { type: "CalendarPicker", mode: "range", required: { "start-date": true, "end-date": false } },
      { type: "object", properties: { "start-date": day, "end-date": dayOrNothing }, required: ["start-date"] },
    ],
    [
      "files, by their media IDs",
      { type: "PhotoPicker", "min-uploaded-photos": 1 },
      {
        type: "array",
        items: expect.objectContaining({ required: ["id", "mime_type", "sha256", "file_name"] }),
      },
    ],
  ])("%s", (_, input, expected) => {
    expect(given(input)).toEqual(expected);
  });

  test("a timestamp as its day before 5.0", () => {
    const screens = [end([{ type: "DatePicker", name: "x", label: "X", required: true }], { x: "${form.x}" })];
    expect(memberOf(contractOf(flowOf(screens, undefined, { version: "4.0" })), "x")).toEqual({
      type: "string",
      pattern: "^\\d+$",
    });
  });
});

describe("an input that may be left out may be missing or empty", () => {
  const name = { type: "TextInput", name: "x", label: "X" };
  const other = { type: "OptIn", name: "ok", label: "OK" };
  const hidden = (inner: object): object => ({
    type: "If",
    condition: "${form.ok}",
    // biome-ignore lint/suspicious/noThenProperty: a key of Flow JSON; a flow is never awaited.
    then: [inner],
  });

  test.each<[string, readonly object[]]>([
    ["it is not required", [name]],
    ["data says whether it is required", [{ ...name, required: "${data.r}" }]],
    ["it can be hidden", [{ ...name, required: true, visible: "${data.r}" }]],
    ["it can be out of use", [{ ...name, required: true, enabled: "${data.r}" }]],
    ["it stands in a branch", [other, hidden({ ...name, required: true })]],
  ])("%s", (_, components) => {
    expect(memberOf(contractOf(flowOf([end(components, { x: "${form.x}" })])), "x")).toEqual({
      "?": { type: "string" },
    });
  });

  test("an option may be the empty text then", () => {
    const dropdown = { type: "Dropdown", name: "x", label: "X", ...options("a") };
    expect(memberOf(contractOf(flowOf([end([dropdown], { x: "${form.x}" })])), "x")).toEqual({
      "?": { enum: ["", "a"] },
    });
  });

  test("not so one in a Form, which is always shown", () => {
    const form = { type: "Form", name: "f", children: [{ ...name, required: true }] };
    expect(memberOf(contractOf(flowOf([end([form], { x: "${form.x}" })])), "x")).toEqual({ type: "string" });
  });

  test("not so one in the branch of the button that ends the flow", () => {
    const button = { type: "Footer", label: "Go", "on-click-action": complete({ x: "${form.x}" }) };
    const flow = JSON.parse(flowOf([end([], {})]));
    flow.screens[0].layout.children = [
      other,
      {
        type: "If",
        condition: "${form.ok}",
        // biome-ignore lint/suspicious/noThenProperty: a key of Flow JSON; a flow is never awaited.
        then: [{ ...name, required: true }, button],
        else: [{ type: "Footer", label: "No", "on-click-action": complete({ declined: true }) }],
      },
    ];
    const { endings } = contractOf(JSON.stringify(flow));
    expect(endings.map(({ payload }) => payload.required)).toEqual([
      ["flow_token", "x"],
      ["flow_token", "declined"],
    ]);
  });
});

describe("an input of another screen", () => {
  const input = { type: "TextInput", name: "x", label: "X", required: true };
  const payload = { x: "${screen.FIRST.form.x}" };

  test("has a value when every way leads over it", () => {
    const flow = flowOf([{ id: "FIRST", to: ["END"], components: [input] }, end([], payload)]);
    expect(memberOf(contractOf(flow), "x")).toEqual({ type: "string" });
  });

  test("may have none when a link leaves its screen", () => {
    const link = { type: "EmbeddedLink", text: "Skip", "on-click-action": navigateTo("END") };
    const flow = flowOf([{ id: "FIRST", to: ["END"], components: [input, link] }, end([], payload)]);
    expect(memberOf(contractOf(flow), "x")).toEqual({ "?": { type: "string" } });
  });

  test("may have none when there is a way around it", () => {
    const flow = flowOf([
      { id: "START", to: ["FIRST", "END"] },
      { id: "FIRST", to: ["END"], components: [input] },
      end([], payload),
    ]);
    expect(memberOf(contractOf(flow), "x")).toEqual({ "?": { type: "string" } });
  });
});

describe("a field of the screen", () => {
  const field = (schema: object): unknown => {
    const screen = end([], { x: "${data.x}" }, { data: { x: { ...schema, __example__: "" } } });
    return memberOf(contractOf(flowOf([screen])), "x");
  };

  test.each<[string, object, unknown]>([
    ["text", { type: "string" }, { type: "string" }],
    ["a whole number", { type: "integer" }, { type: "integer" }],
    ["one of several", { type: "string", enum: ["a", "b"] }, { enum: ["a", "b"] }],
    [
      "a list of objects",
      { type: "array", items: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
      { type: "array", items: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
    ],
    ["nothing that is known", {}, {}],
  ])("is what its data model says: %s", (_, schema, expected) => {
    expect(field(schema)).toEqual(expected);
  });

  const screens = (given: string, more: Partial<SmallScreen> = {}): readonly SmallScreen[] => [
    {
      id: "FIRST",
      components: [{ type: "Dropdown", name: "x", label: "X", ...options("a", "b") }],
      footer: navigateTo("END", { x: given }),
      to: ["END"],
    },
    end([], { x: "${data.x}" }, { data: { x: { type: "string", __example__: "" } }, ...more }),
  ];

  test("that only `navigate` fills is what is handed over", () => {
    expect(memberOf(contractOf(flowOf(screens("${form.x}"))), "x")).toEqual({ "?": { enum: ["", "a", "b"] } });
    expect(memberOf(contractOf(flowOf(screens("fixed"))), "x")).toEqual({ const: "fixed" });
  });

  test("that a data endpoint can fill is not", () => {
    const flow = flowOf(screens("${form.x}"), { FIRST: ["END"], END: [] });
    const [byComplete] = contractOf(flow).endings;
    expect(byComplete?.payload.properties?.x).toMatchObject({ type: "string" });
  });

  test("that goes round in circles is what its data model says", () => {
    const link = { type: "EmbeddedLink", text: "Again", "on-click-action": navigateTo("MIDDLE", { x: "${data.x}" }) };
    const data = { x: { type: "string", __example__: "" } };
    const flow = flowOf([
      { id: "FIRST", to: ["MIDDLE"], footer: navigateTo("MIDDLE", { x: "fixed" }) },
      { id: "MIDDLE", data, footer: navigateTo("END", { x: "${data.x}" }) },
      end([link], { x: "${data.x}" }, { data }),
    ]);
    expect(memberOf(contractOf(flow), "x")).toEqual({ type: "string" });
  });
});

describe("other values", () => {
  test.each<[string, unknown, unknown]>([
    ["a literal", "done", { const: "done" }],
    ["a number", 3, { const: 3 }],
    ["nothing", null, { type: "null" }],
    ["a joined text", "`'Hello ' ${form.n}`", { type: "string" }],
    ["a sum", "`${data.n} + 1`", { type: "number" }],
    ["a comparison", "`${data.n} > 1`", { type: "boolean" }],
    ["a lone reference in backticks", "`${data.n}`", { type: "number" }],
    ["a reference that leads nowhere", "${form.nobody}", { "?": {} }],
    ["text beside a reference, which is shown as it is", "n: ${data.n}", { const: "n: ${data.n}" }],
    ["a list", ["a", "b", "a"], { type: "array", items: { enum: ["a", "b"] } }],
    ["an object", { a: { b: true } }, expect.objectContaining({ required: ["a"] })],
  ])("%s", (_, value, expected) => {
    const screen = end(
      [{ type: "TextInput", name: "n", label: "N", required: true }],
      { x: value },
      {
        data: { n: { type: "number", __example__: 1 } },
      },
    );
    expect(memberOf(contractOf(flowOf([screen])), "x")).toEqual(expected);
  });
});

describe("a data endpoint", () => {
  const dynamic = flowOf([{ id: "A" }], { A: [] });

  test("ends the flow with nothing that is known but the flow token", () => {
    expect(contractOf(dynamic).endings).toMatchObject([
      { typeName: "FlowSuccess", screen: null, by: "SUCCESS", known: "unknown", payload: { required: ["flow_token"] } },
    ]);
  });

  test("ends it with what was observed, by screen", () => {
    const completions = [{ id: 1, note: "x" }, { id: "B-2" }].map(
      (payload) => ({ screen: "A", by: "SUCCESS", payload: { flow_token: "t", ...payload } }) as const,
    );
    const { endings } = contractOf(dynamic, { completions });
    expect(endings).toMatchObject([{ typeName: "FlowASuccess", screen: "A", known: "observed" }]);
    expect(endings[0]?.payload.required).toEqual(["flow_token", "id"]);
    expect(endings[0]?.payload.properties).toMatchObject({
      id: { anyOf: [{ type: "string" }, { type: "number" }] },
      note: { type: "string" },
    });
  });

  test("that left it to `complete` in a simulation is not said to end it", () => {
    const flow = flowOf([end([], { ok: true })], { END: [] });
    const completions = [{ screen: "END", by: "complete", payload: { ok: true } }] as const;
    expect(contractOf(flow, { completions }).endings.map(({ by }) => by)).toEqual(["complete"]);
    expect(contractOf(flow).endings.map(({ by }) => by)).toEqual(["complete", "SUCCESS"]);
  });
});

describe("several ends", () => {
  const twoEnds = (first: object, second: object): CompletionContract =>
    contractOf(
      flowOf([
        { id: "START", to: ["GOOD_END", "BAD_END"] },
        { id: "GOOD_END", terminal: true, footer: complete(first) },
        { id: "BAD_END", terminal: true, footer: complete(second) },
      ]),
      { name: "sign-up" },
    );

  test("have names made of the flow and the screen", () => {
    const names = twoEnds({}, {}).endings.map(({ typeName }) => typeName);
    expect(names).toEqual(["SignUpGoodEnd", "SignUpBadEnd"]);
  });

  test("are told apart by a member with a different literal in each", () => {
    expect(twoEnds({ a: 1, status: "good" }, { a: 1, status: "bad" }).discriminant).toBe("status");
    expect(twoEnds({ status: "good" }, { status: "good" }).discriminant).toBeNull();
  });

  test("never share a name, with each other or with the union", () => {
    const { endings } = contractOf(
      flowOf([
        { id: "COMPLETION", terminal: true, footer: complete({}) },
        { id: "A_B", terminal: true, footer: complete({}) },
        { id: "a_b", terminal: true, footer: complete({}) },
      ]),
    );
    expect(endings.map(({ typeName }) => typeName)).toEqual(["FlowCompletion2", "FlowAB", "FlowAB2"]);
  });
});

test("a flow that cannot end has no contract", () => {
  expect(
    contractOf(
      flowOf([
        { id: "A", to: ["B"] },
        { id: "B", to: ["A"] },
      ]),
    ).endings,
  ).toEqual([]);
});
