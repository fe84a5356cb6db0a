import { describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/serve.js";
import { FileError } from "../../src/errors/errors.js";
import { createFlow, prepareEndpoint, START, start } from "./harness.js";

/** A file that is none. */
class Memory {
  text: string | undefined;
  saves = 0;

  async load(): Promise<string | undefined> {
    return this.text;
  }

  async save(text: string): Promise<void> {
    this.text = text;
    this.saves += 1;
  }
}

describe("the state of an emulator", () => {
  it("is there again after the next start", async () => {
    const state = new Memory();
    const first = await start({ state });
    const flow = await createFlow(first);
    await prepareEndpoint(first, flow);
    await first.platform("POST", `/whatsapp/flows/${flow.id}/publish`);
    const before = await first.platform("GET", `/whatsapp/flows/${flow.id}`);
    await first.emulator.close();
    const second = await start({ state });
    const after = await second.platform("GET", `/whatsapp/flows/${flow.id}`);
    // Addresses name the port, which is another one.
    const { origin } = new URL(second.emulator.url);
    const text = JSON.stringify(before.body).replaceAll(first.emulator.url, origin);
    expect(after.body).toEqual(JSON.parse(text));
    expect(await createFlow(second, "Next")).not.toEqual(flow);
  });

  it("is saved after a change, not after a read", async () => {
    const state = new Memory();
    const api = await start({ state });
    await api.platform("GET", "/whatsapp/flows");
    await api.emulator.close();
    expect(state.text).toBeUndefined();
  });

  it("holds no key and no value of a secret", async () => {
    const state = new Memory();
    const api = await start({ state });
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    const id = "fc000000-0000-4000-8000-000000000001";
    await api.platform("POST", `/functions/${id}/secrets`, { secret: { name: "TOKEN", value: "a-secret-value" } });
    await api.emulator.close();
    expect(state.text).toContain("TOKEN");
    expect(state.text).not.toContain("a-secret-value");
    expect(state.text).not.toContain(api.emulator.apiKey);
  });

  it.each(["{", "[]", '{"flows": []}'])("is not started from a file that holds %j", async (text) => {
    const state = new Memory();
    state.text = text;
    await expect(startEmulator({ state, now: () => START })).rejects.toBeInstanceOf(FileError);
  });

  it("that cannot be saved is told when the emulator closes, which still frees the port", async () => {
    const emulator = await startEmulator({
      now: () => START,
      state: { load: async () => undefined, save: () => Promise.reject(new Error("disk full")) },
    });
    await fetch(`${emulator.url}/__emulator/reset`, { method: "POST" });
    await expect(emulator.close()).rejects.toThrow("disk full");
    await expect(fetch(emulator.url)).rejects.toThrow("fetch failed");
  });
});

describe("an emulator", () => {
  it("says where it listens, and with what", async () => {
    const api = await start();
    expect(api.emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(api.emulator.phoneNumberIds).toHaveLength(2);
    expect(api.emulator.phoneNumberIds[0]).toBe(api.emulator.phoneNumberId);
    const numbers = await api.platform("GET", "/whatsapp/phone_numbers");
    expect(numbers.body).toMatchObject({
      data: [{ business_account_id: api.emulator.businessAccountId }, {}],
      meta: { total_count: 2 },
    });
  });

  it("refuses a port that is taken", async () => {
    const api = await start();
    const port = Number(new URL(api.emulator.url).port);
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("answers 500 with the reason when the validator it was handed fails", async () => {
    const api = await start({
      validate: () => {
        throw new Error("a mistake of ours");
      },
    });
    const { url, apiKey, phoneNumberId } = api.emulator;
    const body = JSON.stringify({ phone_number_id: phoneNumberId });
    const response = await fetch(`${url}/platform/v1/whatsapp/flows`, {
      method: "POST",
      headers: { "x-api-key": apiKey },
      body,
    });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: "The emulator failed: a mistake of ours" });
  });
});
