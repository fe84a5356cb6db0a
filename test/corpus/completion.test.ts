/** Whatever public flows end with when a phone plays them conforms to the contract made of the flow, and little else does. */
import { describe, expect, test } from "vitest";
import { completionsOf, contractOf, refusals } from "../support/completions.js";
import { index, textOf } from "./corpus.js";

const walked: { readonly file: string; readonly text: string; readonly payloads: readonly object[] }[] = [];
for (const entry of index) {
  const text = textOf(entry);
  const payloads = (await completionsOf(text)).map(({ payload }) => payload);
  if (payloads.length > 0) walked.push({ file: entry.file, text, payloads });
}

test("half of the corpus comes to an end by itself", () => {
  expect(walked.length).toBeGreaterThan(90);
  expect(walked.flatMap(({ payloads }) => payloads).length).toBeGreaterThan(900);
});

describe.each(walked)("$file", ({ text, payloads }) => {
  const contract = contractOf(text);
  const refused = refusals(contract);

  test("every end conforms", () => {
    expect(payloads.map(refused).filter((said) => said !== "")).toEqual([]);
  });

  const [only, ...others] = contract.endings;
  if (only === undefined || others.length > 0) return;

  test("no end does that lacks a member, or has a list of lists in its place", () => {
    const { properties = {}, required = [] } = only.payload;
    const typed = Object.entries(properties).filter(
      ([, schema]) => schema !== false && Object.keys(schema).some((keyword) => keyword !== "description"),
    );
    const [payload = {}] = payloads;
    const lacking = required.map((key) => Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key)));
    const wrong = typed.map(([key]) => ({ ...payload, [key]: [[[]]] }));
    expect([...lacking, ...wrong].filter((changed) => refused(changed) === "")).toEqual([]);
  });
});
