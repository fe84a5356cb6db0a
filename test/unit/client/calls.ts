/** Every method of the client once or more, for tests that go over all operations. */
import { expect } from "vitest";
import type { KapsoClient } from "../../../src/client/client.js";
import type { operations } from "../../../src/client/operations.js";

const flow = { id: "f", name: "Sign up", status: "draft" };
const endpoint = { function_id: "fn", status: "deployed" };
const fn = { id: "fn", name: "x", status: "draft" };
const version = { id: "v", flow_json: { version: "7.3" } };
const done = { success: true };
const number = { phoneNumberId: "111" };
const waba = { businessAccountId: "222" };
const message = { to: "+15550100123", flowId: "9", bodyText: "Hello", flowCta: "Open", flowToken: "token-1" };

/** One call of each method: what answers it, and the request it makes. */
export type Case = readonly [
  operation: keyof typeof operations,
  call: (client: KapsoClient) => Promise<unknown>,
  answer: unknown,
  request: string,
  body?: unknown,
];

const platform = "/platform/v1";
const proxy = "/meta/whatsapp/v24.0";
const flows = `${platform}/whatsapp/flows`;

export const cases: readonly Case[] = [
  [
    "listFlows",
    (c) =>
      c.flows.list({
        status: "draft",
        businessAccountId: "222",
        phoneNumberId: "111",
        nameContains: "Sign",
        createdAfter: "2026-01-01T00:00:00Z",
        createdBefore: "2026-02-01T00:00:00Z",
        page: 2,
        perPage: 500,
      }),
    [flow],
    `GET ${flows}?status=draft&business_account_id=222&phone_number_id=111&name_contains=Sign&created_after=2026-01-01T00%3A00%3A00Z&created_before=2026-02-01T00%3A00%3A00Z&page=2&per_page=100`,
  ],
  [
    "createFlow",
    (c) => c.flows.create({ ...number, name: "Sign up", flowJson: { version: "7.3" }, publish: true }),
    flow,
    `POST ${flows}`,
    { phone_number_id: "111", name: "Sign up", flow_json: { version: "7.3" }, publish: true },
  ],
  [
    "createFlow",
    (c) => c.flows.create({ ...number, publish: false }),
    flow,
    `POST ${flows}`,
    { phone_number_id: "111" },
  ],
  ["getFlow", (c) => c.flows.get("f"), flow, `GET ${flows}/f`],
  ["publishFlow", (c) => c.flows.publish("f"), flow, `POST ${flows}/f/publish`],
  ["publishFlow", (c) => c.flows.publish("f", number), flow, `POST ${flows}/f/publish`, { phone_number_id: "111" }],
  [
    "listFlowVersions",
    (c) => c.flows.versions("f", { page: 1, perPage: 1 }),
    [version],
    `GET ${flows}/f/versions?page=1&per_page=1`,
  ],
  ["getFlowVersion", (c) => c.flows.version("f", "v"), version, `GET ${flows}/f/versions/v`],
  [
    "createFlowVersion",
    (c) => c.flows.createVersion("f", { flowJson: { version: "7.3" }, ...number }),
    version,
    `POST ${flows}/f/versions`,
    { flow_json: { version: "7.3" }, phone_number_id: "111" },
  ],
  ["getDataEndpoint", (c) => c.dataEndpoint.get("f"), endpoint, `GET ${flows}/f/data_endpoint`],
  [
    "upsertDataEndpoint",
    (c) => c.dataEndpoint.set("f", "async function handler() {}"),
    endpoint,
    `POST ${flows}/f/data_endpoint`,
    { code: "async function handler() {}" },
  ],
  [
    "attachDataEndpoint",
    (c) => c.dataEndpoint.attach("f", "fn"),
    endpoint,
    `PATCH ${flows}/f/data_endpoint`,
    { function_id: "fn" },
  ],
  ["deployDataEndpoint", (c) => c.dataEndpoint.deploy("f"), endpoint, `POST ${flows}/f/data_endpoint/deploy`],
  ["registerDataEndpoint", (c) => c.dataEndpoint.register("f"), endpoint, `POST ${flows}/f/data_endpoint/register`],
  [
    "registerDataEndpoint",
    (c) => c.dataEndpoint.register("f", number),
    endpoint,
    `POST ${flows}/f/data_endpoint/register`,
    { phone_number_id: "111" },
  ],
  [
    "setupFlowEncryption",
    (c) => c.encryption.setup("f"),
    { flows_encryption_configured: true },
    `POST ${flows}/f/setup_encryption`,
  ],
  [
    "setupFlowEncryption",
    (c) => c.encryption.setup("f", number),
    { flows_encryption_configured: true },
    `POST ${flows}/f/setup_encryption`,
    { phone_number_id: "111" },
  ],
  [
    "listFlowResponses",
    (c) => c.logs.responses("f", { page: 3, perPage: 5 }),
    [{ id: "r" }],
    `GET ${flows}/f/responses?page=3&per_page=5`,
  ],
  [
    "listFlowFunctionLogs",
    (c) => c.logs.functionLogs("f", { limit: 99 }),
    { logs: [] },
    `GET ${flows}/f/function_logs?limit=50`,
  ],
  [
    "listFlowFunctionInvocations",
    (c) => c.logs.invocations("f", { status: "failed", limit: 99 }),
    { invocations: [] },
    `GET ${flows}/f/function_invocations?status=failed&limit=20`,
  ],
  [
    "listFunctionInvocations",
    (c) => c.logs.functionInvocations("fn", { status: "success", limit: 5 }),
    { invocations: [] },
    `GET ${platform}/functions/fn/invocations?status=success&limit=5`,
  ],
  [
    "listPhoneNumbers",
    (c) => c.phoneNumbers.list({ ...number, ...waba, customerId: "c", page: 1 }),
    [{ id: "111" }],
    `GET ${platform}/whatsapp/phone_numbers?phone_number_id=111&business_account_id=222&customer_id=c&page=1`,
  ],
  ["getPhoneNumber", (c) => c.phoneNumbers.get("111"), { id: "111" }, `GET ${platform}/whatsapp/phone_numbers/111`],
  [
    "getPhoneNumberHealth",
    (c) => c.phoneNumbers.health("111"),
    { status: "healthy" },
    `GET ${platform}/whatsapp/phone_numbers/111/health`,
  ],
  ["listFunctions", (c) => c.functions.list(), [fn], `GET ${platform}/functions`],
  [
    "createFunction",
    (c) => c.functions.create({ name: "x", code: "y" }),
    fn,
    `POST ${platform}/functions`,
    { function: { name: "x", code: "y" } },
  ],
  ["getFunction", (c) => c.functions.get("fn"), fn, `GET ${platform}/functions/fn`],
  [
    "updateFunction",
    (c) => c.functions.update("fn", { code: "z" }),
    fn,
    `PATCH ${platform}/functions/fn`,
    { function: { code: "z" } },
  ],
  [
    "deployFunction",
    (c) => c.functions.deploy("fn"),
    { function_id: "fn", status: "deploying" },
    `POST ${platform}/functions/fn/deploy`,
  ],
  ["invokeFunction", (c) => c.functions.invoke("fn", { a: 1 }), {}, `POST ${platform}/functions/fn/invoke`, { a: 1 }],
  ["listFunctionSecrets", (c) => c.functions.secrets("fn"), { secrets: [] }, `GET ${platform}/functions/fn/secrets`],
  [
    "createFunctionSecret",
    (c) => c.functions.createSecret("fn", { name: "TOKEN", value: "v" }),
    {},
    `POST ${platform}/functions/fn/secrets`,
    { secret: { name: "TOKEN", value: "v" } },
  ],
  [
    "metaListFlows",
    (c) => c.meta.listFlows("222", { limit: 5, after: "a", before: "b" }),
    [],
    `GET ${proxy}/222/flows?limit=5&after=a&before=b`,
  ],
  [
    "metaCreateFlow",
    (c) =>
      c.meta.createFlow("222", {
        name: "Sign up",
        categories: ["SIGN_UP"],
        flowJson: "{}",
        publish: true,
        cloneFlowId: "8",
        endpointUri: "https://x.example",
      }),
    { id: "9" },
    `POST ${proxy}/222/flows`,
    {
      name: "Sign up",
      categories: ["SIGN_UP"],
      flow_json: "{}",
      publish: true,
      clone_flow_id: "8",
      endpoint_uri: "https://x.example",
    },
  ],
  [
    "metaGetFlow",
    (c) => c.meta.getFlow("9", ["status", "endpoint_uri"], waba),
    { id: "9" },
    `GET ${proxy}/9?fields=status%2Cendpoint_uri&business_account_id=222`,
  ],
  [
    "metaUpdateFlow",
    (c) =>
      c.meta.updateFlow("9", number, {
        name: "n",
        categories: ["OTHER"],
        endpointUri: "https://x",
        applicationId: "a",
      }),
    done,
    `POST ${proxy}/9?phone_number_id=111`,
    { name: "n", categories: ["OTHER"], endpoint_uri: "https://x", application_id: "a" },
  ],
  ["metaDeleteFlow", (c) => c.meta.deleteFlow("9", number), done, `DELETE ${proxy}/flows/9?phone_number_id=111`],
  ["metaListFlowAssets", (c) => c.meta.assets("9", number), [], `GET ${proxy}/9/assets?phone_number_id=111`],
  [
    "metaUploadFlowAsset",
    (c) => c.meta.uploadAsset("9", number, "{}"),
    done,
    `POST ${proxy}/9/assets?phone_number_id=111`,
    expect.stringContaining("\r\n\r\n{}\r\n"),
  ],
  ["metaPublishFlow", (c) => c.meta.publish("9", number), done, `POST ${proxy}/9/publish?phone_number_id=111`],
  ["metaDeprecateFlow", (c) => c.meta.deprecate("9", waba), done, `POST ${proxy}/9/deprecate?business_account_id=222`],
  [
    "metaSendMessage",
    (c) => c.messages.sendFlow("111", message),
    { messages: [{ id: "wamid.1" }] },
    `POST ${proxy}/111/messages`,
    expect.objectContaining({ to: "+15550100123" }),
  ],
  ["metaListPhoneNumbers", (c) => c.meta.listPhoneNumbers("222"), [{ id: "111" }], `GET ${proxy}/222/phone_numbers`],
];
