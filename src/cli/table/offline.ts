import type { CommandSpec } from "../spec.js";
import { configFlags, connectionFlags, failOn, phoneNumberId, timeout } from "./flags.js";

export const offlineCommands: Readonly<Record<string, CommandSpec>> = {
  validate: {
    summary: "Check Flow JSON and data endpoint code, without network",
    details: [
      'Takes files, folders and globs. A file is taken for what its ending says: `.json` is Flow JSON, `.js` is data endpoint code. A folder stands for its `.json` files that have a `"screens"` key, at any depth, without `node_modules` and folders whose name starts with a dot. `-` reads Flow JSON from standard input.',
      "Code is checked against its flow: the one that the config has with it, the only one that is named with it, or `flow.json` beside it.",
      "Without PATH the flows and endpoints of the config are checked, and without a config `**/*.flow.json` and `**/flow.json`.",
      "Ends with 0 when nothing at or above `--fail-on` was found, with 1 when something was, and with 2 when there was nothing to check or a file could not be read.",
    ],
    arguments: {
      name: "PATH",
      description: "Files, folders or globs.",
      min: 0,
      max: Number.POSITIVE_INFINITY,
    },
    flags: {
      format: {
        type: "text",
        value: "FORMAT",
        choices: ["pretty", "json", "github", "sarif", "markdown"],
        default: "pretty",
        description:
          "`pretty` shows the lines concerned, `github` writes annotations for a workflow, `sarif` is for code scanning. `--json` is short for `--format json`.",
      },
      "fail-on": failOn,
      "for-publish": {
        type: "switch",
        description: "Judge as for publishing: what only stops a publish, such as a frozen version, is an error.",
      },
      date: {
        type: "text",
        value: "YYYY-MM-DD",
        default: "today",
        description: "Judge Flow JSON versions as of that day: Meta freezes and ends them over time.",
      },
      fix: {
        type: "switch",
        description:
          "Repair in the files what can be repaired for certain, keeping their formatting, and report the rest.",
      },
      quiet: { type: "switch", description: "Print nothing when there is nothing at or above `--fail-on`." },
      "stdin-filename": {
        type: "text",
        value: "PATH",
        default: "stdin.json",
        description: "Name of what `-` reads; its ending says what it is, and severities of the config apply to it.",
      },
      ...configFlags,
    },
    examples: [
      { does: "Check one flow", command: "wa-flows validate flows/signup/flow.json" },
      {
        does: "Check all flows in a folder, and fail on warnings too",
        command: "wa-flows validate flows --fail-on warning",
      },
      { does: "Repair what can be repaired for certain", command: "wa-flows validate flows --fix" },
      { does: "Annotate the lines of a pull request", command: "wa-flows validate --format github" },
    ],
    load: async () => (await import("../commands/validate.js")).validateCommand,
  },
  init: {
    summary: "Write a first config for the flows of this folder, and of the account",
    details: [
      "Finds the flows below this folder, and the data endpoint code beside them (`endpoint.js`, or `signup.endpoint.js` beside `signup.json`), and writes `whatsapp-flows.yml` with them and with what else it can hold, as comments.",
      "With an API key it also asks the service: each number becomes an environment, with the IDs of the flows that are there already. In a folder without flows the config lists those of the account, and `wa-flows pull` fetches them.",
      "`--vscode` adds the schemas of Flow JSON to `.vscode/settings.json`. What is in that file stays as it is, comments included; a file that cannot be read is left alone, and the command ends with 2.",
    ],
    flags: {
      vscode: { type: "switch", description: "Tell VS Code of the schemas of Flow JSON." },
      force: { type: "switch", description: "Write the config anew although there is one." },
      offline: { type: "switch", description: "Do not ask the service, although there is an API key." },
      ...connectionFlags,
    },
    examples: [{ does: "Start with the flows that are here", command: "wa-flows init --vscode" }],
    load: async () => (await import("../commands/init.js")).init,
  },
  simulate: {
    summary: "Play a phone against data endpoint code, and check every answer",
    details: [
      "Opens the flow, fills its screens, triggers every action, and checks what the code answers: the screen, the data, the end. The code runs in a process without environment, files, children and network, and is ended when it takes too long or too much. `env.KV` is in memory and begins with `--kv`; `env.NAME` comes from `--secrets`.",
      "`--runtime workerd` runs the code in the real Workers runtime instead, where `miniflare` is installed (`npm install --save-dev miniflare`).",
      "Then the scenarios are played: those that `--scenario` names, else every `*.scenario.yml` beside the flow. A scenario says what one user does, and what that leads to; docs/scenarios.md describes the file.",
      "Ends with 0 when nothing at or above `--fail-on` was found and the coverage is not below `--fail-under`, with 1 otherwise (an expectation of a scenario that is not met, for instance), and with 2 when a file could not be read or a scenario is malformed.",
    ],
    arguments: { name: "FLOW", description: "Flow JSON.", min: 1, max: 1 },
    flags: {
      endpoint: { type: "text", value: "FILE", required: true, description: "Data endpoint code (`.js`)." },
      format: {
        type: "text",
        value: "FORMAT",
        choices: ["pretty", "json", "github", "sarif", "markdown", "junit"],
        default: "pretty",
        description: "As for `validate`; `junit` is XML for CI systems. `--json` is short for `--format json`.",
      },
      "fail-on": failOn,
      "fail-under": {
        type: "number",
        value: "PERCENT",
        min: 0,
        max: 100,
        default: "0",
        description: "End with 1 when less of the flow was seen: screens, transitions, actions and branches together.",
      },
      seed: { type: "number", value: "N", default: "1", description: "Chooses what is tried where not everything is." },
      secrets: {
        type: "text",
        value: "FILE",
        description: "JSON object with fakes for `env.NAME`. Never give real ones: the code under test sees them.",
      },
      kv: {
        type: "text",
        value: "FILE",
        description: "JSON object with what `env.KV` holds at first: texts by key; anything else is stored as JSON.",
      },
      "allow-fetch": {
        type: "list",
        value: "HOST[,HOST…]",
        default: "none",
        description:
          "Hosts that the code may ask with `fetch`, such as `api.example.com`, `*.example.com` or `127.0.0.1:4010`.",
      },
      runtime: {
        type: "text",
        value: "RUNTIME",
        choices: ["node", "workerd"],
        default: "node",
        description: "Where the code runs: a locked up process of Node, or the real Workers runtime.",
      },
      transcript: { type: "text", value: "FILE", description: "Write the exchanges to this file, as JSON Lines." },
      scenario: {
        type: "list",
        value: "FILE|GLOB",
        default: "`*.scenario.yml` beside the flow",
        description: "Scenarios to play after the walk; several times, or several separated by commas.",
      },
      "no-walk": { type: "switch", description: "Play the scenarios alone." },
      "no-scenarios": { type: "switch", description: "Play no scenarios." },
      record: {
        type: "text",
        value: "FILE",
        description:
          "Write the shortest way to the end of the flow as a scenario to this file, which must not exist; where the flow has several ends, each further one to a file with a number (`FILE-2.scenario.yml`).",
      },
      "flow-action": {
        type: "text",
        value: "ACTION",
        choices: ["navigate", "data_exchange"],
        default: "data_exchange for a flow with `data_api_version`",
        description: "How the flow opens: by asking the code, or on its first screen with the examples of its data.",
      },
      "max-exchanges": {
        type: "number",
        value: "N",
        min: 1,
        max: 10000,
        default: "400",
        description: "Stop the walk after so many, and each scenario too where this is given.",
      },
      "time-limit": {
        type: "number",
        value: "MS",
        min: 100,
        max: 60000,
        default: "10000",
        description: "How long one answer may take, in milliseconds, before the code is ended.",
      },
      ...configFlags,
    },
    examples: [
      {
        does: "Simulate a flow",
        command: "wa-flows simulate flows/booking/flow.json --endpoint flows/booking/endpoint.js",
      },
      {
        does: "Demand that everything is reached, and keep the exchanges",
        command: "wa-flows simulate flow.json --endpoint endpoint.js --fail-under 100 --transcript exchanges.jsonl",
      },
      {
        does: "Play one scenario alone",
        command: "wa-flows simulate flow.json --endpoint endpoint.js --scenario book.scenario.yml --no-walk",
      },
    ],
    oneOf: [
      { flags: ["scenario", "no-scenarios"], required: false },
      { flags: ["no-walk", "no-scenarios"], required: false },
      { flags: ["no-walk", "record"], required: false },
    ],
    load: async () => (await import("../commands/simulate.js")).simulateCommand,
  },
  types: {
    summary: "Write types of what the business receives when a flow ends",
    details: [
      "For each screen and way of ending: the members of the payload, from the `complete` actions of the flow and the inputs and data they refer to. What a data endpoint ends a flow with is only known by its code: with `--endpoint` the flow is simulated, and the types say what was observed.",
      "The same flow gives the same text, so that the file can be kept in the repository. With `--check` it ends with 1 when the file differs, and writes nothing.",
    ],
    arguments: { name: "FLOW", description: "Flow JSON.", min: 1, max: 1 },
    flags: {
      endpoint: { type: "text", value: "FILE", description: "Data endpoint code (`.js`), to simulate the flow with." },
      secrets: {
        type: "text",
        value: "FILE",
        description: "JSON object with fakes for `env.NAME`. Never give real ones: the code under test sees them.",
      },
      format: {
        type: "text",
        value: "FORMAT",
        choices: ["typescript", "json-schema"],
        default: "typescript",
        description: "What to write. `--json` is short for `--format json-schema`.",
      },
      name: {
        type: "text",
        value: "NAME",
        default: "from the name of the file or its folder",
        description: "Begins the names of the types, as `SignUp` does in `SignUpCompletion`.",
      },
      out: { type: "text", value: "FILE", description: "Write to this file instead of printing." },
      check: { type: "switch", description: "Compare with the file of `--out`, and write nothing." },
    },
    examples: [
      {
        does: "Write the types of a flow",
        command: "wa-flows types flows/sign-up/flow.json --out src/sign-up-completion.ts",
      },
      {
        does: "Check in CI that they are those of the flow and its data endpoint",
        command:
          "wa-flows types flows/booking/flow.json --endpoint flows/booking/endpoint.js --out src/booking-completion.ts --check",
      },
    ],
    load: async () => (await import("../commands/types.js")).typesCommand,
  },
  diff: {
    summary: "Say what two Flow JSON files mean differently",
    details: [
      "Screens and components are told apart by what they are, not by their place: one that was renamed or moved is not one removed and another added. Layout, the order of keys and that of routes do not count. `-` reads one of the two from standard input.",
      "Neither file has to be valid. Ends with 0 also when there are differences, unless `--exit-code` is given, and with 2 when a file could not be read.",
    ],
    arguments: { name: "BASE HEAD", description: "Flow JSON before and after.", min: 2, max: 2 },
    flags: {
      format: {
        type: "text",
        value: "FORMAT",
        choices: ["pretty", "json", "markdown"],
        default: "pretty",
        description: "`markdown` is for a comment. `--json` is short for `--format json`.",
      },
      "exit-code": { type: "switch", description: "End with 1 when there is a difference, as `git diff` does." },
    },
    examples: [
      { does: "Compare two files", command: "wa-flows diff old/flow.json new/flow.json" },
      {
        does: "Compare with what is committed",
        command: "git show HEAD:flows/signup/flow.json | wa-flows diff - flows/signup/flow.json",
      },
    ],
    load: async () => (await import("../commands/diff.js")).diffCommand,
  },
  explain: {
    summary: "Explain a rule or a code, with a bad and a good example",
    details: [
      "A finding shows its code and its rule in brackets, as in `[INVALID_ROUTING_MODEL routing-self-loop]`; either will do. For a code that several rules share, these are listed.",
      "The pages come with the package, so no network is needed.",
    ],
    arguments: { name: "CODE|RULE", description: "Code or rule of a finding.", min: 1, max: 1 },
    flags: {},
    examples: [
      { does: "Explain a rule", command: "wa-flows explain routing-self-loop" },
      { does: "List the rules that report a code", command: "wa-flows explain INVALID_ROUTING_MODEL" },
    ],
    load: async () => (await import("../commands/explain.js")).explain,
  },
  emulator: {
    summary: "Serve a local stand-in for the Kapso API and Meta's proxy",
    details: [
      "It starts with one project, one WABA and two phone numbers, and nothing else. It serves until it is ended with Ctrl+C or a SIGTERM, and then ends with 0.",
      "With `--json` its first line on stdout is one object with `url`, `apiKey`, `phoneNumberId` and `businessAccountId`; without it, commands to copy are shown.",
    ],
    flags: {
      port: {
        type: "number",
        value: "N",
        max: 65535,
        default: "any that is free",
        description: "Port to listen on.",
      },
      host: { type: "text", value: "ADDRESS", default: "127.0.0.1", description: "Address to listen on." },
      state: {
        type: "text",
        value: "FILE",
        description: "Keep the state in this file, so that the next start goes on from there.",
      },
    },
    examples: [
      { does: "Serve, and tell a script where", command: "wa-flows emulator --json" },
      {
        does: "Serve at a fixed port, and keep what was made",
        command: "wa-flows emulator --port 4010 --state emulator.json",
      },
    ],
    load: async () => (await import("../commands/emulator.js")).emulatorCommand,
  },
};

export const pipelineCommands: Readonly<Record<string, CommandSpec>> = {
  pipeline: {
    summary: "Run steps in the given order over one flow or all flows of the config",
    details: [
      "STEP is one or more of the steps below, separated by commas, or one preset. Each step runs over all flows before the next begins, so nothing is written before everything has been checked. After a failure nothing more is begun, and the report says what was already changed and which command goes on.",
      "The flow comes from `--path` and the flags, else all flows of the config's environment are meant.",
    ],
    arguments: { name: "STEP[,STEP…]", description: "Steps or a preset.", min: 1, max: Number.POSITIVE_INFINITY },
    flags: {
      path: {
        type: "list",
        value: "PATH",
        description: "Flow JSON: files, folders or globs.",
      },
      endpoint: { type: "text", value: "FILE", description: "Data endpoint code (`.js`); makes the flow dynamic." },
      "flow-id": {
        type: "text",
        value: "ID",
        description: "The flow, by Kapso's ID (a UUID) or Meta's (digits).",
      },
      name: {
        type: "text",
        value: "NAME",
        description: "Name of the flow. Without `--flow-id` it is found by it, and created if there is none.",
      },
      "phone-number-id": phoneNumberId,
      "business-account-id": {
        type: "text",
        value: "ID",
        description: "ID of the WhatsApp Business Account (WABA), for steps that take it instead of a phone number.",
      },
      "fail-on": failOn,
      timeout,
      to: { type: "list", value: "NUMBER", description: "Recipients of the test message, one after the other." },
      "body-text": { type: "text", value: "TEXT", description: "Text of the test message." },
      "header-text": { type: "text", value: "TEXT", description: "Header of the test message." },
      "footer-text": { type: "text", value: "TEXT", description: "Footer of the test message." },
      "flow-cta": { type: "text", value: "TEXT", default: "Open", description: "Text of its button." },
      "flow-token": {
        type: "text",
        value: "TOKEN",
        default: "one that cannot be guessed, for each recipient",
        description: "Flow token of the test message.",
      },
      "flow-action": {
        type: "text",
        value: "ACTION",
        choices: ["navigate", "data_exchange"],
        default: "navigate",
        description: "How the flow opens: on a screen, or by asking its data endpoint.",
      },
      "flow-action-payload": { type: "text", value: "JSON", description: "First screen and its data, for `navigate`." },
      mode: {
        type: "text",
        value: "MODE",
        choices: ["draft", "published"],
        default: "as the flow's status demands",
        description: "Which state of the flow to send.",
      },
      ...configFlags,
      ...connectionFlags,
    },
    examples: [
      {
        does: "Check a flow, store it and publish it",
        command:
          "wa-flows pipeline validate,update-json,publish --path flow.json --flow-id 6f1b2c1e-7a55-4f0b-9d0e-2b9b6f6f1c10",
      },
      { does: "Release all flows of an environment", command: "wa-flows pipeline release --environment production" },
      {
        does: "Try a whole release without an account",
        command: "KAPSO_API_BASE_URL=emulator wa-flows pipeline validate,create,publish --path flow.json --name signup",
      },
    ],
    load: async () => (await import("../commands/pipeline.js")).pipelineCommand,
  },
};
