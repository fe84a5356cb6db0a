import { expect, it } from "vitest";
import { Options } from "../../../src/cli/options.js";
import { timeout } from "../../../src/cli/table/flags.js";
import { timeoutOf } from "../../../src/cli/timeout.js";

it("is given in minutes; without it, the run has its own limit", () => {
  expect(timeoutOf(new Options({ timeout }, new Map([["timeout", 3]]), []))).toEqual({ timeoutMs: 180_000 });
  expect(timeoutOf(new Options({ timeout }, new Map(), []))).toEqual({});
});
