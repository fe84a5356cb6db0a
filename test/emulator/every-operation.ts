/** A flow with all there is to it, and one good call of each of the operations. */
import { expect } from "vitest";
import { nodeSandbox } from "../../src/host/node-sandbox.js";
import {
  type Answer,
  type Api,
  code,
  createFlow,
  dynamicFlow,
  flowMessage,
  type MadeFlow,
  prepareEndpoint,
  start,
  textAt,
} from "./harness.js";

/** Ends the flow at once. */
const ending = `async function handler(request) {
  const call = await request.json();
  console.error("Asked for", call.data_exchange?.action);
  const params = { flow_token: call.data_exchange?.flow_token, date: "2026-10-05" };
  return Response.json({ version: "3.0", screen: "SUCCESS", data: { extension_message_response: { params } } });
}
`;

export interface Stage {
  readonly api: Api;
  readonly flow: MadeFlow;
  readonly functionId: string;
}

/** An emulator with a flow whose endpoint is deployed, and has been asked. */
export async function stage(): Promise<Stage> {
  const api = await start({ sandbox: nodeSandbox });
  const flow = await createFlow(api, "Book appointment", dynamicFlow);
  await prepareEndpoint(api, flow, ending);
  const endpoint = await api.platform("GET", `/whatsapp/flows/${flow.id}/data_endpoint`);
  const functionId = textAt(endpoint, "data.function_id");
  const exchange = { flow_id: flow.id, action: "INIT", flow_token: "booking-7f3a9c" };
  expect((await api.control("POST", "exchange", exchange)).status).toBe(200);
  return { api, flow, functionId };
}

const versionId = "7e550000-0000-4000-8000-000000000001";

/** One good call of every operation, in an order in which each finds what it needs. */
export function calls({ api, flow, functionId }: Stage): Readonly<Record<string, () => Promise<Answer>>> {
  const { phoneNumberId, businessAccountId } = api.emulator;
  const path = `/whatsapp/flows/${flow.id}`;
  const node = `/${flow.metaId}`;
  const form = new FormData();
  form.set("file", new Blob([JSON.stringify(dynamicFlow)], { type: "application/json" }), "flow.json");
  form.set("name", "flow.json");
  form.set("asset_type", "FLOW_JSON");
  return {
    createFlow: () => api.platform("POST", "/whatsapp/flows", { phone_number_id: phoneNumberId, name: "A" }),
    listFlows: () => api.platform("GET", "/whatsapp/flows"),
    getFlow: () => api.platform("GET", path),
    listFlowVersions: () => api.platform("GET", `${path}/versions`),
    createFlowVersion: () => api.platform("POST", `${path}/versions`, { flow_json: dynamicFlow }),
    getFlowVersion: () => api.platform("GET", `${path}/versions/${versionId}`),
    setupFlowEncryption: () => api.platform("POST", `${path}/setup_encryption`),
    getDataEndpoint: () => api.platform("GET", `${path}/data_endpoint`),
    upsertDataEndpoint: () => api.platform("POST", `${path}/data_endpoint`, { code: ending }),
    deployDataEndpoint: () => api.platform("POST", `${path}/data_endpoint/deploy`),
    registerDataEndpoint: () => api.platform("POST", `${path}/data_endpoint/register`),
    attachDataEndpoint: () => api.platform("PATCH", `${path}/data_endpoint`, { function_id: functionId }),
    listFlowResponses: () => api.platform("GET", `${path}/responses`),
    listFlowFunctionLogs: () => api.platform("GET", `${path}/function_logs`),
    listFlowFunctionInvocations: () => api.platform("GET", `${path}/function_invocations`),
    listPhoneNumbers: () => api.platform("GET", "/whatsapp/phone_numbers"),
    getPhoneNumber: () => api.platform("GET", `/whatsapp/phone_numbers/${phoneNumberId}`),
    getPhoneNumberHealth: () => api.platform("GET", `/whatsapp/phone_numbers/${phoneNumberId}/health`),
    listFunctions: () => api.platform("GET", "/functions"),
    createFunction: () => api.platform("POST", "/functions", { function: { name: "Other", code } }),
    getFunction: () => api.platform("GET", `/functions/${functionId}`),
    updateFunction: () => api.platform("PATCH", `/functions/${functionId}`, { function: { description: "x" } }),
    createFunctionSecret: () =>
      api.platform("POST", `/functions/${functionId}/secrets`, { secret: { name: "A", value: "x" } }),
    listFunctionSecrets: () => api.platform("GET", `/functions/${functionId}/secrets`),
    listFunctionInvocations: () => api.platform("GET", `/functions/${functionId}/invocations`),
    invokeFunction: () => api.platform("POST", `/functions/${functionId}/invoke`, {}),
    deployFunction: () => api.platform("POST", `/functions/${functionId}/deploy`),
    metaListFlows: () => api.meta("GET", `/${businessAccountId}/flows`),
    metaCreateFlow: () => api.meta("POST", `/${phoneNumberId}/flows`, { name: "B", categories: ["OTHER"] }),
    metaGetFlow: () => api.meta("GET", `${node}?${api.scope}`),
    metaUpdateFlow: () => api.meta("POST", `${node}?${api.scope}`, { categories: ["SURVEY"] }),
    metaListFlowAssets: () => api.meta("GET", `${node}/assets?${api.scope}`),
    metaUploadFlowAsset: () => api.meta("POST", `${node}/assets?${api.scope}`, form),
    metaSendMessage: () => api.meta("POST", `/${phoneNumberId}/messages`, flowMessage(flow, { mode: "draft" })),
    metaListPhoneNumbers: () => api.meta("GET", `/${businessAccountId}/phone_numbers`),
    publishFlow: () => api.platform("POST", `${path}/publish`),
    metaDeprecateFlow: () => api.meta("POST", `${node}/deprecate?${api.scope}`),
    metaPublishFlow: async () => {
      const other = await createFlow(api, "C");
      return api.meta("POST", `/${other.metaId}/publish?${api.scope}`);
    },
    metaDeleteFlow: async () => {
      const other = await createFlow(api, "D");
      return api.meta("DELETE", `/flows/${other.metaId}?${api.scope}`);
    },
  };
}
