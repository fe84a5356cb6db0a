/** The control routes around data exchanges: the phone's side of one, and the keys for playing Meta. */

import { isObject, type JsonObject } from "../json/object.js";
import { dataExchange } from "./exchange.js";
import { startIds } from "./ids.js";
import { refusal } from "./refusal.js";
import { keyHolder } from "./routes/flow-data.js";
import type { FlowRecord } from "./store.js";
import type { Reply, World } from "./world.js";

/** `POST exchange`: what a phone would send, without the encryption; the reply is the answer as the phone sees it. */
export async function exchangeReply(world: World, body: unknown): Promise<Reply> {
  const request = isObject(body) ? body : {};
  const flow = openedFlow(world, request);
  const answer = await dataExchange(world, flow, phonePayload(flow, request), request.signature_valid !== false);
  return { status: answer.kind === "answer" ? 200 : answer.status, body: answer.body };
}

/** `GET encryption`: what somebody needs who plays Meta against `data_endpoint_url`. */
export async function encryptionReply({ store, endpointKeys }: World): Promise<Reply> {
  const numbers = store.state.numbers.filter(({ encrypted }) => encrypted);
  const keys = numbers.map(async ({ id }) => ({ phone_number_id: id, public_key: await endpointKeys.publicKey(id) }));
  return { status: 200, body: { app_secret: startIds.appSecret, numbers: await Promise.all(keys) } };
}

/** The flow by either id, if a phone could open it and Meta would call Kapso for it. */
function openedFlow(world: World, { flow_id: id }: JsonObject): FlowRecord {
  const flow = typeof id === "string" ? (world.store.flow(id) ?? world.store.metaFlow(id)) : undefined;
  if (flow === undefined) throw refusal(404, "flow_id must be the Kapso or Meta id of a flow.");
  if (flow.status === "blocked") throw refusal(422, "The flow is blocked; phones do not open it.");
  if (flow.endpoint.kind === "none") throw refusal(422, "No data endpoint is registered for the flow.");
  if (flow.endpoint.kind === "custom") {
    throw refusal(422, "The endpoint of the flow was set by hand; the emulator calls no other address.");
  }
  if (keyHolder(world, flow) === undefined) throw refusal(422, "Encryption is not set up for the flow.");
  return flow;
}

function phonePayload(flow: FlowRecord, request: JsonObject): JsonObject {
  const { action, screen, data, flow_token: token, version = flow.dataApiVersion ?? "3.0" } = request;
  if (typeof action !== "string") throw refusal(400, "action must be a text such as INIT, data_exchange or BACK.");
  if (screen !== undefined && typeof screen !== "string") throw refusal(400, "screen must be a text.");
  if (data !== undefined && !isObject(data)) throw refusal(400, "data must be an object.");
  if (token !== undefined && typeof token !== "string") throw refusal(400, "flow_token must be a text.");
  return {
    version,
    action,
    ...(screen === undefined ? {} : { screen }),
    ...(data === undefined ? {} : { data }),
    ...(token === undefined ? {} : { flow_token: token }),
  };
}
