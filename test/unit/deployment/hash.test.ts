import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, flowJsonHash, sameJson, sha256 } from "../../../src/deployment/hash.js";

describe("the fingerprint of a text", () => {
  test("is its SHA-256, in UTF-8", async () => {
    // FIPS 180-2, appendix B.1.
    expect(await sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(await sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});

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

  test("reads back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(sameJson(plain, JSON.parse(JSON.stringify(plain)))).toBe(true);
      }),
    );
  });
});
