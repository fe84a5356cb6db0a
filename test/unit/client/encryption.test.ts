import { describe, expect, test } from "vitest";
import { errorOf, fakeClient } from "./fake-transport.js";

describe("setting up", () => {
  test.each(["success", "already_configured"])("`%s` is done", async (status) => {
    const { client } = fakeClient([{ json: { data: { status, flows_encryption_configured: true } } }]);
    expect(await client.encryption.setup("f")).toEqual({ status, flows_encryption_configured: true });
  });

  test.each([
    ["says that it is not", { status: "success", flows_encryption_configured: false }],
    ["does not say that it is", { status: "success" }],
  ])("a 2xx that %s is a refusal", async (_, data) => {
    const { client } = fakeClient([{ json: { data } }]);
    expect(await errorOf(client.encryption.setup("f"))).toMatchObject({
      name: "RefusedError",
      code: "API_NO_ENCRYPTION",
      message: "Encryption for flow `f` is not set up, although the service took the request.",
    });
  });
});

describe("the status of a number", () => {
  const flow = (id: string, configured?: boolean) => ({
    id,
    name: id,
    status: "draft",
    ...(configured !== undefined && { flows_encryption_configured: configured }),
  });
  const number = (more: object = {}) => ({ json: { data: { id: "111", ...more } } });
  const flows = (...items: readonly object[]) => ({ json: { data: items } });

  test.each([true, false])("from the number, should it say %s", async (configured) => {
    const { client, calls } = fakeClient([number({ flows_encryption_configured: configured })]);
    expect(await client.encryption.status("111")).toEqual({ phoneNumberId: "111", configured, source: "phone-number" });
    expect(calls).toHaveLength(1);
  });

  test.each([
    ["one of its flows has it", [flow("a", false), flow("b", true)], true, "flows"],
    ["none of its flows has it", [flow("a", false), flow("b")], false, "flows"],
    ["none of its flows says", [flow("a")], null, "none"],
    ["it has no flows", [], null, "none"],
  ])("from its flows: %s", async (_, items, configured, source) => {
    const { client, calls } = fakeClient([number(), flows(...items), flows()]);
    expect(await client.encryption.status("111")).toEqual({ phoneNumberId: "111", configured, source });
    expect(calls[1]?.url).toContain("phone_number_id=111");
  });

  test("a null of the number says nothing", async () => {
    const { client } = fakeClient([number({ flows_encryption_configured: null }), flows(flow("a", true))]);
    expect(await client.encryption.status("111")).toMatchObject({ configured: true, source: "flows" });
  });
});
