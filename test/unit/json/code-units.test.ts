import { expect, test } from "vitest";
import { codeUnits } from "../../../src/json/code-units.js";

/** What `charCodeAt` says, and the zero behind it. */
function expected(text: string): readonly number[] {
  return [...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)), 0];
}

function read(text: string): readonly number[] {
  return [...codeUnits(text).subarray(0, text.length + 1)];
}

test.each([
  ["nothing", ""],
  ["Latin letters", "a straße"],
  ["letters of two bytes", "naïve 漢字 \u0416"],
  ["pairs of surrogates", "before 😀 behind"],
  ["halves of such pairs", "\ud83d and \ude00 alone"],
  ["zeros and marks", "\ufeff\u0000\u2028"],
])("%s are given as they stand", (_, text) => {
  expect(read(text)).toEqual(expected(text));
});

test("a shorter text ends with a zero, whatever stood there before", () => {
  read("the longer text before");
  expect(read("short")).toEqual(expected("short"));
});

test("a text beyond what is kept is given whole, and the next one too", () => {
  const long = "0123456789".repeat(120_000);
  const units = codeUnits(long);
  expect(units).toHaveLength(long.length + 1);
  expect([units[0], units[long.length - 1], units[long.length]]).toEqual([0x30, 0x39, 0]);
  expect(read("next")).toEqual(expected("next"));
});
