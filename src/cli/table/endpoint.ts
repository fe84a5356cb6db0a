import type { CommandSpec } from "../spec.js";
import { configFlags, connectionFlags, flowId, phoneNumberId, sampleId } from "./flags.js";

export const endpointCommands: Readonly<Record<string, CommandSpec>> = {
  "endpoint get": {
    summary: "Print a flow's data endpoint code",
    details: ["The code goes to stdout, all else to stderr."],
    flags: { "flow-id": flowId, ...connectionFlags },
    examples: [{ does: "Save it to a file", command: `wa-flows endpoint get --flow-id ${sampleId} > endpoint.js` }],
    script: "get-data-endpoint",
    load: async () => (await import("../commands/endpoint-get.js")).endpointGet,
  },
  "endpoint set": {
    summary: "Store data endpoint code for a flow",
    details: ["It does not run until `endpoint deploy`. Encryption must be set up first: `encryption setup`."],
    flags: {
      "flow-id": flowId,
      "code-file": { type: "text", value: "FILE", description: "File with the code, or `-` for standard input." },
      code: { type: "text", value: "TEXT", description: "The code itself." },
      ...connectionFlags,
    },
    oneOf: [{ flags: ["code-file", "code"], required: true }],
    examples: [
      { does: "Store a file", command: `wa-flows endpoint set --flow-id ${sampleId} --code-file endpoint.js` },
    ],
    script: "set-data-endpoint",
    load: async () => (await import("../commands/endpoint-set.js")).endpointSet,
  },
  "endpoint deploy": {
    summary: "Deploy the stored data endpoint code, so that it runs",
    details: ["A deploy drops the secrets that the code reads from `env`; `endpoint set-secrets` stores them again."],
    flags: { "flow-id": flowId, ...connectionFlags },
    examples: [{ does: "Deploy", command: `wa-flows endpoint deploy --flow-id ${sampleId}` }],
    script: "deploy-data-endpoint",
    load: async () => (await import("../commands/endpoint-deploy.js")).endpointDeploy,
  },
  "endpoint set-secrets": {
    summary: "Store the secrets that a deployed data endpoint reads from `env`",
    details: [
      "The values come from variables of the same name, never from the command line, which other users of the machine can see. A deploy drops all secrets, so this comes after each.",
      "Without `--secret` the names are those of the config's environment.",
    ],
    flags: {
      "flow-id": flowId,
      secret: {
        type: "list",
        value: "NAME",
        description: "Name of a secret and of the variable that holds its value: capital letters, digits and `_`.",
      },
      ...configFlags,
      ...connectionFlags,
    },
    examples: [
      {
        does: "Store the value of the variable `CRM_TOKEN`",
        command: `wa-flows endpoint set-secrets --flow-id ${sampleId} --secret CRM_TOKEN`,
      },
    ],
    load: async () => (await import("../commands/endpoint-set-secrets.js")).endpointSetSecrets,
  },
  "endpoint attach": {
    summary: "Let a function that is deployed already answer a flow",
    details: [
      "Also registers it with Meta, and republishes a published flow. The flow needs a phone number with encryption; the function must belong to the same project. The function that the flow had stays as it is.",
    ],
    flags: {
      "flow-id": flowId,
      "function-id": { type: "text", value: "ID", required: true, description: "The function (a UUID)." },
      ...connectionFlags,
    },
    examples: [
      {
        does: "Use one function for a second flow",
        command: `wa-flows endpoint attach --flow-id ${sampleId} --function-id 0b54a2de-1e5d-4a5b-8f2e-6d0f2a6a7c11`,
      },
    ],
    load: async () => (await import("../commands/endpoint-attach.js")).endpointAttach,
  },
  "endpoint register": {
    summary: "Register the deployed data endpoint with Meta",
    flags: { "flow-id": flowId, "phone-number-id": phoneNumberId, ...connectionFlags },
    examples: [{ does: "Register", command: `wa-flows endpoint register --flow-id ${sampleId}` }],
    script: "register-data-endpoint",
    load: async () => (await import("../commands/endpoint-register.js")).endpointRegister,
  },
  "encryption status": {
    summary: "Show whether a phone number has a key for data exchange",
    flags: { "phone-number-id": { ...phoneNumberId, required: true }, ...connectionFlags },
    examples: [{ does: "Ask for a number", command: "wa-flows encryption status --phone-number-id 1234567890" }],
    script: "get-encryption-status",
    load: async () => (await import("../commands/encryption-status.js")).encryptionStatus,
  },
  "encryption setup": {
    summary: "Set up encryption for a flow's phone number",
    details: ["Needed once for each phone number, before a data endpoint is set. Safe to repeat."],
    flags: { "flow-id": flowId, "phone-number-id": phoneNumberId, ...connectionFlags },
    examples: [{ does: "Set it up", command: `wa-flows encryption setup --flow-id ${sampleId}` }],
    script: "setup-encryption",
    load: async () => (await import("../commands/encryption-setup.js")).encryptionSetup,
  },
};
