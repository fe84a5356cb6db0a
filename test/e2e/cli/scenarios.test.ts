/** Scenarios of `wa-flows simulate`, as people and CI systems use them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shells } from "../../support/cli.js";
import { root } from "../../support/docs.js";

const shell = shells();

const booking = (name: string): string => readFileSync(join(root, "examples/flows/booking", name), "utf8");
const example = { "flow.json": booking("flow.json"), "endpoint.js": booking("endpoint.js") };
const simulate = ["simulate", "flow.json", "--endpoint", "endpoint.js"];

const wrong = `name: Expect too much
now: 2026-12-01
steps:
  - name: Choose
    fill: { service: beard, date: 2026-12-04 }
    submit: true
    expect:
      screen: CONFIRM
      data:
        date: 2026-12-05
        slots: { $length: 5 }
      visible: [Free on 2026-12-05]
  - name: Book
    submit: true
`;

/** Another dynamic flow: a choice that asks at once, a link to a second end. */
const orders = {
  "flow.json": JSON.stringify(
    {
      version: "7.3",
      data_api_version: "4.0",
      routing_model: { ORDER: ["DONE"], DONE: [] },
      screens: [
        {
          id: "ORDER",
          title: "Order",
          data: { total: { type: "string", __example__: "0" }, id: { type: "string", __example__: "x" } },
          layout: {
            type: "SingleColumnLayout",
            children: [
              {
                type: "Dropdown",
                name: "size",
                label: "Size",
                required: true,
                "data-source": [
                  { id: "s", title: "Small" },
                  { id: "l", title: "Large" },
                ],
                "on-select-action": { name: "data_exchange", payload: { size: "${form.size}" } },
              },
              { type: "TextBody", text: "${data.total}" },
              {
                type: "EmbeddedLink",
                text: "Cancel",
                "on-click-action": { name: "data_exchange", payload: { cancel: "yes" } },
              },
              {
                type: "Footer",
                label: "Order",
                "on-click-action": { name: "navigate", next: { type: "screen", name: "DONE" }, payload: {} },
              },
            ],
          },
        },
        {
          id: "DONE",
          title: "Done",
          terminal: true,
          layout: {
            type: "SingleColumnLayout",
            children: [
              { type: "TextInput", name: "note", label: "Note", required: false },
              {
                type: "Footer",
                label: "Close",
                "on-click-action": { name: "complete", payload: { note: "${form.note}" } },
              },
            ],
          },
        },
      ],
    },
    null,
    2,
  ),
  "endpoint.js": `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const { size, cancel } = exchange.data ?? {};
  if (cancel !== undefined) {
    const params = { flow_token: exchange.flow_token, cancelled: true };
    return Response.json({ version: "3.0", screen: "SUCCESS", data: { extension_message_response: { params } } });
  }
  const total = { s: "3.00", l: "5.00" }[size] ?? "-";
  return Response.json({ version: "3.0", screen: "ORDER", data: { total, id: crypto.randomUUID() } });
}
`,
};

test("those of the example are found beside it, and met", async () => {
  const sh = shell();
  const names = ["book.scenario.yml", "full.scenario.yml", "back.scenario.yml"];
  sh.put({ ...example, ...Object.fromEntries(names.map((name) => [name, booking(name)])) });
  await sh.say(simulate);
  await sh.say([...simulate, "--no-scenarios"]);
  await sh.say([...simulate, "--scenario", "b*.scenario.yml", "--no-walk", "--format", "markdown"]);
  sh.expectTranscript("scenarios-met");
});

test("one that is not met, in every format", async () => {
  const sh = shell();
  sh.put({ ...example, "wrong.scenario.yml": wrong });
  for (const format of ["pretty", "github", "junit", "json"]) {
    expect((await sh.say([...simulate, "--no-walk", "--format", format])).code).toBe(1);
  }
  expect((await sh.run([...simulate, "--no-walk", "--fail-on", "never"])).code).toBe(0);
  sh.expectTranscript("scenarios-not-met");
});

test("files that are no scenarios, and commands that name none", async () => {
  const sh = shell();
  sh.put({
    ...example,
    "a.scenario.yml": "name: A\nstpes: []\n",
    "b.scenario.yml": "name: [\n",
    "other/c.scenario.yml": "name: C\nflow: flow.json\nsteps: [{}]\n",
    "other/d.scenario.yml": "name: D\nreplay: nowhere.jsonl\n",
  });
  const commands = [
    [...simulate, "--no-walk"],
    [...simulate, "--no-walk", "--scenario", "other/c.scenario.yml"],
    [...simulate, "--no-walk", "--scenario", "other/d.scenario.yml"],
    [...simulate, "--scenario", "missing.scenario.yml"],
    [...simulate, "--scenario", "none/*.scenario.yml"],
    [...simulate, "--no-walk", "--no-scenarios"],
    [...simulate, "--record", "way.yml"],
  ];
  for (const command of commands) expect((await sh.say(command)).code).toBe(2);
  sh.expectTranscript("scenarios-unusable");
});

describe("--record", () => {
  test.each([
    ["the example", example, ["way.scenario.yml"]],
    ["a flow with two ends and a choice that asks at once", orders, ["way-2.scenario.yml", "way.scenario.yml"]],
  ])("writes scenarios that pass: %s", async (_, files, names) => {
    const sh = shell();
    sh.put(files);
    const written = await sh.run([...simulate, "--record", "way.scenario.yml"]);
    expect(written).toMatchObject({ code: 0 });
    expect(readdirSync(sh.folder).filter((name) => name.endsWith(".yml"))).toEqual(names);
    const { code, stdout } = await sh.run([...simulate, "--no-walk"]);
    expect(stdout).toContain(`Scenarios: ${names.length} of ${names.length} passed.`);
    expect(code).toBe(0);
    // What is there is not written over.
    expect((await sh.run([...simulate, "--record", "way.scenario.yml"])).code).toBe(2);
  });

  test("says when there is nothing to write", async () => {
    const sh = shell();
    const code = 'async function handler() { return Response.json({ version: "3.0", screen: "SERVICE", data: {} }); }';
    sh.put({ ...example, "endpoint.js": code });
    const { code: exit, stderr } = await sh.run([...simulate, "--record", "way.scenario.yml", "--fail-on", "never"]);
    expect([exit, stderr]).toEqual([
      1,
      "warning: No way to the end of the flow was found, so `way.scenario.yml` was not written.\n",
    ]);
  });
});

test("a transcript is played again", async () => {
  const sh = shell();
  const scenario = "name: Again\nnow: 2026-12-01\nreplay: { transcript: run.jsonl, ignore: [data.id] }\n";
  sh.put({ ...orders, "again.scenario.yml": scenario });
  expect((await sh.run([...simulate, "--no-scenarios", "--transcript", "run.jsonl"])).code).toBe(0);
  expect((await sh.run([...simulate, "--no-walk"])).code).toBe(0);
  sh.put({ "endpoint.js": orders["endpoint.js"].replace("3.00", "4.00") });
  const { code, stdout } = await sh.run([...simulate, "--no-walk"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /differs from line \d+ of the transcript: expected `data\.total` to be `"3\.00"`, found `"4\.00"`\./,
  );
});

test("the step of a pipeline plays them too", async () => {
  const sh = shell();
  sh.put({
    ...Object.fromEntries(Object.entries(example).map(([name, text]) => [`flows/${name}`, text])),
    "flows/wrong.scenario.yml": wrong,
    "flows/other.scenario.yml": "name: For another flow\nflow: other.json\nsteps: [{ back: true }]\n",
    "whatsapp-flows.yml": "flows: { booking: { json: flows/flow.json, endpoint: flows/endpoint.js } }\n",
  });
  expect((await sh.say(["pipeline", "simulate"])).code).toBe(1);
  sh.expectTranscript("scenarios-pipeline");
});
