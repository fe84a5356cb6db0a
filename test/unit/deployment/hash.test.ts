import { describe, expect, test } from "vitest";
import { flowJsonHash } from "../../../src/deployment/hash.js";

describe("the fingerprint of Flow JSON", () => {
  test.each([
    ["the order of keys", '{"a":1,"b":{"c":2,"d":3}}', '{ "b": { "d": 3, "c": 2 }, "a": 1 }'],
    ["layout", '{"a":[1,2]}', '{\n\t"a": [\n1,\n2\n]\n}\n'],
    ["how a number is written", '{"a":1.0}', '{"a":1}'],
    ["how a text is escaped", '{"a":"\\u0041"}', '{"a":"A"}'],
  ])("does not depend on %s", async (_, a, b) => {
    expect(await flowJsonHash(JSON.parse(a))).toBe(await flowJsonHash(JSON.parse(b)));
  });

  test.each([
    ["the order of a list", { a: [1, 2] }, { a: [2, 1] }],
    ["the type of a value", { a: 1 }, { a: "1" }],
    ["what is there but null", { a: null }, {}],
    ["where a text ends", { a: "b", c: "d" }, { a: "bc", d: "" }],
  ])("tells %s", async (_, a, b) => {
    expect(await flowJsonHash(a)).not.toBe(await flowJsonHash(b));
  });
});
