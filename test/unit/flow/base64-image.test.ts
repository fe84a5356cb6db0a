import { describe, expect, test } from "vitest";
import { decodedLength, imageFormat, isBase64 } from "../../../src/flow/base64-image.js";

const beginnings = {
  JPEG: "ffd8ffe000104a464946",
  PNG: "89504e470d0a1a0a0000000d",
  WEBP: "52494646a4000000574542505650",
  GIF: "474946383961",
} as const;

function base64(hex: string, size = 100): string {
  const bytes = Buffer.alloc(size);
  bytes.write(hex, "hex");
  return bytes.toString("base64");
}

test.each(Object.entries(beginnings))("%s is told by its first bytes", (format, hex) => {
  expect(imageFormat(base64(hex))).toBe(format);
});

test("other bytes in a RIFF file are no WEBP", () => {
  expect(imageFormat(base64("52494646a400000057415645"))).toBeUndefined();
});

test.each([0, 1, 2, 3, 4, 99, 100, 101])("%i bytes are counted without decoding", (size) => {
  expect(decodedLength(Buffer.alloc(size).toString("base64"))).toBe(size);
});

describe("base64", () => {
  test("has a length of four, its alphabet, and filling at the end", () => {
    expect(["AAAA", "AA==", "AAA=", "+/9a"].map(isBase64)).toEqual([true, true, true, true]);
    expect(["", "AAA", "A===", "AA=A", "a b=", "dot.png", "AA_-"].map(isBase64)).not.toContain(true);
  });

  test("of a picture may lack its filling", () => {
    expect(isBase64(base64(beginnings.PNG).replace(/=+$/, ""))).toBe(true);
  });
});
