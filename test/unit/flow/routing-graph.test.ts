import { describe, expect, test } from "vitest";
import { FlowDocument } from "../../../src/flow/document.js";
import { platform } from "../../../src/flow/platform.js";
import { navigateGraph, type RoutingGraph, routingGraph } from "../../../src/flow/routing-graph.js";
import { readJson } from "../../../src/json/read.js";
import { flowOf } from "../../support/small-flows.js";

function documentOf(text: string): FlowDocument {
  const result = readJson(text);
  if (!result.ok || result.root.kind !== "object") throw new Error("the text is no flow");
  return new FlowDocument(text, result.root, { platform, today: "2026-11-22", forPublish: false, examples: () => [] });
}

function arrows({ routes }: RoutingGraph): readonly string[] {
  return routes.map(({ from, to }) => `${from.id} ${to.id}`);
}

const screens = [
  { id: "FIRST", to: ["SECOND"] },
  { id: "SECOND", to: ["LAST"] },
  { id: "LAST", terminal: true },
];

describe("with a routing model", () => {
  test("its routes are the graph, whatever the actions do", () => {
    const graph = routingGraph(documentOf(flowOf(screens, { FIRST: ["LAST"] })));
    expect(graph.source).toBe("routing_model");
    expect(arrows(graph)).toEqual(["FIRST LAST"]);
  });

  test("SUCCESS and the screen itself are no routes, and one route is enough", () => {
    const graph = routingGraph(documentOf(flowOf(screens, { FIRST: ["FIRST", "SECOND", "SUCCESS", "SECOND"] })));
    expect(arrows(graph)).toEqual(["FIRST SECOND"]);
    expect(graph.complete()).toBe(true);
  });

  test("a screen named SUCCESS is a target like any other", () => {
    const flow = documentOf(flowOf([{ id: "FIRST" }, { id: "SUCCESS", terminal: true }], { FIRST: ["SUCCESS"] }));
    expect(arrows(routingGraph(flow))).toEqual(["FIRST SUCCESS"]);
  });

  test("names that mean nothing leave it open what is connected", () => {
    expect(routingGraph(documentOf(flowOf(screens, { FIRST: ["ELSEWHERE"] }))).complete()).toBe(false);
  });

  test("the graph of the actions can be asked for as well", () => {
    expect(arrows(navigateGraph(documentOf(flowOf(screens, {}))))).toEqual(["FIRST SECOND", "SECOND LAST"]);
  });
});

describe("without a routing model", () => {
  test("navigate actions are the graph, each at the name it goes to", () => {
    const text = flowOf(screens);
    const graph = routingGraph(documentOf(text));
    expect(graph.source).toBe("navigate");
    expect(graph.routes.map(({ node }) => text.slice(node.start, node.end))).toEqual(['"SECOND"', '"LAST"']);
  });

  test("a target that is only known at run time leaves it open what is connected", () => {
    expect(routingGraph(documentOf(flowOf([{ id: "FIRST", to: ["${data.to}"] }]))).complete()).toBe(false);
  });
});
