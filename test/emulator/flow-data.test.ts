/** The address in `data_endpoint_url`, called as Meta calls it. The phone's half of the protocol is written out here. */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { describe, expect, it } from "vitest";
import { nodeSandbox } from "../../src/host/node-sandbox.js";
import { type Api, createFlow, dynamicFlow, type MadeFlow, member, prepareEndpoint, start, textAt } from "./harness.js";

const echo = `async function handler(request) {
  const { data_exchange, signature_valid } = await request.json();
  return Response.json({ version: "3.0", screen: "START", data: { data_exchange, signature_valid } });
}
`;

interface Meta {
  readonly api: Api;
  readonly flow: MadeFlow;
  readonly address: string;
  readonly publicKey: string;
  readonly appSecret: string;
}

async function registered(code = echo): Promise<Meta> {
  const api = await start({ sandbox: nodeSandbox });
  const flow = await createFlow(api, "Booking", dynamicFlow);
  await prepareEndpoint(api, flow, code);
  const keys = await api.control("GET", "encryption");
  return {
    api,
    flow,
    address: textAt(await api.platform("GET", `/whatsapp/flows/${flow.id}`), "data.data_endpoint_url"),
    publicKey: textAt(keys, "numbers.0.public_key"),
    appSecret: textAt(keys, "app_secret"),
  };
}

interface CallChanges {
  readonly publicKey?: string;
  readonly signature?: string;
}

/** Encrypts, calls, and decrypts what came back; a status other than 200 comes as it is. */
async function call(meta: Meta, payload: unknown, changes: CallChanges = {}) {
  const key = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final(), cipher.getAuthTag()]);
  const rsa = {
    key: changes.publicKey ?? meta.publicKey,
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: "sha256",
  };
  const body = JSON.stringify({
    encrypted_flow_data: sealed.toString("base64"),
    encrypted_aes_key: publicEncrypt(rsa, key).toString("base64"),
    initial_vector: iv.toString("base64"),
  });
  const signature = changes.signature ?? `sha256=${createHmac("sha256", meta.appSecret).update(body).digest("hex")}`;
  const response = await fetch(meta.address, {
    method: "POST",
    headers: { "content-type": "application/json", ...(signature === "" ? {} : { "x-hub-signature-256": signature }) },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) return { status: response.status, body: text };
  const answer = Buffer.from(text, "base64");
  const decipher = createDecipheriv(
    "aes-128-gcm",
    key,
    iv.map((byte) => ~byte),
  );
  decipher.setAuthTag(answer.subarray(-16));
  const clear = Buffer.concat([decipher.update(answer.subarray(0, -16)), decipher.final()]);
  return { status: 200, type: response.headers.get("content-type"), body: JSON.parse(clear.toString()) as unknown };
}

const init = { version: "3.0", action: "INIT", flow_token: "t-1" };

describe("the address that Meta calls", () => {
  it("answers with the same key and the inverted vector, as Base64 text", async () => {
    const meta = await registered();
    expect(await call(meta, init)).toEqual({
      status: 200,
      type: "text/plain",
      body: { version: "3.0", screen: "START", data: { data_exchange: init, signature_valid: true } },
    });
  });

  it("answers health checks and error notices by itself", async () => {
    const meta = await registered();
    expect(await call(meta, { version: "3.0", action: "ping" })).toMatchObject({
      body: { data: { status: "active" } },
    });
    const notice = { ...init, data: { error: "timeout_error", error_message: "No answer in time" } };
    expect(await call(meta, notice)).toMatchObject({ body: { data: { acknowledged: true } } });
    expect((await meta.api.control("GET", "state")).body).toMatchObject({ invocations: [] });
  });

  it("is 421 for what another key has encrypted", async () => {
    const meta = await registered();
    const { publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    expect((await call(meta, init, { publicKey })).status).toBe(421);
  });

  it.each(["", "no JSON", "[]", "{}", '{"encrypted_flow_data":"!","encrypted_aes_key":"!","initial_vector":"!"}'])(
    "is 421 for a body that holds nothing encrypted: %s",
    async (body) => {
      const { address } = await registered();
      expect((await fetch(address, { method: "POST", body })).status).toBe(421);
    },
  );

  it("is 432 for a wrong signature; without one the function hears that it is not valid", async () => {
    const meta = await registered();
    expect((await call(meta, init, { signature: `sha256=${"0".repeat(64)}` })).status).toBe(432);
    const unsigned = await call(meta, init, { signature: "" });
    expect(member(unsigned.body, "data.signature_valid")).toBe(false);
  });

  it("passes on the status of a flow token that is no longer valid", async () => {
    const meta = await registered(
      'async function handler() { return Response.json({ error_msg: "This booking is over." }, { status: 427 }); }',
    );
    expect(await call(meta, init)).toEqual({ status: 427, body: '{"error_msg":"This booking is over."}' });
  });

  it("belongs to flows with a data endpoint only", async () => {
    const { api } = await registered();
    const other = await createFlow(api, "Static");
    for (const id of [other.id, "unknown"]) {
      const address = `${api.emulator.url}/whatsapp/flow-data/${id}`;
      expect((await fetch(address, { method: "POST", body: "{}" })).status).toBe(404);
    }
  });

  it("has one key for each phone number, until the emulator is reset", async () => {
    const { api, flow, publicKey } = await registered();
    await api.platform("POST", `/whatsapp/flows/${flow.id}/setup_encryption`);
    expect(textAt(await api.control("GET", "encryption"), "numbers.0.public_key")).toBe(publicKey);
    await api.control("POST", "reset");
    expect((await api.control("GET", "encryption")).body).toMatchObject({ numbers: [] });
  });

  it("is listed among the requests, and met by faults", async () => {
    const meta = await registered();
    await meta.api.control("POST", "faults", [{ path: "/flow-data/", fault: "status:503" }]);
    expect((await call(meta, init)).status).toBe(503);
    const { body } = await meta.api.control("GET", "state");
    expect(member(body, "requests")).toContainEqual(expect.objectContaining({ path: new URL(meta.address).pathname }));
  });
});
