import { describe, expect, test } from "vitest";
import { sha256 } from "../../../src/text/hash.js";

describe("the fingerprint of a text", () => {
  test("is its SHA-256, in UTF-8", async () => {
    // FIPS 180-2, appendix B.1.
    expect(await sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(await sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});
