/** Platform: flows and their lifecycle. */

import { isObject } from "../../json/object.js";
import { welcomeFlowJson } from "../flow-json.js";
import {
  addVersion,
  createFlow,
  creationProblem,
  type Problem,
  publish,
  publishProblem,
  recordFlow,
  storeFlowJson,
} from "../lifecycle.js";
import { platformFlow } from "../platform-shapes.js";
import { refusal } from "../refusal.js";
import { remoteFindings, shownFindings } from "../remote-findings.js";
import { flowStatuses, type RecordedFlow } from "../store.js";
import {
  byteLength,
  optionalBoolean,
  optionalText,
  platformBody,
  platformPage,
  queryInstant,
  queryWord,
  requiredText,
} from "../validators.js";
import type { Call, Route, World } from "../world.js";
import { knownNumber, numberFor, platformFlowOf } from "./find.js";

/** Section 9.1: the Platform repeats Meta's text for people. */
export function problemRefusal(problem: Problem): Error {
  return refusal(422, problem.sentence);
}

/** Flow JSON of a Platform body: an object, not a string (section 19 row 4). The text is what Meta gets to see. */
export function platformFlowJson(world: World, value: unknown): string {
  if (!isObject(value)) throw refusal(422, "flow_json must be a JSON object");
  // Section 18 row 6: Kapso's serialisation is not known; positions count in this one.
  const text = JSON.stringify(value, null, 2);
  if (byteLength(text) > world.limits.flowJsonBytes) throw refusal(422, "flow_json is larger than 10 MB");
  return text;
}

function matches(call: Call): (flow: RecordedFlow) => boolean {
  const { query } = call;
  const status = queryWord(query, "status", flowStatuses);
  const businessAccountId = query.get("business_account_id");
  const phoneNumberId = query.get("phone_number_id");
  const namePart = query.get("name_contains");
  const after = queryInstant(query, "created_after");
  const before = queryInstant(query, "created_before");
  return (flow) =>
    (status === undefined || flow.status === status) &&
    (businessAccountId === null || flow.businessAccountId === businessAccountId) &&
    (phoneNumberId === null || flow.phoneNumberId === phoneNumberId) &&
    (namePart === null || flow.kapso.name.includes(namePart)) &&
    (after === undefined || flow.createdAt > after) &&
    (before === undefined || flow.createdAt < before);
}

async function create(call: Call) {
  const { world } = call;
  const body = platformBody(call.body);
  const number = knownNumber(call, requiredText(body, "phone_number_id"));
  const wantsPublish = optionalBoolean(body, "publish");
  const text = platformFlowJson(world, body.flow_json ?? welcomeFlowJson);
  const name = optionalText(body, "name") ?? `New flow ${world.store.state.sequence + 1}`;
  if (name.trim() === "") throw refusal(422, "Name can't be blank");
  const problem = creationProblem(world, number.businessAccountId, name);
  if (problem !== undefined) throw problemRefusal(problem);
  const findings = remoteFindings(world, text);
  if (findings.length > 0 && world.switches.validationErrors === "refusal") {
    throw refusal(422, "Validation failed", { validation_errors: shownFindings(world, "platform", findings) });
  }
  const created = createFlow(world, {
    name,
    // Section 18 row 16: which category Kapso chooses is not shown.
    categories: ["OTHER"],
    businessAccountId: number.businessAccountId,
    phoneNumberId: number.id,
  });
  const flow = recordFlow(world, created);
  storeFlowJson(world, flow, text, findings);
  if (wantsPublish) {
    const refused = publishProblem(world, flow);
    if (refused !== undefined) {
      world.store.removeFlow(flow); // Nothing is left of a creation that was refused (inferred).
      throw problemRefusal(refused);
    }
  }
  await addVersion(world, flow, text, findings);
  if (wantsPublish) publish(world, flow);
  return { status: world.switches.createdStatus, body: { data: platformFlow(world, flow, call.origin) } };
}

export const flowRoutes: readonly Route[] = [
  {
    operation: "listFlows",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows",
    body: "none",
    handle(call) {
      const { world } = call;
      const { items, meta } = platformPage(world.store.recordedFlows().filter(matches(call)), call.query, world);
      return { status: 200, body: { data: items.map((flow) => platformFlow(world, flow, call.origin)), meta } };
    },
  },
  {
    operation: "createFlow",
    surface: "platform",
    method: "POST",
    path: "/whatsapp/flows",
    body: "json",
    handle: create,
  },
  {
    operation: "getFlow",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id",
    body: "none",
    handle: (call) => ({
      status: 200,
      body: { data: platformFlow(call.world, platformFlowOf(call), call.origin) },
    }),
  },
  {
    operation: "publishFlow",
    surface: "platform",
    method: "POST",
    path: "/whatsapp/flows/:flow_id/publish",
    body: "json",
    handle(call) {
      const { world } = call;
      const flow = platformFlowOf(call);
      numberFor(call, flow, platformBody(call.body));
      const isDone = flow.status === "published" && world.switches.publishTwice === "accepted";
      const problem = isDone ? undefined : publishProblem(world, flow);
      if (problem !== undefined) throw problemRefusal(problem);
      if (!isDone) publish(world, flow);
      flow.kapso.lastSyncedAt = world.clock.now();
      if (world.switches.publishAnswer === "no-content") return { status: 204 };
      return { status: 200, body: { data: platformFlow(world, flow, call.origin) } };
    },
  },
];
