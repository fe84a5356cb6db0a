import type { CommandSpec } from "../spec.js";
import { connectionFlags, flowId, paging, phoneNumberId, sampleId, showData } from "./flags.js";

/** Sending a flow, and looking at what became of it. */
export const useCommands: Readonly<Record<string, CommandSpec>> = {
  "send-test": {
    summary: "Send a flow to test recipients",
    details: [
      "Each recipient gets one message, one after the other, and a message is never sent again by itself. WhatsApp only takes it if the recipient wrote to the number in the last 24 hours.",
      "A draft is sent as a draft, a published flow as published, unless `--mode` says otherwise.",
    ],
    flags: {
      "flow-id": flowId,
      "phone-number-id": { ...phoneNumberId, required: true },
      to: {
        type: "list",
        value: "NUMBER",
        required: true,
        description: "Recipient with country code; several times, or several separated by commas.",
      },
      "body-text": {
        type: "text",
        value: "TEXT",
        required: true,
        description: "Text of the message; 1024 characters at most.",
      },
      "header-text": { type: "text", value: "TEXT", description: "Header; 60 characters at most." },
      "footer-text": { type: "text", value: "TEXT", description: "Footer; 60 characters at most." },
      "flow-cta": {
        type: "text",
        value: "TEXT",
        default: "Open",
        description: "Text of the button; 20 characters at most.",
      },
      "flow-token": {
        type: "text",
        value: "TOKEN",
        default: "one that cannot be guessed, for each recipient",
        description: "Flow token that comes back with every exchange and the answer.",
      },
      "flow-action": {
        type: "text",
        value: "ACTION",
        choices: ["navigate", "data_exchange"],
        default: "navigate",
        description: "How the flow opens: on a screen, or by asking its data endpoint.",
      },
      "flow-action-payload": {
        type: "text",
        value: "JSON",
        description: 'First screen and its data, for `navigate`: `{"screen": "WELCOME", "data": {…}}`.',
      },
      "flow-action-payload-file": { type: "text", value: "FILE", description: "The same from a file." },
      mode: {
        type: "text",
        value: "MODE",
        choices: ["draft", "published"],
        default: "as the flow's status demands",
        description: "Which state of the flow to send.",
      },
      draft: { type: "switch", description: "The same as `--mode draft`." },
      ...connectionFlags,
    },
    oneOf: [{ flags: ["flow-action-payload", "flow-action-payload-file"], required: false }],
    examples: [
      {
        does: "Send to two people",
        command: `wa-flows send-test --flow-id ${sampleId} --phone-number-id 1234567890 --to +15550100,+15550101 --body-text "Please try this"`,
      },
    ],
    script: "send-test-flow",
    load: async () => (await import("../commands/send-test.js")).sendTest,
  },
  responses: {
    summary: "List what people answered in a flow",
    flags: { "flow-id": flowId, "show-data": showData, ...paging, ...connectionFlags },
    examples: [{ does: "Show the newest answers", command: `wa-flows responses --flow-id ${sampleId} --show-data` }],
    script: "list-flow-responses",
    load: async () => (await import("../commands/responses.js")).responses,
  },
  logs: {
    summary: "Show what the data endpoint code logged",
    flags: {
      "flow-id": flowId,
      limit: { type: "number", value: "N", min: 1, max: 50, default: "20", description: "How many entries." },
      "show-data": showData,
      ...connectionFlags,
    },
    examples: [{ does: "Show the last 50 entries", command: `wa-flows logs --flow-id ${sampleId} --limit 50` }],
    script: "list-function-logs",
    load: async () => (await import("../commands/logs.js")).logs,
  },
  invocations: {
    summary: "List the calls of the data endpoint",
    flags: {
      "flow-id": { ...flowId, required: false },
      "function-id": { type: "text", value: "ID", description: "The function (a UUID) instead of the flow." },
      status: {
        type: "text",
        value: "STATUS",
        choices: ["success", "failed"],
        description: "Only calls that ended so.",
      },
      limit: { type: "number", value: "N", min: 1, max: 20, default: "10", description: "How many calls." },
      "show-data": showData,
      ...connectionFlags,
    },
    oneOf: [{ flags: ["flow-id", "function-id"], required: true }],
    examples: [{ does: "Show failed calls", command: `wa-flows invocations --flow-id ${sampleId} --status failed` }],
    script: "list-function-invocations",
    load: async () => (await import("../commands/invocations.js")).invocations,
  },
};
