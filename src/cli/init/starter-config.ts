/** The first `whatsapp-flows.yml` of a project: its flows, and the rest as comments to fill in. It holds no secret. */
import { tool } from "../../tool.js";
import type { FoundFlow } from "./found-flows.js";

export function starterConfig(flows: readonly FoundFlow[]): string {
  return `# yaml-language-server: $schema=node_modules/${tool.name}/schemas/config.schema.json
# Flows, where they go, and how strict the validation is. Every part is optional:
# ${tool.repository}/blob/v${tool.version}/docs/config.md

${flows.length === 0 ? noFlows : `flows:\n${flows.map(flowEntry).join("")}`}
# Where the flows live. The API key never stands here: it is read from the variable KAPSO_API_KEY.
# environments:
#   staging:
#     phone-number-id: "1234567890"      # the sending number's ID, in quotes
#     test-recipients: ["+15550100"]     # who gets test messages
#   production:
#     phone-number-id: "1234567890"
#     publish: true                      # \`wa-flows pipeline release\` publishes here

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
