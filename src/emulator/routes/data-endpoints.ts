/** Platform: the data endpoint of a flow, and the encryption it needs. */
import { createFunction, deployNow, functionStatus, setCode, slugOf } from "../functions.js";
import { contentProblem } from "../lifecycle.js";
import { dataEndpoint, registeredDataEndpoint } from "../platform-shapes.js";
import { notFound, refusal } from "../refusal.js";
import type { FunctionRecord, NumberRecord, RecordedFlow } from "../store.js";
import { platformBody, requiredText } from "../validators.js";
import type { Call, Reply, Route } from "../world.js";
import { endpointOf, numberFor, platformFlowOf } from "./find.js";

const NO_NUMBER = "The flow has no phone number";
const NO_ENCRYPTION = "Flows encryption is not configured for this phone number; set it up first";
const NOT_DEPLOYED = "The data endpoint function must be deployed first";

function encryptedNumber(number: NumberRecord | undefined): NumberRecord {
  if (number === undefined) throw refusal(422, NO_NUMBER);
  if (!number.encrypted) throw refusal(422, NO_ENCRYPTION);
  return number;
}

function upsert(call: Call): Reply {
  const { world } = call;
  const flow = platformFlowOf(call);
  const code = requiredText(platformBody(call.body), "code");
  if (world.switches.endpointNeedsEncryption) encryptedNumber(numberFor(call, flow, {}));
  const existing = flow.kapso.functionId === null ? undefined : world.store.function(flow.kapso.functionId);
  const record = existing ?? createFunction(world, { name: `flow-${slugOf(flow.kapso.name)}`, code });
  if (existing !== undefined) setCode(world, existing, code);
  flow.kapso.functionId = record.id;
  flow.updatedAt = world.clock.now();
  return { status: 200, body: { data: dataEndpoint(world, record, call.origin) } };
}

/** Makes Kapso's address the one that Meta calls for this flow. */
function register(call: Call, flow: RecordedFlow, record: FunctionRecord): void {
  if (functionStatus(call.world, record) !== "deployed") throw refusal(422, NOT_DEPLOYED);
  flow.endpoint = { kind: "kapso" };
  flow.updatedAt = call.world.clock.now();
}

function attach(call: Call): Reply {
  const { world } = call;
  const flow = platformFlowOf(call);
  const record = world.store.function(requiredText(platformBody(call.body), "function_id"));
  if (record === undefined) throw notFound();
  encryptedNumber(numberFor(call, flow, {}));
  register(call, flow, record);
  flow.kapso.functionId = record.id;
  // Section 11.3: a published flow is republished by itself; when that fails the association stays, with a warning.
  const problem = flow.status === "published" ? contentProblem(world, flow) : undefined;
  const warning = problem === undefined ? {} : { warning: `The flow could not be republished: ${problem}` };
  const data = { ...registeredDataEndpoint(world, flow, record, call.origin), ...warning };
  return { status: 200, body: { data } };
}

function setupEncryption(call: Call): Reply {
  const number = numberFor(call, platformFlowOf(call), platformBody(call.body));
  if (number === undefined) throw refusal(422, NO_NUMBER);
  const data = number.encrypted
    ? { status: "already_configured", message: "Flows encryption was configured before" }
    : { status: "success", message: "Flows encryption configured" };
  const { store, switches } = call.world;
  for (const other of store.state.numbers) {
    const isMeant = switches.encryptionScope === "waba" && other.businessAccountId === number.businessAccountId;
    if (other === number || isMeant) other.encrypted = true;
  }
  return { status: 200, body: { data: { ...data, flows_encryption_configured: true } } };
}

const PATH = "/whatsapp/flows/:flow_id/data_endpoint";

export const dataEndpointRoutes: readonly Route[] = [
  {
    operation: "getDataEndpoint",
    surface: "platform",
    method: "GET",
    path: PATH,
    body: "none",
    handle: (call) => ({
      status: 200,
      body: { data: dataEndpoint(call.world, endpointOf(call, platformFlowOf(call)), call.origin) },
    }),
  },
  { operation: "upsertDataEndpoint", surface: "platform", method: "POST", path: PATH, body: "json", handle: upsert },
  { operation: "attachDataEndpoint", surface: "platform", method: "PATCH", path: PATH, body: "json", handle: attach },
  {
    operation: "deployDataEndpoint",
    surface: "platform",
    method: "POST",
    path: `${PATH}/deploy`,
    body: "json",
    handle(call) {
      const record = endpointOf(call, platformFlowOf(call));
      deployNow(call.world, record);
      return { status: 200, body: { data: dataEndpoint(call.world, record, call.origin) } };
    },
  },
  {
    operation: "registerDataEndpoint",
    surface: "platform",
    method: "POST",
    path: `${PATH}/register`,
    body: "json",
    handle(call) {
      const flow = platformFlowOf(call);
      const record = endpointOf(call, flow);
      encryptedNumber(numberFor(call, flow, platformBody(call.body)));
      register(call, flow, record);
      return { status: 200, body: { data: registeredDataEndpoint(call.world, flow, record, call.origin) } };
    },
  },
  {
    operation: "setupFlowEncryption",
    surface: "platform",
    method: "POST",
    path: "/whatsapp/flows/:flow_id/setup_encryption",
    body: "json",
    handle: setupEncryption,
  },
];
