import { describe, expect, test } from "vitest";
import { errorOf, fakeClient } from "./fake-transport.js";

const endpoint = { function_id: "fn", status: "draft", code: "async function handler() {}" };

describe("a 2xx that is no success", () => {
  test.each(["draft", "error", "failed", "deploying"])("a deployment with status `%s`", async (status) => {
    const { client } = fakeClient([{ json: { data: { ...endpoint, status } } }]);
    const error = await errorOf(client.dataEndpoint.deploy("f"));
    expect(error).toMatchObject({ name: "RefusedError", code: "API_NOT_DEPLOYED", operation: "deployDataEndpoint" });
    expect(error.message).toBe(
      `Could not deploy the data endpoint of flow \`f\`: its status is \`${status}\` and not \`deployed\`.`,
    );
  });

  test("a registration without encryption", async () => {
    const { client } = fakeClient([{ json: { data: { ...endpoint, flow_has_encryption: false } } }]);
    expect(await errorOf(client.dataEndpoint.register("f"))).toMatchObject({
      name: "RefusedError",
      code: "API_NO_ENCRYPTION",
      operation: "registerDataEndpoint",
      message: "The data endpoint of flow `f` is not usable: the flow has no encryption.",
    });
  });

  test("an attachment without encryption", async () => {
    const { client } = fakeClient([{ json: { data: { ...endpoint, flow_has_encryption: false } } }]);
    expect(await errorOf(client.dataEndpoint.attach("f", "fn"))).toMatchObject({ operation: "attachDataEndpoint" });
  });
});

test.each([true, undefined, null])("a registration that says %s of encryption is one", async (said) => {
  const { client } = fakeClient([{ json: { data: { ...endpoint, flow_has_encryption: said } } }]);
  expect(await client.dataEndpoint.register("f")).toMatchObject({ function_id: "fn" });
});

test("a deployment that is done", async () => {
  const { client } = fakeClient([{ json: { data: { ...endpoint, status: "deployed" } } }]);
  expect((await client.dataEndpoint.deploy("f")).status).toBe("deployed");
});

test("the warning of an attachment is handed on", async () => {
  const { client } = fakeClient([{ json: { data: { ...endpoint, warning: "Could not republish." } } }]);
  expect((await client.dataEndpoint.attach("f", "fn")).warning).toBe("Could not republish.");
});

test("a flow without a data endpoint", async () => {
  const { client } = fakeClient([{ status: 404, json: { error: "Not found" } }]);
  expect(await errorOf(client.dataEndpoint.get("f"))).toMatchObject({ code: "API_NOT_FOUND", status: 404 });
});
