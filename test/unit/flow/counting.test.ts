import { expect, test } from "vitest";
import { shownAtOnce } from "../../../src/flow/counting.js";
import type { Component } from "../../../src/flow/document.js";
import { FlowDocument } from "../../../src/flow/document.js";
import { platform } from "../../../src/flow/platform.js";
import { readJson } from "../../../src/json/read.js";
import { flowOf } from "../../support/small-flows.js";

const text = (name: string) => ({ type: "TextBody", text: name });
const either = (then: readonly object[], other: readonly object[]) => ({
  type: "If",
  condition: "${data.yes}",
  then,
  else: other,
});

function shown(components: readonly object[], allowed: number) {
  const json = flowOf([{ id: "FIRST", terminal: true, components }]);
  const result = readJson(json);
  if (!result.ok || result.root.kind !== "object") throw new Error("the text is no flow");
  const options = { platform, today: "2026-11-22", forPublish: false, examples: () => [] };
  const children = new FlowDocument(json, result.root, options).screens[0]?.children;
  if (children === undefined) throw new Error("the screen has no children");
  const { count, extra } = shownAtOnce(children, (component) => component.type === "TextBody", allowed);
  return { count, extra: extra === undefined ? undefined : nameOf(extra, json) };
}

function nameOf({ node }: Component, json: string): string | undefined {
  return /"text": "(.)"/.exec(json.slice(node.start, node.end))?.[1];
}

test("siblings add up, and the first beyond the number is found", () => {
  expect(shown([text("a"), text("b"), text("c"), text("d")], 2)).toEqual({ count: 4, extra: "c" });
});

test("of an If the larger branch counts", () => {
  expect(shown([either([text("a")], [text("b"), text("c")]), text("d")], 2)).toEqual({ count: 3, extra: "d" });
  expect(shown([either([text("a"), text("b")], [text("c"), text("d")])], 2)).toEqual({ count: 2, extra: undefined });
});

test("what stands before a branch counts in each of them", () => {
  expect(shown([text("a"), either([], [text("b"), text("c")])], 2)).toEqual({ count: 3, extra: "c" });
});

test("of a Switch the largest case counts", () => {
  const cases = { a: [text("a")], b: [text("b"), either([text("c")], [text("d")])], c: [] };
  expect(shown([{ type: "Switch", value: "${data.kind}", cases }], 1)).toEqual({ count: 2, extra: "c" });
});
