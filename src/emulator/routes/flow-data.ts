/** Kapso's address that Meta calls for a data exchange (section 16.2): encrypted, signed, and without a key. */
import { isSignedBy } from "../endpoint-keys.js";
import { dataExchange } from "../exchange.js";
import { startIds } from "../ids.js";
import { notFound, refusal } from "../refusal.js";
import type { FlowRecord, NumberRecord } from "../store.js";
import { parsedJson } from "../validators.js";
import type { World } from "../world.js";

export interface FlowDataRequest {
  readonly id: string;
  readonly body: string;
  /** `X-Hub-Signature-256`. */
  readonly signature: string | null;
}

/** The number whose key opens what is sent to this flow; undefined where encryption is not set up. */
export function keyHolder({ store }: World, flow: FlowRecord): NumberRecord | undefined {
  const { phoneNumberId, businessAccountId } = flow;
  return store.state.numbers.find(
    ({ id, encrypted, ...number }) =>
      encrypted && (phoneNumberId === null ? number.businessAccountId === businessAccountId : id === phoneNumberId),
  );
}

/** The answer to a call of Meta, encrypted as the request was. */
export async function flowData(world: World, { id, body, signature }: FlowDataRequest): Promise<Response> {
  const flow = world.store.flow(id);
  if (flow === undefined || flow.kapso.functionId === null) throw notFound();
  const number = keyHolder(world, flow);
  const envelope = number === undefined ? undefined : await world.endpointKeys.open(number.id, parsedJson(body));
  if (envelope === undefined) throw refusal(421, "The request cannot be decrypted");
  const isSigned = signature !== null && (await isSignedBy(startIds.appSecret, body, signature));
  if (signature !== null && !isSigned) throw refusal(432, "The signature does not match");
  const answer = await dataExchange(world, flow, envelope.payload, isSigned);
  if (answer.kind === "error") return Response.json(answer.body, { status: answer.status });
  return new Response(await envelope.seal(answer.body), { headers: { "content-type": "text/plain" } });
}
