import type { CommandSpec, Flags } from "../spec.js";
import { configFlags, connectionFlags, failOn, flowId, phoneNumberId, reportFolder, timeout } from "./flags.js";

/** Which flows, and what the last deployment left of them. */
const deploymentFlags: Flags = {
  name: { type: "list", value: "FLOW", description: "Only this flow of the config; several times for several." },
  lock: {
    type: "text",
    value: "FILE",
    default: "whatsapp-flows.lock.json beside the config",
    description: "Lock file: what the last deployment left on the service.",
  },
  "no-lock": { type: "switch", description: "Work without the lock file: the same result, with more requests." },
  "report-dir": {
    type: "text",
    value: "FOLDER",
    default: reportFolder,
    description: "Folder for the report and for backups of what is overwritten on the service.",
  },
};

const onPublished: Flags = {
  "on-published": {
    type: "text",
    value: "CHOICE",
    choices: ["refuse", "new-flow", "edit"],
    default: "as the config's environment says, else refuse",
    description:
      "What to do when a published flow is to change: refuse it; make a new flow, publish that and deprecate the old one; or try to edit it.",
  },
};

/** From the repository to the service and back. */
export const deploymentCommands: Readonly<Record<string, CommandSpec>> = {
  plan: {
    summary: "Show what `apply` would change on the service, and change nothing",
    details: [
      "Compares the flows of the config with the service: Flow JSON, categories, data endpoint code, secrets, encryption, publication. Says of each flow whether it would be created, updated, replaced by a new flow, or stays as it is; whether somebody changed it on the service since the last deployment (drifted); and what keeps it from being deployed (blocked).",
      "Ends with 0 also when something would change, and with 1 when a flow is blocked or has findings. `--out FILE` keeps the plan, so that `apply --plan FILE` does exactly that or refuses.",
    ],
    flags: {
      ...deploymentFlags,
      ...onPublished,
      format: {
        type: "text",
        value: "FORMAT",
        choices: ["pretty", "json", "markdown"],
        default: "pretty",
        description:
          "`json` is the plan as `--out` keeps it, `markdown` is for a comment. `--json` is short for `--format json`.",
      },
      out: { type: "text", value: "FILE", description: "Write the plan to this file as well, for `apply --plan`." },
      "fail-on": failOn,
      timeout,
      ...configFlags,
      ...connectionFlags,
    },
    examples: [
      { does: "See what would change", command: "wa-flows plan --environment staging" },
      { does: "Keep a plan for review", command: "wa-flows plan --environment production --out plan.json" },
    ],
    load: async () => (await import("../commands/plan.js")).planCommand,
  },
  apply: {
    summary: "Bring the flows of the config to the service",
    details: [
      "Validates, simulates and plans all flows first; when one is blocked, nothing at all is written. Then does what the plan says, and nothing else: a second `apply` changes nothing. What is overwritten on the service is saved first, and the command that puts it back is shown. After any interruption, the same command again leads to the right end.",
      "With `--plan FILE` exactly the reviewed plan is done; when the repository or the service has moved since, nothing is written and the command ends with 1.",
    ],
    flags: {
      plan: { type: "text", value: "FILE", description: "A plan that `wa-flows plan --out` kept." },
      ...deploymentFlags,
      ...onPublished,
      "fail-on": failOn,
      timeout,
      ...configFlags,
      ...connectionFlags,
    },
    examples: [
      { does: "Deploy to an environment", command: "wa-flows apply --environment staging" },
      { does: "Do what was reviewed", command: "wa-flows apply --environment production --plan plan.json" },
    ],
    load: async () => (await import("../commands/apply.js")).applyCommand,
  },
  pull: {
    summary: "Bring Flow JSON and data endpoint code from the service into files",
    details: [
      "Of all flows of the config, or of those that are named. A flow that the config does not have goes to `flows/NAME/flow.json` and `flows/NAME/endpoint.js`.",
      "A file that says something else than the service is not overwritten without `--force`; then nothing is written at all. Flow JSON that means the same is left as it is laid out.",
    ],
    flags: {
      "flow-id": { ...flowId, required: false },
      name: { type: "list", value: "FLOW", description: "Name of a flow; several times for several." },
      "phone-number-id": phoneNumberId,
      folder: {
        type: "text",
        value: "FOLDER",
        default: "flows",
        description: "Where a flow goes that the config does not have, in a folder of its name.",
      },
      force: { type: "switch", description: "Overwrite files that say something else." },
      ...configFlags,
      ...connectionFlags,
    },
    oneOf: [{ flags: ["flow-id", "name"], required: false }],
    examples: [
      { does: "Fetch all flows of an environment", command: "wa-flows pull --environment production" },
      {
        does: "Fetch a flow that is only on the service",
        command: "wa-flows pull --name signup --phone-number-id 1234567890",
      },
    ],
    load: async () => (await import("../commands/pull.js")).pull,
  },
  status: {
    summary: "Show everything that the service knows of a flow",
    details: [
      "Status, versions, findings, data endpoint and whether Meta calls it, names of its secrets, encryption, phone number and its health, health of the flow, preview and when it ends. Of several flows one line each.",
    ],
    flags: {
      "flow-id": { ...flowId, required: false },
      name: { type: "list", value: "FLOW", description: "Name of a flow; several times for several." },
      "phone-number-id": phoneNumberId,
      ...configFlags,
      ...connectionFlags,
    },
    oneOf: [{ flags: ["flow-id", "name"], required: false }],
    examples: [
      { does: "Look at one flow", command: "wa-flows status --environment production --name signup" },
      { does: "Look at all flows of an environment", command: "wa-flows status --environment production" },
    ],
    load: async () => (await import("../commands/status.js")).status,
  },
};
