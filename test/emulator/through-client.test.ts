/** The whole way through our own client, as the pipeline and the command line use it. */
import { describe, expect, it } from "vitest";
import { KapsoClient, type KapsoClientOptions } from "../../src/client/client.js";
import { remoteDiagnostics } from "../../src/client/remote-diagnostics.js";
import { CredentialsError, ProtocolError, RefusedError, TransportError } from "../../src/errors/errors.js";
import { type Api, code, dynamicFlow, faultyFlow, member, start, staticFlow } from "./harness.js";

/** A client whose waits take no time. */
function clientFor(api: Api, options: Partial<KapsoClientOptions> = {}): KapsoClient {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  return new KapsoClient({
    apiKey: api.emulator.apiKey,
    baseUrl: api.emulator.url,
    clock,
    random: () => 0,
    ...options,
  });
}

async function requestCount(api: Api): Promise<unknown> {
  return member((await api.control("GET", "state")).body, "requests.length");
}

const message = { to: "+15550100001", bodyText: "Please fill this in", flowCta: "Open", flowToken: "token-1" };

describe("through the client", () => {
  it("a static flow is created, updated, sent, published, deprecated", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId, name: "Signup" });
    const version = await client.flows.createVersion(flow.id, { flowJson: staticFlow });
    expect(version.validation_errors).toBeNull();
    expect((await client.flows.latestVersion(flow.id))?.flow_json).toEqual(staticFlow);
    const flowId = flow.meta_flow_id ?? "";
    const sent = await client.messages.sendFlow(phoneNumberId, { ...message, flowId, mode: "draft" });
    expect(sent).toMatchObject({ messageId: expect.stringMatching(/^wamid\./), waId: "15550100001" });
    expect((await client.flows.publish(flow.id)).status).toBe("published");
    await client.messages.sendFlow(phoneNumberId, { ...message, flowId });
    await client.meta.deprecate(flowId, { phoneNumberId });
    expect((await client.flows.get(flow.id)).status).toBe("deprecated");
    expect((await client.flows.findByName("Signup", { phoneNumberId }))?.id).toBe(flow.id);
  });

  it("a dynamic flow gets its endpoint and is published", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId, name: "Booking", flowJson: dynamicFlow });
    await client.encryption.setup(flow.id);
    await client.dataEndpoint.set(flow.id, code);
    const deployed = await client.dataEndpoint.deploy(flow.id);
    await client.functions.createSecret(deployed.function_id, { name: "TOKEN", value: "x" });
    expect((await client.dataEndpoint.register(flow.id)).flow_has_encryption).toBe(true);
    await client.flows.createVersion(flow.id, { flowJson: dynamicFlow });
    expect((await client.flows.publish(flow.id)).status).toBe("published");
    expect((await client.logs.functionLogs(flow.id)).logs).toEqual([]);
    expect((await client.logs.invocations(flow.id)).invocations).toEqual([]);
    expect((await client.logs.responses(flow.id)).items).toEqual([]);
  });

  it("a flow is published when the answer has no body", async () => {
    const api = await start({ switches: { publishAnswer: "no-content" } });
    const client = clientFor(api);
    const flow = await client.flows.create({ phoneNumberId: api.emulator.phoneNumberId, flowJson: staticFlow });
    expect((await client.flows.publish(flow.id)).status).toBe("published");
  });

  it("the preview of a flow comes with its expiry", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId });
    const preview = await client.meta.preview(flow.meta_flow_id ?? "", { phoneNumberId });
    expect(preview.preview_url).toBe(flow.preview_url);
    expect(Date.parse(preview.expires_at)).toBe(Date.parse("2026-12-22T10:00:00Z"));
  });

  it("Flow JSON goes up as an asset", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId });
    const answer = await client.meta.uploadAsset(
      flow.meta_flow_id ?? "",
      { phoneNumberId },
      JSON.stringify(faultyFlow),
    );
    expect(answer.validation_errors).toHaveLength(1);
  });

  it("findings of the service are anchored in the author's own text", async () => {
    const api = await start();
    const client = clientFor(api);
    const flow = await client.flows.create({ phoneNumberId: api.emulator.phoneNumberId });
    const version = await client.flows.createVersion(flow.id, { flowJson: faultyFlow });
    const text = JSON.stringify(faultyFlow, null, 8);
    const [diagnostic] = remoteDiagnostics(version.validation_errors, text);
    expect(diagnostic).toMatchObject({ origin: "remote", pointer: "/screens/0/layout/children/0/type" });
    const line = text.split("\n").findIndex((candidate) => candidate.includes('"Paragraph"'));
    expect(diagnostic?.range.start.line).toBe(line + 1);
  });

  it("more flows than fit on a page are all found", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    for (let i = 0; i < 101; i++) await client.flows.create({ phoneNumberId, name: `Flow ${i}` });
    let count = 0;
    for await (const _flow of client.flows.listAll()) count += 1;
    expect(count).toBe(101);
  });

  it("refusals become errors that name the status and Meta's code", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId });
    await client.flows.publish(flow.id);
    await expect(client.flows.publish(flow.id)).rejects.toMatchObject({ name: "RefusedError", status: 422 });
    const remove = client.meta.deleteFlow(flow.meta_flow_id ?? "", { phoneNumberId });
    await expect(remove).rejects.toMatchObject({ name: "RefusedError", status: 400, metaCode: 139004 });
    await expect(client.dataEndpoint.get(flow.id)).rejects.toMatchObject({ name: "RefusedError", status: 404 });
    const stranger = clientFor(api, { apiKey: "somebody-else" });
    await expect(stranger.flows.get(flow.id)).rejects.toBeInstanceOf(CredentialsError);
  });
});

describe("the client under faults", () => {
  it.each(["refuse-before", "reset-before", "truncated", "status:503"])("reads again after %s", async (fault) => {
    const api = await start();
    const client = clientFor(api);
    const flow = await client.flows.create({ phoneNumberId: api.emulator.phoneNumberId });
    await api.control("POST", "faults", [{ method: "GET", fault }]);
    expect((await client.flows.get(flow.id)).id).toBe(flow.id);
    expect(await requestCount(api)).toBe(3);
  });

  it("does not create a second flow when the answer of the first is lost", async () => {
    const api = await start();
    const client = clientFor(api);
    await api.control("POST", "faults", [{ method: "POST", fault: "reset-after" }]);
    const create = client.flows.create({ phoneNumberId: api.emulator.phoneNumberId, name: "Signup" });
    await expect(create).rejects.toBeInstanceOf(TransportError);
    expect((await client.flows.list()).items).toMatchObject([{ name: "Signup" }]);
  });

  it("does not message a person twice", async () => {
    const api = await start();
    const client = clientFor(api);
    const { phoneNumberId } = api.emulator;
    const flow = await client.flows.create({ phoneNumberId });
    await client.flows.publish(flow.id);
    await api.control("POST", "faults", [{ path: "/messages$", fault: "reset-after" }]);
    const send = client.messages.sendFlow(phoneNumberId, { ...message, flowId: flow.meta_flow_id ?? "" });
    await expect(send).rejects.toBeInstanceOf(TransportError);
    expect(member((await api.control("GET", "state")).body, "messages.length")).toBe(1);
  });

  it("waits as long as a rate limit says", async () => {
    const waits: number[] = [];
    const api = await start({ limits: { requestsPerMinute: 1 } });
    const client = clientFor(api, {
      clock: {
        now: () => 0,
        sleep: async (milliseconds) => {
          waits.push(milliseconds);
          await api.control("POST", "clock", { advance: "PT60S" });
        },
      },
    });
    await client.flows.list();
    await client.flows.list();
    expect(waits).toEqual([60_000]);
  });

  it("takes an answer that is no JSON for a broken protocol", async () => {
    const api = await start();
    const client = clientFor(api);
    await api.control("POST", "faults", [{ method: "POST", fault: "not-json" }]);
    const create = client.flows.create({ phoneNumberId: api.emulator.phoneNumberId });
    await expect(create).rejects.toBeInstanceOf(ProtocolError);
  });

  it("does not repeat what the service refused", async () => {
    const api = await start();
    const client = clientFor(api);
    await expect(client.flows.create({ phoneNumberId: "999" })).rejects.toBeInstanceOf(RefusedError);
    expect(await requestCount(api)).toBe(1);
  });
});
