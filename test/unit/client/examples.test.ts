/** Every example answer of the API description is understood by the client: a success as one, an error as its class. */
import { expect, test } from "vitest";
import { RemoteError } from "../../../src/errors/errors.js";
import { cases } from "./calls.js";
import { describedOperations } from "./description.js";
import { errorOf, fakeClient } from "./fake-transport.js";

const classes: Readonly<Record<number, string>> = {
  400: "RefusedError",
  401: "CredentialsError",
  404: "RefusedError",
  409: "RefusedError",
  422: "RefusedError",
  429: "UnavailableError",
};

/** Words that say nothing, and are not handed on. */
const CONSTANTS = ["whatsapp"];

const examples = describedOperations().flatMap((operation) =>
  operation.examples.map((example) => ({ ...example, id: operation.id })),
);
const successes = examples.filter(({ status }) => status < 300);
const failures = examples.filter(({ status }) => status >= 300);

function replay(id: string, status: number, value: unknown): Promise<unknown> {
  const found = cases.find(([operation]) => operation === id);
  if (found === undefined) throw new Error(`No call is known for ${id}.`);
  return found[1](fakeClient([{ status, json: value }], { retry: { attempts: 1 } }).client);
}

test("there are examples of every operation's success", () => {
  expect(new Set(successes.map(({ id }) => id))).toEqual(new Set(describedOperations().map(({ id }) => id)));
});

test.each(successes)("$id $status $name", async ({ id, status, value }) => {
  const result = await replay(id, status, value);
  if (result === undefined) return; // A bare confirmation has nothing to hand on.
  const text = JSON.stringify(result);
  for (const leaf of strings(value)) if (!CONSTANTS.includes(leaf)) expect(text).toContain(JSON.stringify(leaf));
});

test.each(failures)("$id $status $name", async ({ id, status, value }) => {
  const error = await errorOf(replay(id, status, value));
  expect(error).toBeInstanceOf(RemoteError);
  // The one example of Meta's throttling comes with 429; with 400 it is tested with the status table.
  expect(error).toMatchObject({ name: classes[status], status, operation: id });
});

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
