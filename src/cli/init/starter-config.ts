/** The first `whatsapp-flows.yml` of a project: its flows, where they live, and the rest as comments. It holds no secret. */
import { tool } from "../../tool.js";
import type { FoundFlow } from "./found-flows.js";
import type { FoundNumber } from "./remote-account.js";

/** @param numbers what the account has; undefined without a key. */
export function starterConfig(flows: readonly FoundFlow[], numbers: readonly FoundNumber[] = []): string {
  return `# yaml-language-server: $schema=node_modules/${tool.name}/schemas/config.schema.json
# Flows, where they go, and how strict the validation is. Every part is optional:
# ${tool.repository}/blob/v${tool.version}/docs/config.md

${flows.length === 0 ? noFlows : `flows:\n${flows.map(flowEntry).join("")}`}
${numbers.length === 0 ? noNumbers : environments(flows, numbers)}
# Severities: error, warning, info or "off". \`wa-flows explain RULE\` says what a rule is about.
# rules:
#   text-length: "off"
`;
}

const noFlows = `# flows:
#   signup:
#     json: flows/signup/flow.json
#     endpoint: flows/signup/endpoint.js # only for a flow with a data endpoint
#     categories: [SIGN_UP]
`;

const noNumbers = `# Where the flows live. The API key never stands here: it is read from the variable KAPSO_API_KEY.
# environments:
#   staging:
#     phone-number-id: "1234567890"      # the sending number's ID, in quotes
#     test-recipients: ["+15550100"]     # who gets test messages
#   production:
#     phone-number-id: "1234567890"
#     publish: true                      # \`wa-flows apply\` publishes here
#     secrets: [CRM_TOKEN]               # names only; the values are read from variables of these names
`;

/** Numbers as environments. None publishes: that is for people to decide. */
function environments(flows: readonly FoundFlow[], numbers: readonly FoundNumber[]): string {
  return `# Where the flows live; one environment for each number of the account. Rename them as you call them.
# The API key never stands here: it is read from the variable KAPSO_API_KEY.
environments:
${numbers.map((number) => environmentEntry(number, flows)).join("")}`;
}

function environmentEntry(number: FoundNumber, flows: readonly FoundFlow[]): string {
  const known = flows.flatMap(({ name }) => number.flows.find((flow) => flow.name === name) ?? []);
  const { environment, phoneNumberId, businessAccountId, label } = number;
  const lines = [
    `  ${scalar(environment)}:${label === "" ? "" : ` # ${comment(label)}`}`,
    `    phone-number-id: ${JSON.stringify(phoneNumberId)}`,
    ...(businessAccountId === undefined ? [] : [`    business-account-id: ${JSON.stringify(businessAccountId)}`]),
    ...(known.length === 0 ? [] : ["    flows:"]),
    ...known.map(({ name, flowId }) => `      ${scalar(name)}: { flow-id: ${JSON.stringify(flowId)} }`),
    `    # publish: true                    # \`wa-flows apply\` publishes here`,
    `    # test-recipients: ["+15550100"]   # who gets test messages`,
  ];
  return `${lines.join("\n")}\n`;
}

function flowEntry({ name, json, endpoint, dynamic }: FoundFlow): string {
  const lines = [`  ${scalar(name)}:`, `    json: ${scalar(json)}`];
  if (endpoint !== undefined) lines.push(`    endpoint: ${scalar(endpoint)}`);
  else if (dynamic) lines.push("    # endpoint: path of its data endpoint code, which was not found beside it");
  return `${lines.join("\n")}\n`;
}

/** Bare where no reader of YAML could take it for anything but this text; JSON's quoting is YAML's as well. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** A text of the service's in a comment, which must stay in its line. */
function comment(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
