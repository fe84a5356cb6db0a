import { expect, test } from "vitest";
import { isThrottling, metaCodes, metaHint } from "../../../src/client/meta-codes.js";

// kapso-api.md 9.3
const documented = [
  100, 139000, 139001, 139002, 139003, 139004, 139006, 131047, 131026, 131008, 131009, 131056, 130429, 80007, 4, 132068,
  132069, 190, 368, 131031, 131000,
];
// flow-json/versions.md section 7
const subcodes = [4233012, 4233014, 4233024, 4233046];

test.each(documented)("code %i has advice", (code) => {
  expect(metaHint(code, undefined)).toMatch(/\.$/);
});

test.each(subcodes)("subcode %i has advice of its own", (subcode) => {
  expect(metaHint(139002, subcode)).not.toBe(metaHint(139002, undefined));
});

test("an unknown subcode gets the advice of its code", () => {
  expect(metaHint(139002, 1)).toBe(metaHint(139002, undefined));
});

test("an unknown code gets none", () => {
  expect(metaHint(424242, undefined)).toBeUndefined();
  expect(metaHint(undefined, undefined)).toBeUndefined();
});

test("only the four limits are throttling", () => {
  expect([...documented, undefined].filter(isThrottling).sort()).toEqual([130429, 131056, 4, 80007]);
});

test("has each code and subcode once", () => {
  const keys = metaCodes.map((row) => `${row.code}/${row.subcode}`);
  expect(new Set(keys).size).toBe(keys.length);
});
