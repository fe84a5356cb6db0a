/** Proxy: the Flow JSON of a flow as an asset. */
import { editProblem, storeFlowJson } from "../lifecycle.js";
import { invalidParameter, notFound } from "../refusal.js";
import { remoteFindings, shownFindings } from "../remote-findings.js";
import { byteLength } from "../validators.js";
import type { Call, Reply, Route } from "../world.js";
import { metaFlowOf, param } from "./find.js";
import { graphProblem, mirrorVersion } from "./meta-flows.js";

const ASSET_NAME = "flow.json";
const ASSET_TYPE = "FLOW_JSON";

/** The three parts of section 12.3. */
async function uploadedText(call: Call): Promise<string> {
  const form = call.body;
  if (!(form instanceof FormData)) throw invalidParameter("The body must be multipart/form-data.");
  if (form.get("name") !== ASSET_NAME) throw invalidParameter(`name must be ${ASSET_NAME}.`);
  if (form.get("asset_type") !== ASSET_TYPE) throw invalidParameter(`asset_type must be ${ASSET_TYPE}.`);
  const file = form.get("file");
  if (file === null) throw invalidParameter("file is required.");
  const text = typeof file === "string" ? file : await file.text();
  if (byteLength(text) > call.world.limits.flowJsonBytes) throw invalidParameter("file exceeds 10 MB.");
  return text;
}

async function upload(call: Call): Promise<Reply> {
  const { world } = call;
  const flow = metaFlowOf(call);
  const text = await uploadedText(call);
  const problem = editProblem(world, flow);
  if (problem !== undefined) throw graphProblem(problem);
  const findings = remoteFindings(world, text);
  storeFlowJson(world, flow, text, findings);
  await mirrorVersion(world, flow, text, findings);
  return { status: 200, body: { success: true, validation_errors: shownFindings(world, "proxy", findings) } };
}

function list(call: Call): Reply {
  const flow = metaFlowOf(call);
  if (flow.flowJsonText === null) return { status: 200, body: { data: [] } };
  const cursor = btoa(ASSET_NAME);
  return {
    status: 200,
    body: {
      data: [
        {
          name: ASSET_NAME,
          asset_type: ASSET_TYPE,
          download_url: `${call.origin}/assets/${flow.metaFlowId}/${ASSET_NAME}?sig=${flow.preview.token}`,
        },
      ],
      paging: { cursors: { before: cursor, after: cursor } },
    },
  };
}

/** What a `download_url` leads to; Meta serves it from another host, signed and without a key. */
export function downloadAsset(call: Pick<Call, "params" | "query" | "world">): string {
  const flow = call.world.store.metaFlow(param(call, "flow_id"));
  if (flow?.flowJsonText == null || call.query.get("sig") !== flow.preview.token) throw notFound();
  return flow.flowJsonText;
}

export const metaAssetRoutes: readonly Route[] = [
  {
    operation: "metaListFlowAssets",
    surface: "proxy",
    method: "GET",
    path: "/:flow_id/assets",
    body: "none",
    handle: list,
  },
  {
    operation: "metaUploadFlowAsset",
    surface: "proxy",
    method: "POST",
    path: "/:flow_id/assets",
    body: "form",
    handle: upload,
  },
];
