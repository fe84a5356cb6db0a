import type { CommandSpec } from "../spec.js";
import { businessAccountId, connectionFlags, flowId, paging, phoneNumberId, sampleId } from "./flags.js";

const oneAccount = { flags: ["phone-number-id", "business-account-id"], required: false } as const;

export const flowsCommands: Readonly<Record<string, CommandSpec>> = {
  "flows list": {
    summary: "List the flows of the project",
    flags: {
      status: {
        type: "text",
        value: "STATUS",
        description: "Only flows of that status: `draft`, `published`, `deprecated`, `blocked` or `throttled`.",
      },
      "name-contains": { type: "text", value: "TEXT", description: "Only flows whose name has that text in it." },
      "phone-number-id": phoneNumberId,
      "business-account-id": businessAccountId,
      "created-after": { type: "text", value: "TIME", description: "Only flows made after that time (ISO 8601)." },
      "created-before": { type: "text", value: "TIME", description: "Only flows made before that time (ISO 8601)." },
      ...paging,
      ...connectionFlags,
    },
    examples: [{ does: "List all drafts", command: "wa-flows flows list --status draft" }],
    script: "list-flows",
    load: async () => (await import("../commands/flows-list.js")).flowsList,
  },
  "flows get": {
    summary: "Show one flow",
    flags: { "flow-id": flowId, ...connectionFlags },
    examples: [{ does: "Show a flow", command: `wa-flows flows get --flow-id ${sampleId}` }],
    script: "get-flow",
    load: async () => (await import("../commands/flows-get.js")).flowsGet,
  },
  "flows create": {
    summary: "Create a flow",
    details: ["Without Flow JSON the service puts a simple welcome screen in."],
    flags: {
      "phone-number-id": { ...phoneNumberId, required: true },
      name: { type: "text", value: "NAME", description: "Name of the flow; unique in the WABA." },
      "flow-json-file": {
        type: "text",
        value: "FILE",
        description: "File with the Flow JSON, or `-` for standard input.",
      },
      "flow-json": { type: "text", value: "JSON", description: "The Flow JSON itself." },
      publish: { type: "switch", description: "Publish it at once. A published flow cannot be deleted." },
      ...connectionFlags,
    },
    oneOf: [{ flags: ["flow-json-file", "flow-json"], required: false }],
    examples: [
      {
        does: "Create a draft from a file",
        command: "wa-flows flows create --phone-number-id 1234567890 --name signup --flow-json-file flow.json",
      },
    ],
    script: "create-flow",
    load: async () => (await import("../commands/flows-create.js")).flowsCreate,
  },
  "flows read-json": {
    summary: "Print the Flow JSON that the service has",
    details: ["Without `--version-id` it is the newest version. The Flow JSON goes to stdout, all else to stderr."],
    flags: {
      "flow-id": flowId,
      "version-id": { type: "text", value: "ID", description: "Flow version (a UUID) to read." },
      ...paging,
      "per-page": {
        type: "number",
        value: "N",
        min: 1,
        max: 100,
        default: "1",
        description: "How many versions `--json` lists; the first of them is read.",
      },
      ...connectionFlags,
    },
    examples: [{ does: "Save it to a file", command: `wa-flows flows read-json --flow-id ${sampleId} > flow.json` }],
    script: "read-flow-json",
    load: async () => (await import("../commands/flows-read-json.js")).flowsReadJson,
  },
  "flows update-json": {
    summary: "Store Flow JSON as a new version of a flow",
    details: [
      "Meta keeps a draft with mistakes; then the mistakes are shown at their place in the file, and the command ends with 1.",
      "The script took the Flow JSON after `--json`, and `--json '{…}'` still works: a JSON text among the arguments is the Flow JSON.",
    ],
    arguments: { name: "FLOW-JSON", description: "The Flow JSON itself, if not in a flag.", min: 0, max: 1 },
    flags: {
      "flow-id": flowId,
      "json-file": { type: "text", value: "FILE", description: "File with the Flow JSON, or `-` for standard input." },
      "flow-json-file": { type: "text", value: "FILE", description: "The same as `--json-file`." },
      "flow-json": { type: "text", value: "JSON", description: "The Flow JSON itself." },
      force: {
        type: "switch",
        description: "Try it even if the flow is not a draft. Meta refuses most such changes.",
      },
      ...connectionFlags,
    },
    oneOf: [{ flags: ["json-file", "flow-json-file", "flow-json"], required: false }],
    examples: [
      { does: "Store a file", command: `wa-flows flows update-json --flow-id ${sampleId} --json-file flow.json` },
    ],
    script: "update-flow-json",
    load: async () => (await import("../commands/flows-update-json.js")).flowsUpdateJson,
  },
  "flows publish": {
    summary: "Publish a draft, so that it can be sent to anyone",
    details: [
      "This cannot be undone: a published flow can only be deprecated. One that is published already is left alone.",
    ],
    flags: { "flow-id": flowId, "phone-number-id": phoneNumberId, ...connectionFlags },
    examples: [{ does: "Publish a flow", command: `wa-flows flows publish --flow-id ${sampleId}` }],
    script: "publish-flow",
    load: async () => (await import("../commands/flows-publish.js")).flowsPublish,
  },
  "flows deprecate": {
    summary: "Take a published flow out of use, for ever",
    details: ["A deprecated flow can no longer be sent, and there is no way back. A draft is deleted instead."],
    flags: {
      "flow-id": flowId,
      "phone-number-id": phoneNumberId,
      "business-account-id": businessAccountId,
      ...connectionFlags,
    },
    oneOf: [oneAccount],
    examples: [{ does: "Deprecate a flow", command: `wa-flows flows deprecate --flow-id ${sampleId}` }],
    load: async () => (await import("../commands/flows-deprecate.js")).flowsDeprecate,
  },
  "flows delete": {
    summary: "Delete a draft",
    details: ["Only a draft can be deleted; anything else is refused before the service is asked to."],
    flags: {
      "flow-id": flowId,
      "phone-number-id": {
        ...phoneNumberId,
        description: `${phoneNumberId.description} Needed with a Meta flow ID, unless the WABA is given.`,
      },
      "business-account-id": businessAccountId,
      ...connectionFlags,
    },
    oneOf: [oneAccount],
    examples: [
      { does: "Delete a draft", command: `wa-flows flows delete --flow-id ${sampleId} --phone-number-id 1234567890` },
    ],
    script: "delete-flow",
    load: async () => (await import("../commands/flows-delete.js")).flowsDelete,
  },
};
