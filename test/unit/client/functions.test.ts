import { describe, expect, test } from "vitest";
import { errorOf, fakeClient } from "./fake-transport.js";

describe("invoking a function", () => {
  test.each([
    [
      "an answer with a member `data`",
      { json: { version: "3.0", screen: "A", data: { a: 1 } } },
      { version: "3.0", screen: "A", data: { a: 1 } },
    ],
    ["a wrapped answer", { json: { data: { a: 1 } } }, { data: { a: 1 } }],
    ["text", { headers: { "content-type": "text/plain" }, text: "{}" }, "{}"],
    ["nothing", { status: 204 }, undefined],
  ])("gives %s as it came", async (_, answer, expected) => {
    const { client } = fakeClient([answer]);
    expect(await client.functions.invoke("fn", {})).toEqual(expected);
  });
});

describe("secrets", () => {
  test.each([
    ["wrapped", { data: { secrets: [{ name: "TOKEN", type: "text" }] } }],
    ["bare", { secrets: [{ name: "TOKEN", type: "text" }] }],
  ])("their names come %s", async (_, json) => {
    const { client } = fakeClient([{ json }]);
    expect(await client.functions.secrets("fn")).toEqual([{ name: "TOKEN", type: "text" }]);
  });

  test("a value that the service echoes is hidden", async () => {
    const { client } = fakeClient([{ status: 422, json: { error: "Value geheim-1234 is bad" } }]);
    const error = await errorOf(client.functions.createSecret("fn", { name: "TOKEN", value: "geheim-1234" }));
    expect(error.message).toContain("store secret `TOKEN` of function `fn`");
    expect(error.message).not.toContain("geheim");
  });
});

test.each([
  ["a list", { data: [{ id: "i" }] }],
  ["an object", { data: { invocations: [{ id: "i" }] } }],
  ["a bare object", { invocations: [{ id: "i" }] }],
])("invocations of a function come as %s", async (_, json) => {
  const { client } = fakeClient([{ json }]);
  expect((await client.logs.functionInvocations("fn")).invocations).toEqual([{ id: "i" }]);
});
