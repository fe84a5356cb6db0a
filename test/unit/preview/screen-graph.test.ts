import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { screenGraph } from "../../../src/preview/screen-graph.js";
import { parseFlow } from "../../../src/validate/parse-flow.js";

function graphOf(text: string): string | undefined {
  const parsed = parseFlow(text, { today: "2026-11-22" });
  return parsed.ok ? screenGraph(parsed.flow) : undefined;
}

const screen = (id: string, title: string): object => ({
  id,
  title,
  layout: { type: "SingleColumnLayout", children: [] },
});

describe("the graph of the screens", () => {
  test("follows the routing model of a flow with an endpoint", () => {
    expect(graphOf(readFileSync("examples/flows/booking/flow.json", "utf8"))).toBe(`flowchart LR
  s0["SERVICE<br/>Book an appointment"]
  s1["SLOT<br/>Choose a time"]
  s2(["CONFIRM<br/>Your appointment"])
  s0 --> s1
  s1 --> s2
`);
  });

  test("follows the navigate actions of a flow without one", () => {
    expect(graphOf(readFileSync("examples/flows/sign-up/flow.json", "utf8"))).toBe(`flowchart LR
  s0["DETAILS<br/>Sign up"]
  s1(["TERMS<br/>Almost done"])
  s0 --> s1
`);
  });

  test("shows text of a flow as text, whatever it holds", () => {
    const graph = graphOf(JSON.stringify({ version: "7.3", screens: [screen("A", '"]; click s0 "x" <b>`\n%%')] }));
    expect(graph?.split("\n")).toEqual([
      "flowchart LR",
      '  s0["A<br/>#34;#93;#59; click s0 #34;x#34; #60;b#62;#96;#92;u000a#37;#37;"]',
      "",
    ]);
  });

  test("cuts long titles", () => {
    expect(graphOf(JSON.stringify({ version: "7.3", screens: [screen("A", "é".repeat(50))] }))).toContain(
      `<br/>${"é".repeat(39)}…"`,
    );
  });

  test("is left out where there is nothing, or too much, to draw", () => {
    expect(graphOf('{ "version": "7.3", "screens": [] }')).toBeUndefined();
    const many = Array.from({ length: 61 }, (_, i) => screen(`S${i}`, ""));
    expect(graphOf(JSON.stringify({ version: "7.3", screens: many }))).toBeUndefined();
  });
});
