/** A transcript that is played again. */
import { expect, test } from "vitest";
import { transcriptOf } from "../../../../src/simulation/transcript.js";
import { complete, exchange, findings, footer, type Handler, type Json, play, screen, text } from "./play.js";

const flow: Json = {
  data_api_version: "4.0",
  routing_model: { A: ["B"], B: [] },
  screens: [
    screen("A", [footer(exchange({ x: "1" }))]),
    screen("B", [footer(complete())], { terminal: true, data: { at: text, list: { type: "array", items: text } } }),
  ],
};

/** Counts in the store how often it was asked. */
const counting =
  (at: string, title = "t"): Handler =>
  ({ action }, { kv }) => {
    if (action === "INIT") return { screen: "A", data: {} };
    const count = Number(kv.count?.[0] ?? "0") + 1;
    return { screen: "B", data: { at, count, list: [title] }, kv: { count: [String(count), null] } };
  };

/** Replays what the walk of one handler left with another. */
async function replayed(before: Handler, now: Handler, ignore = ""): Promise<readonly string[]> {
  const { exchanges } = await play(flow, before, [], { walk: true });
  const transcript = { path: "run.jsonl", text: transcriptOf(exchanges) };
  const scenario = `name: Again\nreplay: { transcript: run.jsonl${ignore} }\n`;
  return findings(await play(flow, now, [{ path: "a.scenario.yml", text: scenario, transcript }]));
}

test("the same code gives the same answers", async () => {
  expect(await replayed(counting("now"), counting("now"))).toEqual([]);
});

test("other answers are findings, each field one", async () => {
  const where =
    "2:9 scenario-replay: The answer to `data_exchange` on screen `A` differs from line 2 of the transcript";
  expect(await replayed(counting("then"), counting("now", "u"))).toEqual([
    `${where}: expected \`data.at\` to be \`"then"\`, found \`"now"\`.`,
    `${where}: expected \`data.list.0\` to be \`"t"\`, found \`"u"\`.`,
  ]);
});

test("fields that are named may differ", async () => {
  const ignore = ", ignore: [data.at, data.list.*]";
  expect(await replayed(counting("then"), counting("now", "u"), ignore)).toEqual([]);
});

test("code that fails now", async () => {
  const found = await replayed(counting("a"), (asked, call) =>
    asked.action === "INIT" ? counting("a")(asked, call) : "No!",
  );
  expect(found[0]).toMatch(/expected `outcome` to be `"answered"`, found `"threw"`\.$/);
});

test.each([
  ["is not there", undefined, "The transcript `run.jsonl` cannot be read; paths are relative to the scenario."],
  ["is no JSON Lines", "{\n", "Line 1 of the transcript is no JSON object."],
  [
    "has no request",
    '{"number":1}\n',
    "Line 1 of the transcript has no `number`, or no `request` with `version` and `action`.",
  ],
  ["is empty", "\n", "The transcript has no exchanges."],
])("a transcript that %s", async (_, content, message) => {
  const file = { path: "a.scenario.yml", text: "name: Again\nreplay: run.jsonl\n" };
  const scenario = content === undefined ? file : { ...file, transcript: { path: "run.jsonl", text: content } };
  const simulation = await play(flow, counting("a"), [scenario]);
  expect(findings(simulation)).toEqual([`2:9 scenario-syntax: ${message}`]);
  expect(simulation.scenarios[0]?.status).toBe("unreadable");
});

test("steps are played beside it, on a phone of their own", async () => {
  const { exchanges } = await play(flow, counting("now"), [], { walk: true });
  const scenario = {
    path: "a.scenario.yml",
    text: "name: Both\nreplay: run.jsonl\nsteps: [{ submit: true, expect: { kv: { count: '1' } } }]\n",
    transcript: { path: "run.jsonl", text: transcriptOf(exchanges) },
  };
  const { scenarios, files } = await play(flow, counting("now"), [scenario]);
  expect(files.at(-1)?.diagnostics).toEqual([]);
  expect(scenarios[0]?.steps.map(({ number, name, status }) => [number, name, status])).toEqual([
    [0, "replay", "passed"],
    [1, null, "passed"],
  ]);
});

test("a replay stops after as many exchanges as are allowed", async () => {
  const { exchanges } = await play(flow, counting("now"), [], { walk: true });
  const text = transcriptOf(exchanges);
  const scenario = {
    path: "a.scenario.yml",
    text: "name: Again\nreplay: run.jsonl\n",
    transcript: { path: "run.jsonl", text },
  };
  const simulation = await play(flow, counting("now"), [scenario], { maxExchanges: 1 });
  expect(findings(simulation)).toEqual([
    "2:9 scenario-replay: The replay was stopped after 1 exchange, before line 2 of the transcript; `--max-exchanges` allows more.",
  ]);
});
