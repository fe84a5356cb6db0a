import { expect, test } from "vitest";
import { isDay, paddedDay } from "../../../src/flow/dates.js";

test.each(["2024-02-29", "2000-02-29", "2026-12-31", "2026-04-30"])("%s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(["2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1", "26-01-01"])(
  "%s is no day",
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test("zeros are added to a day that lacks only them", () => {
  expect(paddedDay("2026-2-1")).toBe("2026-02-01");
});

test.each(["2026-02-01", "2026-2-31", "1-2-2026"])("nothing is added to %s", (text) => {
  expect(paddedDay(text)).toBeUndefined();
});
