import { expect, it } from "vitest";
import { readScreenIds } from "../../../src/flow/entry-screens.js";

function screen(id: string, next?: string) {
  const action =
    next === undefined
      ? { name: "complete", payload: {} }
      : { name: "navigate", next: { type: "screen", name: next }, payload: {} };
  const children = [{ type: "Footer", label: "Go on", "on-click-action": action }];
  return { id, title: id, terminal: next === undefined, layout: { type: "SingleColumnLayout", children } };
}

it.each([
  ["routing_model", { routing_model: { A: ["B"], B: ["C"] }, screens: [screen("A"), screen("B"), screen("C")] }],
  ["navigate actions without one", { screens: [screen("A", "B"), screen("B", "C"), screen("C")] }],
  [
    "routing_model over navigate actions",
    { routing_model: { A: ["B", "C"] }, screens: [screen("A", "B"), screen("B", "A"), screen("C")] },
  ],
  [
    "no route of a screen to itself",
    { routing_model: { A: ["A", "B", "C"] }, screens: [screen("A"), screen("B"), screen("C")] },
  ],
])("are those that no other screen leads to, by %s", (_what, flow) => {
  const { all, entry } = readScreenIds(JSON.stringify({ version: "7.3", ...flow }));
  expect([[...all], [...entry]]).toEqual([["A", "B", "C"], ["A"]]);
});

it.each(["", "[]", "{}", '{"screens": 1}'])("are none in %j", (text) => {
  expect(readScreenIds(text).entry.size).toBe(0);
});
