/** Flags that several commands share, so that one name has one meaning and one description. */
import type { FlagSpec, Flags } from "../spec.js";

/** Where a run keeps backups, when nothing else is said. */
export const reportFolder = ".wa-flows";

/** An ID of a flow, for examples. */
export const sampleId = "6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10";

/** Understood by every command; switches among them may stand before the command too. */
export const globalFlags: Flags = {
  help: { type: "switch", description: "Show the help of the command." },
  json: { type: "switch", description: "Print one JSON document, for programs: data on stdout, an error on stderr." },
  "no-color": { type: "switch", description: "Print without colours, as `NO_COLOR=1` does." },
};

/** How the service is reached; every command that talks to it has these. */
export const connectionFlags: Flags = {
  "api-key": {
    type: "text",
    value: "KEY",
    env: "KAPSO_API_KEY",
    description: "Project API key. Better given by the variable: other users of the machine can see command lines.",
  },
  "api-base-url": {
    type: "text",
    value: "URL",
    env: "KAPSO_API_BASE_URL",
    default: "https://api.kapso.ai",
    description:
      "Address of the API, or `emulator` for a stand-in inside this process that needs no account and no key.",
  },
  "graph-version": {
    type: "text",
    value: "vN.N",
    env: "META_GRAPH_VERSION",
    default: "v24.0",
    description: "Graph API version in the addresses of the Meta proxy.",
  },
};

export const flowId: FlagSpec = {
  type: "text",
  value: "ID",
  required: true,
  description: "The flow: Kapso's ID (a UUID) or Meta's (digits). Whichever the operation does not take is looked up.",
};

export const phoneNumberId: FlagSpec = {
  type: "text",
  value: "ID",
  description: "Phone number ID (digits), as Meta calls the sending number.",
};

export const businessAccountId: FlagSpec = {
  type: "text",
  value: "ID",
  description: "ID of the WhatsApp Business Account (WABA).",
};

/** How long a run of steps may take. */
export const timeout: FlagSpec = {
  type: "number",
  value: "MINUTES",
  min: 1,
  default: "15",
  description: "Time for the whole run. When it is over, the request under way is finished and nothing else is begun.",
};

export const paging: Flags = {
  page: { type: "number", value: "N", min: 1, default: "1", description: "Which page, newest first." },
  "per-page": { type: "number", value: "N", min: 1, max: 100, default: "20", description: "How many on one page." },
};

export const showData: FlagSpec = {
  type: "switch",
  description: "Show what people entered. Without it bodies, names, telephone numbers and flow tokens are hidden.",
};

export const configFlags: Flags = {
  config: {
    type: "text",
    value: "FILE",
    default: "whatsapp-flows.yml, if there is one",
    description: "Config that lists flows, environments and severities of rules.",
  },
  environment: {
    type: "text",
    value: "NAME",
    description: "Environment of the config. With only one environment, that is the default.",
  },
};

export const failOn: FlagSpec = {
  type: "text",
  value: "SEVERITY",
  choices: ["error", "warning", "never"],
  default: "error",
  description: "From which severity on diagnostics make the command end with 1.",
};
