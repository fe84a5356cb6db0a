import { expect, test } from "vitest";
import { listItems } from "../../../src/text/list.js";

test.each([
  ["a", ["a"]],
  [" a , b ", ["a", "b"]],
  ["a\nb\r\n", ["a", "b"]],
  ["a,,b,", ["a", "b"]],
  ["flows/{a,b}/flow.json,c", ["flows/{a,b}/flow.json", "c"]],
  ["{a,{b,c}}.json", ["{a,{b,c}}.json"]],
  ["odd}name,b", ["odd}name", "b"]],
  ["{never,closed\nb,c", ["{never,closed", "b", "c"]],
  ["", []],
])("%j holds %j", (text, items) => {
  expect(listItems(text)).toEqual(items);
});
