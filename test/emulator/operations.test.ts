import { describe, expect, it } from "vitest";
import { routes } from "../../src/emulator/routes/index.js";
import {
  type Api,
  code,
  createFlow,
  flowMessage,
  type MadeFlow,
  openApi,
  prepareEndpoint,
  start,
  staticFlow,
  succeeded,
} from "./harness.js";

const functionId = "fc000000-0000-4000-8000-000000000001";
const versionId = "7e550000-0000-4000-8000-000000000001";

/** One good call of every operation, in an order in which each finds what it needs. */
function calls(api: Api, flow: MadeFlow): Readonly<Record<string, () => Promise<unknown>>> {
  const { phoneNumberId, businessAccountId } = api.emulator;
  const path = `/whatsapp/flows/${flow.id}`;
  const node = `/${flow.metaId}`;
  const form = new FormData();
  form.set("file", new Blob([JSON.stringify(staticFlow)], { type: "application/json" }), "flow.json");
  form.set("name", "flow.json");
  form.set("asset_type", "FLOW_JSON");
  return {
    listFlows: () => api.platform("GET", "/whatsapp/flows"),
    getFlow: () => api.platform("GET", path),
    listFlowVersions: () => api.platform("GET", `${path}/versions`),
    createFlowVersion: () => api.platform("POST", `${path}/versions`, { flow_json: staticFlow }),
    getFlowVersion: () => api.platform("GET", `${path}/versions/${versionId}`),
    getDataEndpoint: () => api.platform("GET", `${path}/data_endpoint`),
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
      await api.meta("POST", `/${other.metaId}/publish?${api.scope}`);
    },
    metaDeleteFlow: async () => {
      const other = await createFlow(api, "D");
      await api.meta("DELETE", `/flows/${other.metaId}?${api.scope}`);
    },
  };
}

/** The one operation that never succeeds here: this emulator does not run code. */
const REFUSED = "invokeFunction";

describe("the operations of the API description", () => {
  it("all have a route, and no route is beyond them", () => {
    const described = openApi.operations.map(({ id, surface, method, path }) => `${id} ${surface} ${method} ${path}`);
    const served = routes.map(
      ({ operation, surface, method, path }) =>
        `${operation} ${surface} ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
    );
    expect(served.sort()).toEqual(described.sort());
  });

  it("all answer a good request as described", async () => {
    const api = await start();
    succeeded.clear();
    const flow = await createFlow(api);
    await prepareEndpoint(api, flow);
    for (const call of Object.values(calls(api, flow))) await call();
    const invoked = await api.platform("POST", `/functions/${functionId}/invoke`, {});
    expect(invoked.status).toBe(422);
    const described = openApi.operations.map((operation) => operation.id).filter((id) => id !== REFUSED);
    expect([...succeeded].sort()).toEqual(described.sort());
  });
});
