/** How the phone plays flows that need no data endpoint, or only a simple one. */
import { describe, expect, test } from "vitest";
import type { SandboxCall, SandboxOutcome } from "../../../src/simulation/sandbox.js";
import { type Simulation, type SimulationInput, simulate } from "../../../src/simulation/simulate.js";

type Json = Readonly<Record<string, unknown>>;
type Answers = (exchange: Json, call: SandboxCall) => Json;

function outcome(answer: Json): SandboxOutcome {
  const usual = { durationMs: 1, log: [], logCut: false, refused: [], kv: {}, at: null };
  return { kind: "answered", status: 200, body: JSON.stringify({ version: "3.0", ...answer }), ...usual };
}

async function play(
  flow: Json,
  answers: Answers = () => ({}),
  more: Partial<SimulationInput> = {},
): Promise<Simulation> {
  const simulation = await simulate({
    flow: { path: "flow.json", text: JSON.stringify({ version: "7.3", ...flow }) },
    endpoint: { path: "endpoint.js", text: "" },
    sandbox: () => ({
      call: async (call) => outcome(answers(JSON.parse(call.body).data_exchange, call)),
      close: async () => {},
    }),
    now: Date.UTC(2026, 10, 22),
    ...more,
  });
  if (simulation === undefined) throw new Error("The flow does not parse.");
  return simulation;
}

function screen(id: string, children: readonly Json[], more: Json = {}): Json {
  return { id, title: id, layout: { type: "SingleColumnLayout", children }, ...more };
}

const either = (condition: string, yes: readonly Json[], no: readonly Json[] = []): Json => ({
  type: "If",
  condition,
  // biome-ignore lint/suspicious/noThenProperty: a key of Flow JSON; a flow is never awaited.
  then: yes,
  ...(no.length === 0 ? {} : { else: no }),
});
const footer = (action: Json): Json => ({ type: "Footer", label: "Go", "on-click-action": action });
const complete = (payload: Json = {}): Json => footer({ name: "complete", payload });
const navigate = (name: string, payload: Json = {}): Json =>
  footer({ name: "navigate", next: { type: "screen", name }, payload });
const exchange = (payload: Json): Json => footer({ name: "data_exchange", payload });
/** What the ways through the flow ended with, beside the flow token that all of them hand over. */
const payloads = ({ completions }: Simulation): readonly Json[] =>
  completions.map(({ payload: { flow_token: _, ...payload } }) => payload);
const sent = ({ exchanges }: Simulation): readonly (Json | undefined)[] =>
  exchanges.filter(({ purpose }) => purpose === "walk").map(({ request }) => request.data);

describe("inputs are filled with what fits", () => {
  const field = (input: Json): Json => ({
    screens: [
      screen("A", [{ name: "x", label: "X", required: true, ...input }, complete({ x: "${form.x}" })], {
        terminal: true,
      }),
    ],
  });
  const options = (...ids: readonly string[]): Json => ({ "data-source": ids.map((id) => ({ id, title: id })) });

  test.each([
    ["a text", { type: "TextInput" }, ["Alex Example"]],
    ["a short text", { type: "TextInput", "max-chars": 4 }, ["Alex"]],
    ["a number", { type: "TextInput", "input-type": "number", "min-chars": 5 }, ["42111"]],
    ["a mail address", { type: "TextInput", "input-type": "email" }, ["alex@example.com"]],
    ["a pattern", { type: "TextInput", pattern: "[A-Z]{2}-\\d{3}" }, ["AA-777"]],
    ["an initial value", { type: "TextInput", "init-value": "Kim" }, ["Kim", "Alex Example"]],
    ["every option", { type: "Dropdown", ...options("a", "b", "c") }, ["a", "b", "c"]],
    [
      "no option that is disabled",
      {
        type: "RadioButtonsGroup",
        "data-source": [
          { id: "a", title: "a", enabled: false },
          { id: "b", title: "b" },
        ],
      },
      ["b"],
    ],
    [
      "as many options as demanded",
      { type: "CheckboxGroup", "min-selected-items": 2, "max-selected-items": 2, ...options("a", "b", "c") },
      [
        ["a", "b"],
        ["b", "c"],
      ],
    ],
    ["a box, which has to be ticked", { type: "OptIn" }, [true]],
    ["a box, ticked and not", { type: "OptIn", required: false }, [true, false]],
    [
      "days within bounds",
      { type: "DatePicker", "min-date": "2026-12-01", "max-date": "2026-12-02" },
      ["2026-12-01", "2026-12-02"],
    ],
    [
      "no day that is taken",
      { type: "DatePicker", "min-date": "2026-12-01", "max-date": "2026-12-02", "unavailable-dates": ["2026-12-01"] },
      ["2026-12-02"],
    ],
    [
      "weekdays",
      { type: "CalendarPicker", "min-date": "2026-12-05", "max-date": "2026-12-07", "include-days": ["Mon"] },
      ["2026-12-07"],
    ],
    [
      "a range",
      { type: "CalendarPicker", mode: "range", "min-days": 3, "min-date": "2026-12-01", "max-date": "2026-12-01" },
      [{ "start-date": "2026-12-01", "end-date": "2026-12-03" }],
    ],
  ])("%s", async (_, input, expected) => {
    expect(payloads(await play(field(input)))).toEqual(expected.map((x) => ({ x })));
  });

  test("one that is not required is left empty too", async () => {
    const simulation = await play(field({ type: "TextInput", required: false }));
    expect(payloads(simulation)).toEqual([{ x: "Alex Example" }, { x: "" }]);
  });

  test("a file arrives as one that can be downloaded by its media ID, beside the flow token", async () => {
    const { completions } = await play(field({ type: "DocumentPicker", "min-uploaded-documents": 1 }));
    const file = { id: expect.any(String), file_name: "document.pdf", mime_type: "application/pdf", sha256: "AA==" };
    expect(completions.map(({ payload }) => payload)).toEqual([{ x: [file], flow_token: "simulated-flow-token" }]);
  });

  test("and where nothing fits, the phone does not go on", async () => {
    const simulation = await play(field({ type: "Dropdown", ...options() }));
    expect(simulation.completions).toEqual([]);
    expect(simulation.files[0]?.diagnostics.map(({ rule }) => rule)).toEqual([
      "simulation-no-end",
      "simulation-input-unfillable",
    ]);
  });
});

describe("what a screen shows", () => {
  test("both branches of an If that an input decides", async () => {
    const branch = either("${form.age} > 17", [{ type: "TextBody", text: "a" }], [{ type: "TextBody", text: "b" }]);
    const age = { type: "TextInput", "input-type": "number", name: "age", label: "Age", required: true };
    const { coverage } = await play({ screens: [screen("A", [age, branch, complete()], { terminal: true })] });
    expect(coverage.branches).toEqual({ seen: 2, total: 2, missing: [] });
  });

  test("every case of a Switch", async () => {
    const cases = { cat: [{ type: "TextBody", text: "a" }], dog: [{ type: "TextBody", text: "b" }] };
    const animal = { type: "TextInput", name: "animal", label: "Animal", required: true };
    const choice = { type: "Switch", value: "${form.animal}", cases };
    const { coverage } = await play({ screens: [screen("A", [animal, choice, complete()], { terminal: true })] });
    expect(coverage.branches.seen).toBe(2);
  });

  test("no input that is not visible, so that it is not sent", async () => {
    const hidden = { type: "TextInput", name: "x", label: "X", visible: false };
    const simulation = await play({
      screens: [screen("A", [hidden, complete({ x: "${form.x}" })], { terminal: true })],
    });
    expect(payloads(simulation)).toEqual([{ x: "" }]);
  });

  test("no button that is not enabled", async () => {
    const off = { ...complete(), enabled: false };
    const simulation = await play({ screens: [screen("A", [off], { terminal: true })] });
    expect(simulation.coverage.actions).toEqual({ seen: 0, total: 1, missing: ["A: Footer on-click-action complete"] });
  });

  test("inputs that another one brings up", async () => {
    const box = { type: "OptIn", name: "more", label: "More", required: true };
    const extra = either("${form.more}", [{ type: "TextInput", name: "x", label: "X", required: true }]);
    const simulation = await play({
      screens: [screen("A", [box, extra, complete({ x: "${form.x}" })], { terminal: true })],
    });
    expect(payloads(simulation)).toEqual([{ x: "Alex Example" }]);
  });
});

describe("ways through a flow", () => {
  test("go on with the payload of a navigate action, and with what other screens hold", async () => {
    const name = { type: "TextInput", name: "name", label: "Name", required: true };
    const last = screen("B", [complete({ name: "${screen.A.form.name}", age: "${data.age}" })], {
      terminal: true,
      data: { age: { type: "number", __example__: 1 } },
    });
    const simulation = await play({ screens: [screen("A", [name, navigate("B", { age: 7 })]), last] });
    expect(payloads(simulation)).toEqual([{ name: "Alex Example", age: 7 }]);
    expect(simulation.coverage.percent).toBe(100);
  });

  test("take update_data as a change of the same screen", async () => {
    const data = { on: { type: "boolean", __example__: false } };
    const set = (on: boolean): Json => ({ name: "update_data", payload: { on } });
    const box = {
      type: "OptIn",
      name: "box",
      label: "Box",
      "on-select-action": set(true),
      "on-unselect-action": set(false),
    };
    const end = either("${data.on}", [complete({ on: "${data.on}" })], [complete({ on: "${data.on}" })]);
    const simulation = await play({ screens: [screen("A", [box, end], { terminal: true, data })] });
    expect(new Set(payloads(simulation).map(({ on }) => on))).toEqual(new Set([true, false]));
  });

  test("end where they come to a screen that was seen with the same data", async () => {
    const flow = {
      data_api_version: "3.0",
      routing_model: { A: ["B"], B: [] },
      screens: [screen("A", [exchange({})]), screen("B", [exchange({})])],
    };
    const simulation = await play(flow, ({ screen: from }) => ({ screen: from === "A" ? "B" : "A", data: {} }));
    expect(sent(simulation).length).toBe(3);
  });

  test("are bounded, and say so", async () => {
    const flow = {
      data_api_version: "3.0",
      routing_model: { A: [] },
      screens: [screen("A", [exchange({})], { data: { n: { type: "number" } } })],
    };
    let n = 0;
    const simulation = await play(flow, () => ({ screen: "A", data: { n: n++ } }), { maxExchanges: 10 });
    expect(simulation.exchanges.length).toBe(10);
    expect(simulation.files[0]?.diagnostics.map(({ rule }) => rule)).toContain("simulation-cut-short");
  });

  test("keep what the endpoint stored to themselves", async () => {
    const options = ["x", "y"].map((id) => ({ id, title: id }));
    const choice = { type: "Dropdown", name: "choice", label: "Choice", required: true, "data-source": options };
    const flow = {
      data_api_version: "3.0",
      routing_model: { A: ["B"], B: [] },
      screens: [
        screen("A", [choice, exchange({ choice: "${form.choice}" })]),
        screen("B", [exchange({ choice: "${data.choice}" })], { data: { choice: { type: "string" } } }),
      ],
    };
    const stored: unknown[] = [];
    const sandbox: SimulationInput["sandbox"] = () => ({
      call: async ({ body, kv }) => {
        const { action, screen: from, data } = JSON.parse(body).data_exchange;
        if (from === "B") stored.push([data?.choice, Object.keys(kv)]);
        const answer =
          action === "INIT" ? { screen: "A", data: {} } : { screen: "B", data: { choice: data?.choice ?? "" } };
        return { ...outcome(answer), kv: { ...kv, [data?.choice ?? "start"]: ["1", null] } };
      },
      close: async () => {},
    });
    await play(flow, undefined, { sandbox });
    expect(stored.slice(0, 2)).toEqual([
      ["x", ["start", "x"]],
      ["y", ["start", "y"]],
    ]);
  });

  test("go back where the screen asks for it, with the screen that was left", async () => {
    const flow = {
      data_api_version: "3.0",
      routing_model: { A: ["B"], B: [] },
      screens: [screen("A", [exchange({})]), screen("B", [complete()], { terminal: true, refresh_on_back: true })],
    };
    const simulation = await play(flow, ({ action }) => ({ screen: action === "data_exchange" ? "B" : "A", data: {} }));
    const asked = simulation.exchanges.filter(({ purpose }) => purpose === "walk").map(({ request }) => request);
    expect(asked.map(({ action, screen: from }) => [action, from])).toEqual([
      ["INIT", undefined],
      ["data_exchange", "A"],
      ["BACK", "B"],
    ]);
  });
});

describe("the same seed", () => {
  const options = [...Array(30).keys()].map((id) => ({ id: String(id), title: String(id) }));
  const flow = {
    screens: [
      screen(
        "A",
        [
          { type: "Dropdown", name: "x", label: "X", required: true, "data-source": options },
          complete({ x: "${form.x}" }),
        ],
        { terminal: true },
      ),
    ],
  };

  test("gives the same run, another one another", async () => {
    const run = async (seed: number) => payloads(await play(flow, undefined, { seed }));
    expect(await run(1)).toEqual(await run(1));
    expect(await run(2)).not.toEqual(await run(1));
  });
});

test("the call is Kapso's", async () => {
  const bodies: unknown[] = [];
  const flow = {
    data_api_version: "4.0",
    routing_model: { A: [] },
    screens: [screen("A", [complete()], { terminal: true })],
  };
  await play(flow, (_, { body }) => {
    bodies.push(JSON.parse(body));
    return { screen: "A", data: {} };
  });
  expect(bodies[0]).toEqual({
    source: "whatsapp_flow",
    flow: { id: expect.any(String), meta_flow_id: expect.any(String) },
    data_exchange: { version: "4.0", action: "INIT", flow_token: "simulated-flow-token" },
    signature_valid: true,
    received_at: "2026-11-22T00:00:00Z",
  });
});
