import { describe, expect, test } from "vitest";
import { assetForm } from "../../../src/client/meta-flows.js";
import { type Scope, scopeQuery } from "../../../src/client/scope.js";
import { errorOf, fakeClient } from "./fake-transport.js";

const scope: Scope = { phoneNumberId: "111" };

describe("the scope", () => {
  test("is one of the two IDs", () => {
    expect(scopeQuery({ phoneNumberId: "111" })).toEqual({ phone_number_id: "111" });
    expect(scopeQuery({ businessAccountId: " 222 " })).toEqual({ business_account_id: "222" });
  });

  test.each([
    ["none", "{}"],
    ["an empty one", '{"phoneNumberId":""}'],
    ["both", '{"phoneNumberId":"1","businessAccountId":"2"}'],
  ])("is not %s", (_, json) => {
    // Callers without types get here.
    const given: Scope = JSON.parse(json);
    expect(() => scopeQuery(given)).toThrow("Exactly one of `phone-number-id` and `business-account-id` is needed.");
  });
});

describe("a 2xx whose `success` is false is a refusal", () => {
  test.each([
    ["updateFlow", "change the metadata of flow `9` at Meta"],
    ["deleteFlow", "delete flow `9` at Meta"],
    ["publish", "publish flow `9` at Meta"],
    ["deprecate", "deprecate flow `9` at Meta"],
    ["uploadAsset", "upload the Flow JSON of flow `9` to Meta"],
  ] as const)("of %s", async (method, action) => {
    const { client } = fakeClient([{ json: { success: false } }]);
    const calls = {
      updateFlow: () => client.meta.updateFlow("9", scope, { name: "x" }),
      deleteFlow: () => client.meta.deleteFlow("9", scope),
      publish: () => client.meta.publish("9", scope),
      deprecate: () => client.meta.deprecate("9", scope),
      uploadAsset: () => client.meta.uploadAsset("9", scope, "{}"),
    };
    const error = await errorOf(calls[method]());
    expect(error).toMatchObject({ name: "RefusedError", code: "API_NOT_DONE" });
    expect(error.message).toBe(`Could not ${action}: the service answered \`success\` \`false\`.`);
  });

  test("of createFlow", async () => {
    const { client } = fakeClient([{ json: { id: "9", success: false } }]);
    const error = await errorOf(client.meta.createFlow("222", { name: "x", categories: ["OTHER"] }));
    expect(error.message).toBe("Could not create flow at Meta: the service answered `success` `false`.");
  });
});

describe("the preview", () => {
  const preview = { preview_url: "https://example.com/p", expires_at: "2026-12-01T09:12:44+0000" };

  test.each([
    [undefined, "preview"],
    [{}, "preview"],
    [{ invalidate: false }, "preview"],
    [{ invalidate: true }, "preview.invalidate(true)"],
  ])("with %j asks for the field %s", async (options, fields) => {
    const { client, calls } = fakeClient([{ json: { id: "9", preview } }]);
    expect(await client.meta.preview("9", scope, options)).toEqual(preview);
    expect(new URL(calls[0]?.url ?? "").searchParams.get("fields")).toBe(fields);
  });

  test.each([{ id: "9" }, { id: "9", preview: null }, { id: "9", preview: { preview_url: "x" } }])(
    "is not understood from %j",
    async (json) => {
      const { client } = fakeClient([{ json }]);
      expect((await errorOf(client.meta.preview("9", scope))).name).toBe("ProtocolError");
    },
  );
});

describe("lists", () => {
  test("have items and cursors", async () => {
    const paging = { cursors: { before: "b", after: "a" } };
    const { client } = fakeClient([{ json: { data: [{ id: "9" }], paging } }]);
    expect(await client.meta.listFlows("222")).toEqual({ items: [{ id: "9" }], paging });
  });

  test("have items without cursors", async () => {
    const { client } = fakeClient([{ json: { data: [{ name: "flow.json" }] } }]);
    expect(await client.meta.assets("9", scope)).toEqual({ items: [{ name: "flow.json" }], paging: null });
  });
});

describe("an upload", () => {
  test("hands on findings, of which a success may have some", async () => {
    const json = { success: true, validation_errors: [{ error: "INVALID_X" }] };
    const { client } = fakeClient([{ json }]);
    expect(await client.meta.uploadAsset("9", scope, "{}")).toEqual(json);
  });

  test("has the three parts, and the text unchanged", async () => {
    const text = '{\r\n  "ä": "€"\n}';
    const { type, body } = assetForm(text);
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    expect(form.get("name")).toBe("flow.json");
    expect(form.get("asset_type")).toBe("FLOW_JSON");
    const file = form.get("file");
    if (!(file instanceof File)) throw new TypeError("The part `file` is no file.");
    expect([file.name, file.type, await file.text()]).toEqual(["flow.json", "application/json", text]);
  });

  test("has a boundary that its text does not have", async () => {
    const text = "--wa-flows-part\r\n--wa-flows-part-x--";
    const { type, body } = assetForm(text);
    const file = (await new Response(body, { headers: { "content-type": type } }).formData()).get("file");
    expect(file instanceof File && (await file.text())).toBe(text);
  });
});
