/** Platform: the history of a flow's Flow JSON. */
import { addVersion, editProblem, storeFlowJson } from "../lifecycle.js";
import { platformFullVersion, platformVersion } from "../platform-shapes.js";
import { notFound, refusal } from "../refusal.js";
import { remoteFindings, shownFindings } from "../remote-findings.js";
import { platformBody, platformPage } from "../validators.js";
import type { Call, Route } from "../world.js";
import { numberFor, param, platformFlowOf } from "./find.js";
import { platformFlowJson, problemRefusal } from "./flows.js";

async function create(call: Call) {
  const { world } = call;
  const flow = platformFlowOf(call);
  const body = platformBody(call.body);
  numberFor(call, flow, body);
  const text = platformFlowJson(world, body.flow_json);
  const problem = editProblem(world, flow);
  if (problem !== undefined) throw problemRefusal(problem);
  const findings = remoteFindings(world, text);
  if (findings.length > 0 && world.switches.validationErrors === "refusal") {
    throw refusal(422, "Validation failed", { validation_errors: shownFindings(world, "platform", findings) });
  }
  storeFlowJson(world, flow, text, findings);
  const version = await addVersion(world, flow, text, findings);
  return { status: world.switches.createdStatus, body: { data: platformFullVersion(world, version) } };
}

export const versionRoutes: readonly Route[] = [
  {
    operation: "listFlowVersions",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id/versions",
    body: "none",
    handle(call) {
      const { world } = call;
      const versions = world.store.versionsOf(platformFlowOf(call).kapso.id);
      const { items, meta } = platformPage(versions, call.query, world);
      return { status: 200, body: { data: items.map((version) => platformVersion(world, version)), meta } };
    },
  },
  {
    operation: "createFlowVersion",
    surface: "platform",
    method: "POST",
    path: "/whatsapp/flows/:flow_id/versions",
    body: "json",
    handle: create,
  },
  {
    operation: "getFlowVersion",
    surface: "platform",
    method: "GET",
    path: "/whatsapp/flows/:flow_id/versions/:version_id",
    body: "none",
    handle(call) {
      const versions = call.world.store.versionsOf(platformFlowOf(call).kapso.id);
      const version = versions.find((candidate) => candidate.id === param(call, "version_id"));
      if (version === undefined) throw notFound();
      return { status: 200, body: { data: platformFullVersion(call.world, version) } };
    },
  },
];
