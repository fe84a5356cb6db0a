/** Every operation of the API description is known, with its method and path, and every method of the client uses one. */
import { describe, expect, test } from "vitest";
import { operations } from "../../../src/client/operations.js";
import { cases } from "./calls.js";
import { describedOperations } from "./description.js";
import { type Answer, fakeClient } from "./fake-transport.js";

describe("each method", () => {
  test.each(cases.map(([operation, call, answer, request, body]) => ({ operation, call, answer, request, body })))(
    "$operation: $request",
    async ({ operation, call, answer, request, body }) => {
      const reply: Answer = { json: Array.isArray(answer) ? { data: answer } : answer };
      const { client, calls } = fakeClient([reply]);
      await call(client);
      const [sent] = calls;
      expect(calls).toHaveLength(1);
      expect(sent?.operation).toBe(operation);
      expect(`${sent?.method} ${sent?.url.replace("https://api.kapso.ai", "")}`).toBe(request);
      expect(
        typeof body === "object" && sent?.headers["content-type"] === "application/json"
          ? JSON.parse(sent.body ?? "")
          : sent?.body,
      ).toEqual(body);
    },
  );

  test("no operation is without a method", () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(operations)));
  });
});

describe("the list of operations", () => {
  test("is that of the API description", () => {
    const ours = Object.entries(operations).map(([id, { method, path }]) => [id, `${method} ${path}`] as const);
    const theirs = describedOperations().map(({ id, method, path }) => [id, `${method} ${path}`] as const);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  test("takes every GET for a read, and only those", () => {
    for (const { method, effect } of Object.values(operations)) expect(effect === "read").toBe(method === "GET");
  });

  test("takes only the sending of a message for one", () => {
    const messages = Object.entries(operations).filter(([, operation]) => operation.effect === "message");
    expect(messages.map(([id]) => id)).toEqual(["metaSendMessage"]);
  });
});
