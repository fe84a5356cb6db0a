import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { type Counts, countsOf, findingsIn, folder, index, isBroken, readReasons, textOf, uploaded } from "./corpus.js";

const recordedAt = join(import.meta.dirname, "expected.json");

/** Writes the record: a line per file, so that a difference shows which flows it is about. */
async function record(): Promise<void> {
  const lines: string[] = [];
  for (const entry of [...index].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const counts = countsOf(await findingsIn(textOf(entry)));
    lines.push(`  ${JSON.stringify(entry.file)}: ${JSON.stringify(counts)}`);
  }
  writeFileSync(recordedAt, `{\n${lines.join(",\n")}\n}\n`);
}

if (process.env.UPDATE_CORPUS === "1") await record();
const recorded: Readonly<Record<string, Counts>> = JSON.parse(readFileSync(recordedAt, "utf8"));

describe("the corpus", () => {
  test("is wholly listed in its index", () => {
    const listed = index.map(({ file }) => file).sort();
    expect(
      readdirSync(join(folder, "flows"))
        .map((file) => `flows/${file}`)
        .sort(),
    ).toEqual(listed);
  });

  test("is wholly recorded here", () => {
    expect(Object.keys(recorded).sort()).toEqual(index.map(({ file }) => file).sort());
  });
});

describe("what is found in a flow is what is recorded", () => {
  test.each(index.map((entry) => [entry.file, entry] as const))("%s", async (file, entry) => {
    expect(countsOf(await findingsIn(textOf(entry)))).toEqual(recorded[file]);
  });
});

describe("a flow that Meta took has no error", () => {
  const accepted = index.filter(({ meta }) => meta?.result === "accepted");

  test.each(accepted.map((entry) => [entry.file, entry] as const))("%s", async (_, entry) => {
    expect(countsOf(await findingsIn(uploaded(entry))).error).toBeUndefined();
  });
});

describe("a flow that Meta refused has the error that Meta named", () => {
  const rejected = index.filter(({ meta }) => meta?.result === "rejected");

  test.each(rejected.map((entry) => [entry.file, entry] as const))("%s", async (_, entry) => {
    const errors = (await findingsIn(uploaded(entry))).filter(({ severity }) => severity === "error");
    const codes = errors.map(({ code }) => code);
    // Some commit messages name no code.
    expect(codes).not.toEqual([]);
    for (const { error } of entry.meta?.errors ?? []) expect(codes).toContain(error);
  });
});

describe("a flow that Meta shows as a sample for an error has that error", () => {
  const documented = index.flatMap((entry) =>
    entry.documentedError === undefined ? [] : [[entry.file, entry.documentedError.error, entry] as const],
  );

  test.each(documented)("%s: %s", async (_, code, entry) => {
    const errors = (await findingsIn(textOf(entry))).filter(({ severity }) => severity === "error");
    expect(errors.map((error) => error.code)).toContain(code);
  });
});

describe("an error on a flow that nobody marked as broken", () => {
  const reasons = readReasons();
  const errors = index
    .filter((entry) => !isBroken(entry))
    .flatMap(({ file }) =>
      Object.keys(recorded[file]?.error ?? {}).map((rule) => `${rule} ${file.slice("flows/".length)}`),
    );

  test("has a reason why its author is wrong", () => {
    expect(errors.filter((error) => !reasons.has(error))).toEqual([]);
  });

  test("is there for every reason", () => {
    expect([...reasons.keys()].filter((reason) => !errors.includes(reason))).toEqual([]);
  });
});
