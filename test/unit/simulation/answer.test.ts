/** What one answer must satisfy, without any code behind it. */
import { describe, expect, test } from "vitest";
import { FlowDocument } from "../../../src/flow/document.js";
import { platform } from "../../../src/flow/platform.js";
import { routingGraph } from "../../../src/flow/routing-graph.js";
import { readJson } from "../../../src/json/read.js";
import { mismatches } from "../../../src/schema/conforms.js";
import { readAnswer } from "../../../src/simulation/answer.js";
import { problemsOf } from "../../../src/simulation/answer-checks.js";
import type { SandboxOutcome } from "../../../src/simulation/sandbox.js";

const text = JSON.stringify({
  version: "7.3",
  data_api_version: "4.0",
  routing_model: { FIRST: ["SECOND", "THIRD"], SECOND: ["THIRD"], THIRD: [] },
  screens: [
    { id: "FIRST", data: { names: { type: "array", items: { type: "string" } } }, layout: {} },
    { id: "SECOND", data: { age: { type: "number" } }, layout: {} },
    { id: "THIRD", layout: {} },
  ],
});
const read = readJson(text);
if (!read.ok || read.root.kind !== "object") throw new Error("The flow does not parse.");
const settings = { platform, today: "2026-11-22", forPublish: false, examples: mismatches };
const flow = new FlowDocument(text, read.root, settings);

const usual = { durationMs: 5, log: [], logCut: false, refused: [], kv: {} };

function answered(body: unknown, more: Partial<Extract<SandboxOutcome, { kind: "answered" }>> = {}): SandboxOutcome {
  return { kind: "answered", ...usual, status: 200, body: JSON.stringify(body), at: null, ...more };
}

function found(action: string, screen: string | undefined, outcome: SandboxOutcome): string[] {
  const request = { version: "4.0", action, ...(screen === undefined ? {} : { screen }), flow_token: "token" };
  const from = screen === undefined ? undefined : flow.screensById.get(screen);
  const answer = readAnswer({ flow, graph: routingGraph(flow), request, screen: from }, outcome);
  return problemsOf(answer).map(({ rule, severity }) => (severity === undefined ? rule : `${rule} ${severity}`));
}

const to = (screen: string, data: unknown = {}) => answered({ version: "3.0", screen, data });
const end = (params: unknown) => to("SUCCESS", { extension_message_response: { params } });

describe("where an answer may lead", () => {
  test.each([
    ["to the first screen when the flow opens", "INIT", undefined, to("FIRST", { names: [] }), []],
    ["not to a later one", "INIT", undefined, to("THIRD"), ["endpoint-first-screen"]],
    ["forwards along a route", "data_exchange", "SECOND", to("THIRD"), []],
    ["to the same screen", "data_exchange", "THIRD", to("THIRD"), []],
    ["one step back", "data_exchange", "THIRD", to("SECOND", { age: 1 }), []],
    ["along no other way", "data_exchange", "SECOND", to("FIRST", { names: [] }), []],
    ["back to where the user came from", "BACK", "THIRD", to("SECOND", { age: 1 }), []],
    ["back to the screen that was left", "BACK", "SECOND", to("SECOND", { age: 1 }), []],
    ["on BACK not forwards", "BACK", "SECOND", to("THIRD"), ["endpoint-back-transition"]],
    ["on BACK not to the end", "BACK", "SECOND", end({ flow_token: "token" }), ["endpoint-back-transition"]],
  ])("%s", (_, action, screen, outcome, expected) => {
    expect(found(action, screen, outcome)).toEqual(expected);
  });
});

describe("what an answer holds", () => {
  test.each([
    ["a number for a list", to("FIRST", { names: 1 }), ["endpoint-data-type"]],
    ["null for a list", to("FIRST", { names: null }), ["endpoint-data-type"]],
    ["an entry of another type", to("FIRST", { names: ["a", 1] }), ["endpoint-data-type"]],
    ["an error message", to("FIRST", { names: [], error_message: "No." }), []],
    ["a field less on the same screen", to("FIRST"), ["endpoint-field-missing warning"]],
    ["a field less on another screen", to("SECOND"), ["endpoint-field-missing error"]],
    ["a field more", to("THIRD", { other: 1 }), ["endpoint-field-unknown"]],
    ["variables of Kapso", answered({ version: "3.0", screen: "THIRD", data: {}, vars: { a: 1 } }), []],
    ["the version of the request", answered({ version: "4.0", screen: "THIRD", data: {} }), []],
    ["another version", answered({ version: "2.0", screen: "THIRD", data: {} }), ["endpoint-version"]],
  ])("%s", (_, outcome, expected) => {
    expect(found("data_exchange", "FIRST", outcome)).toEqual(expected);
  });
});

describe("how a flow ends", () => {
  test.each([
    ["with the flow token", end({ flow_token: "token", more: 1 }), []],
    ["without it", end({}), ["endpoint-final-token"]],
    ["with another", end({ flow_token: "other" }), ["endpoint-final-token warning"]],
    ["without parameters", to("SUCCESS"), ["endpoint-final-params"]],
    ["by a name in other letters", to("Success"), ["endpoint-screen-unknown"]],
  ])("%s", (_, outcome, expected) => {
    expect(found("data_exchange", "THIRD", outcome)).toEqual(expected);
  });
});

describe("an answer that cannot be read has one finding", () => {
  test.each([
    ["text", answered(undefined, { body: "hello" }), ["endpoint-not-json"]],
    ["a list", answered([]), ["endpoint-not-json"]],
    ["nothing", answered(undefined, { body: "" }), ["endpoint-not-json"]],
    ["an error of the server", answered({}, { status: 500 }), ["endpoint-status"]],
    [
      "a process that ended",
      { kind: "stopped" as const, reason: "exit" as const, durationMs: 1 },
      ["endpoint-stopped"],
    ],
    ["too much", { kind: "too-large" as const, ...usual }, ["endpoint-size"]],
  ])("%s", (_, outcome, expected) => {
    expect(found("data_exchange", "FIRST", outcome)).toEqual(expected);
  });
});

test.each([
  [900, []],
  [1100, ["endpoint-slow warning"]],
  [10_100, ["endpoint-slow error"]],
])("an answer after %i ms", (durationMs, expected) => {
  const outcome = answered({ version: "3.0", screen: "THIRD", data: {} }, { durationMs });
  expect(found("data_exchange", "FIRST", outcome)).toEqual(expected);
});

describe("without the network that the code asks for", () => {
  const refused = ["https://api.example.com/v1/slots"];

  test("says how to allow it, and nothing of what the code does without", () => {
    const outcome: SandboxOutcome = { kind: "threw", ...usual, refused, message: "TypeError: no", at: null };
    expect(found("data_exchange", "FIRST", outcome)).toEqual(["endpoint-network"]);
    const request = { version: "4.0", action: "INIT", flow_token: "token" };
    const answer = readAnswer({ flow, graph: routingGraph(flow), request, screen: undefined }, outcome);
    expect(problemsOf(answer).map(({ message }) => message)).toEqual([
      "The answer to `INIT` needs `https://api.example.com/v1/slots`, which the simulation does not allow. Where it may be asked, `--allow-fetch api.example.com` allows it.",
    ]);
  });

  test("counts a status that the code answers with then as a warning", () => {
    const outcome = answered({}, { status: 502, refused });
    expect(found("data_exchange", "FIRST", outcome)).toEqual(["endpoint-network", "endpoint-status warning"]);
  });
});
