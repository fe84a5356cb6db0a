/** Values that the phone lets through. */
import { describe, expect, test } from "vitest";
import { textMatching } from "../../../src/simulation/pattern-text.js";
import { sample, seededRandom } from "../../../src/simulation/random.js";

describe("a text for a pattern", () => {
  test.each([
    "[0-9]{5}",
    "^\\d{3}-\\d{2}$",
    "[A-Z]{2}\\d+",
    "(cat|dog)s?",
    "[^@]+@[^@]+\\.[a-z]{2,}",
    "\\+?[1-9]\\d{6,14}",
    "a{0,3}",
    "(?:ab)+c*",
    "(?=.*\\d)[a-z0-9]+",
    "[\\w.-]+",
    ".{3}",
  ])("%s", (pattern) => {
    const text = textMatching(pattern);
    expect(text).toMatch(new RegExp(`^(?:${pattern})$`));
  });

  test.each(["(", "[z-a]", "(a)\\1b(?!b)b{9000}", "(?=((?:a|a)*)*b)(a|a)*c"])("is not found for %s", (pattern) => {
    expect(textMatching(pattern)).toBeUndefined();
  });
});

describe("a sample", () => {
  const items = [...Array(50).keys()];

  test("repeats with the seed, and keeps the order", () => {
    const first = sample(items, 10, seededRandom(7));
    expect(sample(items, 10, seededRandom(7))).toEqual(first);
    expect(sample(items, 10, seededRandom(8))).not.toEqual(first);
    expect([...first].sort((a, b) => a - b)).toEqual(first);
  });

  test("is everything when there is not more", () => {
    expect(sample(items, 50, seededRandom(1))).toBe(items);
  });
});
