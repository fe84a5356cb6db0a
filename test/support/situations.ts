/** Repository, service and lock of one flow that agree; tests of plans change what they are about. */
import type { Desired } from "../../src/deployment/desired.js";
import { flowJsonHash } from "../../src/deployment/hash.js";
import type { LockEntry } from "../../src/deployment/lock.js";
import type { Observed, ObservedEndpoint, ObservedFlow, ObservedVersion } from "../../src/deployment/observed.js";
import { sha256 } from "../../src/text/hash.js";

export const flowJson = { version: "7.3", data_api_version: "3.0", screens: [{ id: "FIRST", title: "One" }] };
export const code = "export default {};\n";

export const remoteFlow: ObservedFlow = {
  id: "f1",
  meta_flow_id: "900",
  name: "signup",
  status: "draft",
  business_account_id: "222",
  data_endpoint_function_id: "fn1",
  data_endpoint_url: "https://kapso.example/flows/f1",
  flows_encryption_configured: true,
};

export const remoteVersion: ObservedVersion = {
  id: "v1",
  flowJson,
  validationErrors: [],
  createdAt: "2026-11-20T10:00:05Z",
};

export const remoteEndpoint: ObservedEndpoint = {
  functionId: "fn1",
  code,
  status: "deployed",
  deployedAt: "2026-11-20T10:00:00Z",
  runsStoredCode: true,
  secrets: ["CRM_TOKEN"],
};

/** A dynamic flow that is not to be published. */
export const desired: Desired = {
  name: "signup",
  path: "flows/signup/flow.json",
  flowName: "signup",
  flowId: null,
  flowJson,
  endpointCode: code,
  categories: ["SIGN_UP"],
  publish: false,
  onPublished: "refuse",
  secretNames: ["CRM_TOKEN"],
  hasSecret: () => true,
  today: "2026-11-22",
};

export const observed: Observed = {
  flow: remoteFlow,
  foundBy: "name",
  sameName: [],
  version: remoteVersion,
  endpoint: remoteEndpoint,
  meta: { categories: ["SIGN_UP"], endpointUri: "https://kapso.example/flows/f1" },
  generations: [],
  businessAccountId: "222",
};

/** Nothing with that name on the service. */
export const absent: Observed = {
  ...observed,
  flow: null,
  foundBy: null,
  version: null,
  endpoint: null,
  meta: null,
};

export async function lockOf(change: Partial<LockEntry> = {}): Promise<LockEntry> {
  return {
    flowId: "f1",
    metaFlowId: "900",
    flowVersionId: "v1",
    flowJson: await flowJsonHash(flowJson),
    categories: ["SIGN_UP"],
    endpoint: {
      functionId: "fn1",
      code: await sha256(code),
      deployedAt: "2026-11-20T10:00:00Z",
      secrets: ["CRM_TOKEN"],
      registered: true,
    },
    ...change,
  };
}

/** What the lock spares: only what cannot be known without reading is read. */
export const readByLock: Observed = {
  ...observed,
  version: { ...remoteVersion, flowJson: "as-locked" },
  endpoint: { ...remoteEndpoint, runsStoredCode: "as-locked", secrets: "as-locked" },
  meta: "as-locked",
};
