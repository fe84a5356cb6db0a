/** Proxy: flows at Meta. */

import { flowCategories } from "../../flow/categories.js";
import type { JsonObject } from "../../json/object.js";
import { textMember } from "../flow-json.js";
import { graphList, metaFlow, metaNumber } from "../graph-shapes.js";
import {
  addVersion,
  createFlow,
  creationProblem,
  editProblem,
  markEdited,
  type Problem,
  publish,
  publishProblem,
  recordFlow,
  storeFlowJson,
} from "../lifecycle.js";
import { graphRefusal, invalidParameter } from "../refusal.js";
import { remoteFindings, shownFindings } from "../remote-findings.js";
import { type FlowRecord, isRecorded, type RemoteFinding } from "../store.js";
import { byteLength, graphBody } from "../validators.js";
import type { Call, Reply, Route, World } from "../world.js";
import { accountOf, knownBusinessAccount, metaFlowOf, param, unknownObject } from "./find.js";

const SUCCESS: Reply = { status: 200, body: { success: true } };

export function graphProblem({ code, subcode, title, message = title, sentence }: Problem): Error {
  return graphRefusal(code, message, { title, text: sentence, ...(subcode === undefined ? {} : { subcode }) });
}

function text(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string" || value.trim() === "")
    throw invalidParameter(`${name} must be a text that is not empty.`);
  return value;
}

function categories(body: JsonObject): string[] | undefined {
  const value = body.categories;
  if (value === undefined) return undefined;
  const known = Array.isArray(value) ? value.filter((category) => flowCategories.includes(category)) : [];
  if (!Array.isArray(value) || value.length === 0 || known.length !== value.length) {
    throw invalidParameter(`categories must be a list of at least one of ${flowCategories.join(", ")}.`);
  }
  return known;
}

/** Section 9.3: an endpoint URI must be a good one, and the flow's version 3.0 or later. */
function customEndpoint(body: JsonObject, jsonVersion: string | null): string | undefined {
  const uri = text(body, "endpoint_uri");
  if (uri === undefined) return undefined;
  if (!URL.canParse(uri) || new URL(uri).protocol !== "https:")
    throw invalidParameter("endpoint_uri must be an https address.");
  if (jsonVersion !== null && Number.parseFloat(jsonVersion) < 3) {
    throw invalidParameter("endpoint_uri needs Flow JSON version 3.0 or later.");
  }
  return uri;
}

/** Text of the Flow JSON that a create call brings along or copies; null when it brings none. */
function initialFlowJson(call: Call, body: JsonObject, businessAccountId: string): string | null {
  const own = text(body, "flow_json");
  if (own !== undefined && byteLength(own) > call.world.limits.flowJsonBytes)
    throw invalidParameter("flow_json exceeds 10 MB.");
  const source = text(body, "clone_flow_id");
  if (source === undefined) return own ?? null;
  const original = call.world.store.metaFlow(source);
  if (original === undefined || original.businessAccountId !== businessAccountId) throw unknownObject();
  return own ?? original.flowJsonText;
}

async function create(call: Call): Promise<Reply> {
  const { world } = call;
  const account = accountOf(call, param(call, "account_id"));
  const body = graphBody(call.body);
  const name = text(body, "name");
  if (name === undefined) throw invalidParameter("name is required.");
  const wanted = categories(body);
  if (wanted === undefined) throw invalidParameter("categories is required.");
  const flowJson = initialFlowJson(call, body, account.businessAccountId);
  const uri = customEndpoint(body, flowJson === null ? null : textMember(flowJson, "version"));
  if (body.publish === true && flowJson === null) throw invalidParameter("publish needs flow_json.");
  const problem = creationProblem(world, account.businessAccountId, name);
  if (problem !== undefined) throw graphProblem(problem);
  const findings = flowJson === null ? [] : remoteFindings(world, flowJson);
  const flow = createFlow(world, { ...account, name, categories: wanted });
  if (world.switches.proxyWritesReachPlatform) recordFlow(world, flow);
  if (uri !== undefined) flow.endpoint = { kind: "custom", uri };
  if (flowJson !== null) storeFlowJson(world, flow, flowJson, findings);
  if (body.publish === true) {
    const refused = publishProblem(world, flow);
    if (refused !== undefined) {
      world.store.removeFlow(flow); // Nothing is left of a creation that was refused (inferred).
      throw graphProblem(refused);
    }
  }
  if (flowJson !== null) await mirrorVersion(world, flow, flowJson, findings);
  if (body.publish === true) publish(world, flow);
  return {
    status: 200,
    body: { id: flow.metaFlowId, success: true, validation_errors: shownFindings(world, "proxy", findings) },
  };
}

/** Section 18 row 30: Kapso's history does not hear of uploads through the proxy, unless the switch says so. */
export async function mirrorVersion(
  world: World,
  flow: FlowRecord,
  flowJson: string,
  findings: readonly RemoteFinding[],
): Promise<void> {
  if (world.switches.proxyWritesReachPlatform && isRecorded(flow)) await addVersion(world, flow, flowJson, findings);
}

function update(call: Call): Reply {
  const { world } = call;
  const flow = metaFlowOf(call);
  const body = graphBody(call.body);
  const name = text(body, "name");
  const wanted = categories(body);
  const uri = customEndpoint(body, flow.jsonVersion);
  const problem = editProblem(world, flow);
  if (problem !== undefined) throw graphProblem(problem);
  if (name !== undefined && name !== flow.name) {
    const taken = creationProblem(world, flow.businessAccountId, name);
    if (taken !== undefined) throw graphProblem(taken);
    flow.name = name;
    if (flow.kapso !== null && world.switches.proxyWritesReachPlatform) flow.kapso.name = name;
  }
  flow.categories = wanted ?? flow.categories;
  if (uri !== undefined) flow.endpoint = { kind: "custom", uri };
  markEdited(world, flow);
  return SUCCESS;
}

/** `GET /{id}` names a flow or a number, told apart by the id (section 12). */
function getNode(call: Call): Reply {
  const { world } = call;
  const number = world.store.number(param(call, "flow_id"));
  if (number !== undefined) return { status: 200, body: metaNumber(number) };
  return { status: 200, body: metaFlow(world, metaFlowOf(call), call.origin, call.query.get("fields")) };
}

function remove(call: Call): Reply {
  const flow = metaFlowOf(call);
  if (flow.status !== "draft") {
    throw graphProblem({
      code: 139004,
      title: "Flow can't be deleted",
      sentence: `Only a draft can be deleted; the status of this flow is ${flow.status}.`,
    });
  }
  call.world.store.removeFlow(flow);
  return SUCCESS;
}

function deprecate(call: Call): Reply {
  const flow = metaFlowOf(call);
  if (flow.status === "draft" || flow.status === "deprecated") {
    throw graphProblem({
      code: 139003,
      title: "Flow can't be deprecated",
      sentence: `Only a flow that was published can be deprecated; the status of this flow is ${flow.status}.`,
    });
  }
  flow.status = "deprecated";
  flow.updatedAt = call.world.clock.now();
  return SUCCESS;
}

export const metaFlowRoutes: readonly Route[] = [
  {
    operation: "metaDeleteFlow",
    surface: "proxy",
    method: "DELETE",
    path: "/flows/:flow_id",
    body: "none",
    handle: remove,
  },
  {
    operation: "metaListFlows",
    surface: "proxy",
    method: "GET",
    path: "/:account_id/flows",
    body: "none",
    handle(call) {
      const { world, query, address } = call;
      const account = accountOf(call, param(call, "account_id"));
      const flows = world.store.state.flows
        .filter((flow) => flow.businessAccountId === account.businessAccountId)
        .toReversed()
        .map((flow) => metaFlow(world, flow, call.origin, query.get("fields")));
      return { status: 200, body: graphList(flows, { query, address }, world.limits) };
    },
  },
  {
    operation: "metaCreateFlow",
    surface: "proxy",
    method: "POST",
    path: "/:account_id/flows",
    body: "json",
    handle: create,
  },
  { operation: "metaGetFlow", surface: "proxy", method: "GET", path: "/:flow_id", body: "none", handle: getNode },
  { operation: "metaUpdateFlow", surface: "proxy", method: "POST", path: "/:flow_id", body: "json", handle: update },
  {
    operation: "metaPublishFlow",
    surface: "proxy",
    method: "POST",
    path: "/:flow_id/publish",
    body: "json",
    handle(call) {
      const flow = metaFlowOf(call);
      const problem = publishProblem(call.world, flow);
      if (problem !== undefined) throw graphProblem(problem);
      publish(call.world, flow);
      return SUCCESS;
    },
  },
  {
    operation: "metaDeprecateFlow",
    surface: "proxy",
    method: "POST",
    path: "/:flow_id/deprecate",
    body: "json",
    handle: deprecate,
  },
  {
    operation: "metaListPhoneNumbers",
    surface: "proxy",
    method: "GET",
    path: "/:business_account_id/phone_numbers",
    body: "none",
    handle(call) {
      const { world, query, address } = call;
      const id = param(call, "business_account_id");
      knownBusinessAccount(call, id);
      const numbers = world.store.state.numbers.filter((number) => number.businessAccountId === id).map(metaNumber);
      return { status: 200, body: graphList(numbers, { query, address }, world.limits) };
    },
  },
];
