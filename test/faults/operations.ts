/** The operations of the matrix that a step makes: how to get there, what to run, and how to see what it did. */
import type { FlowTarget } from "../../src/pipeline/facts.js";
import { dynamicFile, endpointFile, staticFile } from "../unit/steps/samples.js";
import type { State } from "./world.js";

/** A 2xx of this operation whose content says that it did not work. */
export type Refusal =
  /** The answer, and nothing is done. */
  | { readonly body: unknown; readonly ending: "not done" | "unknown" | "repeated" }
  /** It is done, and Meta has findings in the Flow JSON. */
  | { readonly ending: "findings" };

export interface Operation {
  /** As kapso-openapi.yaml calls it. */
  readonly id: string;
  /** The step, as the table names it. */
  readonly step: string;
  readonly method: string;
  readonly path: string;
  /** Steps that lead to the state before it. */
  readonly before?: { readonly steps: string; readonly target: FlowTarget };
  readonly steps: string;
  readonly target: FlowTarget;
  /** How the report names it. */
  readonly text: RegExp;
  /** How many times what it makes is there: 1 when it was done once. */
  readonly count: (state: State) => number;
  readonly refusal: Refusal;
  /** An empty 2xx is one of its documented answers, so that it proves nothing. */
  readonly emptyAnswer?: true;
}

const flows = "/platform/v1/whatsapp/flows";
const plain: FlowTarget = { name: "signup", flowName: "signup", flowJson: staticFile };
const dynamic: FlowTarget = { ...plain, flowJson: dynamicFile, endpointCode: endpointFile };
const otherText = staticFile.text.replace("Hello", "Welcome back");
const changed: FlowTarget = { ...plain, flowJson: { ...staticFile, text: otherText } };
const newCode = { ...endpointFile, text: endpointFile.text.replace('"active"', '"active" /* new */') };
const secret: FlowTarget = { ...dynamic, secretNames: ["TOKEN"] };
const recoded: FlowTarget = { ...dynamic, endpointCode: newCode };

const one = (holds: boolean | undefined): number => (holds === true ? 1 : 0);
const untilDeployed = "create,setup-encryption,set-endpoint,deploy";

export const stepOperations: readonly Operation[] = [
  {
    id: "createFlow",
    step: "create",
    method: "POST",
    path: `${flows}$`,
    steps: "create",
    target: plain,
    text: /^Created flow/,
    count: ({ flows: all }) => all.length,
    refusal: { ending: "findings" },
  },
  {
    id: "metaUpdateFlow",
    step: "create",
    method: "POST",
    path: "/meta/whatsapp/v24.0/\\d+$",
    before: { steps: "create", target: plain },
    steps: "create",
    target: { ...plain, categories: ["SIGN_UP"] },
    text: /^Set the categories/,
    count: ({ flows: [flow] }) => one(flow?.categories.join() === "SIGN_UP"),
    refusal: { body: { success: false }, ending: "not done" },
  },
  {
    id: "createFlowVersion",
    step: "update-json",
    method: "POST",
    path: "/versions$",
    before: { steps: "create", target: plain },
    steps: "create,update-json",
    target: changed,
    text: /^Uploaded/,
    count: ({ versions }) => versions.filter((version) => JSON.stringify(version.flow_json).includes("back")).length,
    refusal: { ending: "findings" },
  },
  {
    id: "setupFlowEncryption",
    step: "setup-encryption",
    method: "POST",
    path: "/setup_encryption$",
    before: { steps: "create", target: dynamic },
    steps: "create,setup-encryption",
    target: dynamic,
    text: /^Set up encryption/,
    count: ({ flows: [flow] }) => one(flow?.flows_encryption_configured),
    refusal: { body: { data: { status: "error", flows_encryption_configured: false } }, ending: "not done" },
  },
  {
    id: "upsertDataEndpoint",
    step: "set-endpoint",
    method: "POST",
    path: "/data_endpoint$",
    before: { steps: "create,setup-encryption", target: dynamic },
    steps: "create,set-endpoint",
    target: dynamic,
    text: /^Stored/,
    count: ({ dataEndpoints }) => dataEndpoints.filter((endpoint) => endpoint.code === endpointFile.text).length,
    refusal: { body: { error: "Not stored" }, ending: "repeated" },
  },
  {
    id: "deployDataEndpoint",
    step: "deploy, the first",
    method: "POST",
    path: "/data_endpoint/deploy$",
    before: { steps: "create,setup-encryption,set-endpoint", target: dynamic },
    steps: "create,set-endpoint,deploy",
    target: dynamic,
    text: /^Deployed/,
    count: ({ dataEndpoints: [endpoint] }) => one(endpoint?.status === "deployed"),
    refusal: { body: { data: { function_id: "f", status: "error" } }, ending: "not done" },
  },
  {
    id: "deployDataEndpoint",
    step: "deploy, new code",
    method: "POST",
    path: "/data_endpoint/deploy$",
    before: { steps: untilDeployed, target: dynamic },
    steps: "create,set-endpoint,deploy",
    target: recoded,
    text: /^Deployed/,
    count: ({ dataEndpoints: [endpoint] }) => one(endpoint?.status === "deployed" && endpoint.code === newCode.text),
    refusal: { body: { data: { function_id: "f", status: "error" } }, ending: "not done" },
  },
  {
    id: "createFunctionSecret",
    step: "deploy",
    method: "POST",
    path: "/secrets$",
    before: { steps: "create,setup-encryption,set-endpoint", target: dynamic },
    steps: "create,set-endpoint,deploy",
    target: secret,
    text: /^Set the secret/,
    count: ({ dataEndpoints: [endpoint] }) => one(endpoint?.secrets.includes("TOKEN")),
    refusal: { body: { error: "Not stored" }, ending: "repeated" },
  },
  {
    id: "createFunctionSecret",
    step: "set-secrets",
    method: "POST",
    path: "/secrets$",
    before: { steps: untilDeployed, target: dynamic },
    steps: "create,set-secrets",
    target: secret,
    text: /^Set the secret/,
    count: ({ dataEndpoints: [endpoint] }) => one(endpoint?.secrets.includes("TOKEN")),
    refusal: { body: { error: "Not stored" }, ending: "repeated" },
  },
  {
    id: "registerDataEndpoint",
    step: "register",
    method: "POST",
    path: "/data_endpoint/register$",
    before: { steps: untilDeployed, target: dynamic },
    steps: "create,register",
    target: dynamic,
    text: /^Registered/,
    count: ({ dataEndpoints: [endpoint] }) => one(endpoint?.registered),
    refusal: {
      body: { data: { function_id: "f", status: "deployed", flow_has_encryption: false } },
      ending: "not done",
    },
  },
  {
    id: "publishFlow",
    step: "publish",
    method: "POST",
    path: "/publish$",
    before: { steps: `${untilDeployed},register`, target: dynamic },
    steps: "create,publish",
    target: dynamic,
    text: /^Published/,
    count: ({ flows: [flow] }) => one(flow?.status === "published"),
    refusal: { body: { data: { id: "x", status: "draft" } }, ending: "unknown" },
    emptyAnswer: true,
  },
  {
    id: "metaDeleteFlow",
    step: "delete",
    method: "DELETE",
    path: "/meta/whatsapp/v24.0/flows/",
    before: { steps: "create", target: plain },
    steps: "create,delete",
    target: plain,
    text: /^Deleted/,
    count: ({ flows: all }) => one(all.length === 0),
    refusal: { body: { success: false }, ending: "not done" },
  },
  {
    id: "metaDeprecateFlow",
    step: "deprecate",
    method: "POST",
    path: "/deprecate$",
    before: { steps: "create,publish", target: plain },
    steps: "create,deprecate",
    target: plain,
    text: /^Deprecated/,
    count: ({ flows: [flow] }) => one(flow?.status === "deprecated"),
    refusal: { body: { success: false }, ending: "not done" },
  },
  {
    id: "metaDeprecateFlow",
    step: "deprecate-replaced",
    method: "POST",
    path: "/deprecate$",
    before: { steps: "create,publish", target: plain },
    steps: "apply",
    target: { ...changed, onPublished: "new-flow" },
    text: /^Deprecated/,
    count: ({ flows: all }) => all.filter((flow) => flow.status === "deprecated").length,
    refusal: { body: { success: false }, ending: "not done" },
  },
];

export const sendOperation: Operation = {
  id: "metaSendMessage",
  step: "send-test",
  method: "POST",
  path: "/messages$",
  before: { steps: "create", target: plain },
  steps: "create,send-test",
  target: plain,
  text: /^Sent/,
  count: ({ messages }) => messages.length,
  refusal: { body: { messaging_product: "whatsapp", messages: [] }, ending: "not done" },
};
