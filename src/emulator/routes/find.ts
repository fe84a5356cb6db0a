/** Looks records up for a handler, and refuses what is not there or belongs to somebody else. */

import type { JsonObject } from "../../json/object.js";
import { graphRefusal, notFound, refusal } from "../refusal.js";
import { type FlowRecord, type FunctionRecord, isRecorded, type NumberRecord, type RecordedFlow } from "../store.js";
import { optionalText } from "../validators.js";
import type { Call } from "../world.js";

export function param(call: Pick<Call, "params">, name: string): string {
  return call.params[name] ?? "";
}

/** The flow of a Platform path; a Meta flow id is unknown here, unless the switch says otherwise (section 18 row 26). */
export function platformFlowOf(call: Call): RecordedFlow {
  const { store, switches } = call.world;
  const id = param(call, "flow_id");
  const flow = store.flow(id) ?? (switches.metaIdsOnPlatform ? store.metaFlow(id) : undefined);
  if (flow === undefined || !isRecorded(flow)) throw notFound();
  return flow;
}

export function functionOf(call: Call): FunctionRecord {
  const record = call.world.store.function(param(call, "function_id"));
  if (record === undefined) throw notFound();
  return record;
}

/** The data endpoint of a flow; none yet is 404 (section 18 row 10). */
export function endpointOf(call: Call, flow: RecordedFlow): FunctionRecord {
  const record = flow.kapso.functionId === null ? undefined : call.world.store.function(flow.kapso.functionId);
  if (record === undefined) throw refusal(404, "Data endpoint not found");
  return record;
}

/** The number a call works with: the one in the body, else the flow's; undefined when the flow has none. */
export function numberFor(call: Call, flow: FlowRecord, body: JsonObject): NumberRecord | undefined {
  const wanted = optionalText(body, "phone_number_id") ?? flow.phoneNumberId;
  return wanted === null ? undefined : knownNumber(call, wanted);
}

/** A number of this project; one of another project is as unknown as one that does not exist. */
export function knownNumber(call: Call, id: string): NumberRecord {
  const number = call.world.store.number(id);
  if (number === undefined) throw refusal(404, "Phone number not found");
  return number;
}

const NO_CONFIGURATION = "WhatsApp configuration not found";

/** WABA of a proxy call: of the phone number, which wins when both are given, or the one named (section 18 row 28). */
export function scopeOf(call: Call): string {
  const phoneNumberId = call.query.get("phone_number_id");
  if (phoneNumberId !== null) return configurationOf(call, phoneNumberId).businessAccountId;
  const businessAccountId = call.query.get("business_account_id");
  if (businessAccountId === null) {
    throw refusal(404, `${NO_CONFIGURATION}: phone_number_id or business_account_id is required`);
  }
  knownBusinessAccount(call, businessAccountId);
  return businessAccountId;
}

/** Refuses a WABA that is not of this project. */
export function knownBusinessAccount(call: Call, id: string): void {
  if (!call.world.store.hasBusinessAccount(id)) throw refusal(404, NO_CONFIGURATION);
}

/** A number of this project on the proxy. */
export function configurationOf(call: Call, phoneNumberId: string): NumberRecord {
  const number = call.world.store.number(phoneNumberId);
  if (number === undefined) throw refusal(404, NO_CONFIGURATION);
  return number;
}

/** The account of a path that takes a WABA id or a phone number id. */
export function accountOf(call: Call, id: string): { businessAccountId: string; phoneNumberId: string | null } {
  if (call.world.store.hasBusinessAccount(id)) return { businessAccountId: id, phoneNumberId: null };
  return { businessAccountId: configurationOf(call, id).businessAccountId, phoneNumberId: id };
}

/** The flow of a proxy path, within the scope of the call. */
export function metaFlowOf(call: Call): FlowRecord {
  const businessAccountId = scopeOf(call);
  const flow = call.world.store.metaFlow(param(call, "flow_id"));
  if (flow === undefined || flow.businessAccountId !== businessAccountId) throw unknownObject();
  return flow;
}

export function unknownObject(): Error {
  return graphRefusal(100, "Invalid parameter", {
    title: "Object not found",
    text: "The object with this ID does not exist or is not accessible.",
  });
}
