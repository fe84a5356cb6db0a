/** Scenarios that are made of a walk, and pass. */
import { expect, test } from "vitest";
import { complete, exchange, findings, footer, type Handler, type Json, navigate, play, screen, text } from "./play.js";

/** Records, and plays what was recorded. */
async function recorded(flow: Json, handler: Handler, more: Json = {}): Promise<readonly string[]> {
  const { recorded: files } = await play(flow, handler, [], { walk: true, record: "way.scenario.yml", ...more });
  const again = await play(flow, handler, files);
  expect(findings(again)).toEqual([]);
  expect(again.scenarios.map(({ status }) => status)).toEqual(files.map(() => "passed"));
  expect(files.map(({ path }) => path)).toEqual(
    ["way.scenario.yml", "way-2.scenario.yml", "way-3.scenario.yml"].slice(0, files.length),
  );
  return files.map((file) => file.text);
}

const asking: Json = {
  data_api_version: "4.0",
  routing_model: { A: ["B"], B: [] },
  screens: [
    screen("A", [
      { type: "TextInput", name: "who", label: "Who", required: true },
      { type: "OptIn", name: "more", label: "More", required: false, "init-value": true },
      footer(exchange({ who: "${form.who}" }), "Send"),
    ]),
    screen("B", [footer(complete({ id: "${data.id}" }), "Done")], { terminal: true, data: { id: text } }),
  ],
};

test("the shortest way to the end, with what the phone did not fill by itself", async () => {
  const handler: Handler = ({ action }) =>
    action === "INIT" ? { screen: "A", data: {} } : { screen: "B", data: { id: "$7" } };
  expect(await recorded(asking, handler)).toEqual([
    `name: From A to the end on B
flow: flow.json
now: 2026-11-22T00:00:00Z
seed: 1
steps:
  - fill:
      who: Alex Example
    tap: Send
    expect:
      screen: B
      data:
        id:
          $equals: $7
  - tap: Done
    expect:
      completion:
        id:
          $equals: $7
        flow_token: simulated-flow-token
`,
  ]);
});

test("what is different each time is only expected to be there", async () => {
  let count = 0;
  const handler: Handler = ({ action }) => {
    count += 1;
    return action === "INIT" ? { screen: "A", data: {} } : { screen: "B", data: { id: `${count}` } };
  };
  const [scenario] = await recorded(asking, handler);
  expect(scenario?.match(/id: .*/g)).toEqual(["id: $any", "id: $any"]);
});

test("each end has its own, at a path with a number; choices that run actions are steps", async () => {
  const flow = {
    data_api_version: "4.0",
    routing_model: { A: ["B"], B: [] },
    screens: [
      screen(
        "A",
        [
          {
            type: "Dropdown",
            name: "city",
            label: "City",
            required: true,
            "data-source": [{ id: "b", title: "Bern" }],
            "on-select-action": exchange({ city: "${form.city}" }),
          },
          footer(navigate("B"), "Next"),
          { type: "EmbeddedLink", text: "Leave", "on-click-action": exchange({ leave: "yes" }) },
        ],
        { data: { chosen: text } },
      ),
      screen("B", [footer(complete({ ok: "yes" }))], { terminal: true }),
    ],
  };
  const handler: Handler = ({ data }) => {
    const { leave, city = "" } = Object(data);
    if (leave === undefined) return { screen: "A", data: { chosen: city } };
    const params = { flow_token: "simulated-flow-token", left: true };
    return { screen: "SUCCESS", data: { extension_message_response: { params } } };
  };
  const texts = await recorded(flow, handler);
  expect(texts.map((each) => /name: (.*)/.exec(each)?.[1])).toEqual([
    "From A to the end on A",
    "From A to the end on B",
  ]);
  expect(texts[1]).toContain(
    "- select:\n      city: b\n    expect:\n      screen: A\n      data:\n        chosen: b\n",
  );
});

test("a flow that opens on a screen, with the examples of its data", async () => {
  const [scenario] = await recorded(
    { screens: [screen("B", [footer(complete())], { terminal: true, data: { id: text } })] },
    () => ({}),
  );
  expect(scenario).toContain("open:\n  screen: B\n  data:\n    id: x\n");
});

test("nothing where no way comes to an end", async () => {
  expect(await recorded(asking, () => ({ screen: "A", data: {} }))).toEqual([]);
});
