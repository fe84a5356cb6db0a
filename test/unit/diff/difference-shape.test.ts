import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diffFlows } from "../../../src/diff/diff-flows.js";
import { differenceSchema } from "../../../src/diff/difference-shape.js";
import { complaint, strictAjv } from "../../support/schemas.js";

const validate = strictAjv().compile(differenceSchema());

test("a difference is what its schema describes", () => {
  const before = { version: "7.2", screens: [{ id: "A", title: "A" }] };
  const after = { version: "7.3", screens: [{ id: "B", title: "B", terminal: true }] };
  const document = { schemaVersion: 1, before: "a.json", after: "b.json", ...diffFlows(before, after) };
  expect(document.changes.length).toBeGreaterThan(2);
  expect(validate(document), complaint(validate)).toBe(true);
  expect(validate({ ...document, changes: [{ text: "x" }] })).toBe(false);
});

test("schemas/diff.schema.json is that schema (`node scripts/generate-schemas.mjs` writes it)", () => {
  const written = readFileSync(new URL("../../../schemas/diff.schema.json", import.meta.url), "utf8");
  expect(written).toBe(`${JSON.stringify(differenceSchema(), null, 2)}\n`);
});
