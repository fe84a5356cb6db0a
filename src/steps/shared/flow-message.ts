/** Test messages, as far as they can be judged before one is sent. */
import { type FlowMessage, flowMessage } from "../../client/messages.js";
import type { FlowJson } from "../../client/wire.js";
import { UsageError } from "../../errors/errors.js";
import { maskPhoneNumber } from "../../errors/redact.js";
import { readScreenIds } from "../../flow/entry-screens.js";
import { isObject } from "../../json/object.js";
import type { KnownFacts, SourceFile } from "../../pipeline/facts.js";
import type { RunOptions, SendOptions } from "../../pipeline/options.js";
import { didYouMean } from "../../text/nearest.js";
import { quotedList } from "../../text/quoted.js";
import { parseFlowJson } from "./flow-json.js";

/** Label of the button when none is given, as the seed's script has it (kapso-api.md 13). */
const DEFAULT_CTA = "Open";

/** Everything but the recipient, the flow and the token. */
export type MessageBody = Omit<FlowMessage, "to" | "flowId" | "flowToken" | "mode">;

/** What every recipient gets. */
export function messageBody(bodyText: string, send: SendOptions): MessageBody {
  const { headerText, footerText, flowCta, flowAction, flowActionPayload } = send;
  return { bodyText, headerText, footerText, flowCta: flowCta ?? DEFAULT_CTA, flowAction, flowActionPayload };
}

/** Each number once, in the order given; two ways to write one number are one. */
export function distinctRecipients(recipients: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return recipients.filter((recipient) => {
    const digits = recipient.replace(/\D/g, "");
    if (seen.has(digits)) return false;
    seen.add(digits);
    return true;
  });
}

/** Everything that is wrong with the messages, as sentences. */
export function messageProblems(known: KnownFacts, options: RunOptions): readonly string[] {
  const { recipients, bodyText } = known;
  // What is missing altogether is told as an unmet need.
  if (recipients === undefined || bodyText === undefined) return [];
  const send = options.send ?? {};
  return [
    ...tokenProblems(recipients, send),
    ...textProblems(recipients, bodyText, send),
    ...payloadProblems(known.flowJson, send),
  ];
}

function tokenProblems(recipients: readonly string[], { flowToken }: SendOptions): readonly string[] {
  if (flowToken === undefined || distinctRecipients(recipients).length <= 1) return [];
  return [
    "`flow-token` is given, and there are several recipients: their answers could not be told apart. Leave it out, and each gets its own.",
  ];
}

/** The client's own checks, done for each recipient before the first message leaves. */
function textProblems(recipients: readonly string[], bodyText: string, send: SendOptions): readonly string[] {
  const body = messageBody(bodyText, send);
  const problems = recipients.map((to) => {
    const message = problemOf(() => flowMessage({ ...body, to, flowId: "0", flowToken: send.flowToken ?? "token" }));
    return message?.startsWith("`to` ") ? `${message} Found \`${maskPhoneNumber(to)}\`.` : message;
  });
  return [...new Set(problems.filter((problem) => problem !== undefined))];
}

function problemOf(build: () => unknown): string | undefined {
  try {
    build();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/**
 * What is wrong with the first screen and its data, as sentences: a message opens a flow at one of its entry screens
 * only (kapso-api.md 13), and a screen takes what its `data` declares.
 */
export function payloadProblems(
  source: SourceFile | undefined,
  { flowActionPayload }: Pick<SendOptions, "flowActionPayload">,
): readonly string[] {
  const { screen, data = {} } = flowActionPayload ?? {};
  const flowJson = source === undefined ? undefined : parseFlowJson(source.text);
  if (flowActionPayload === undefined || source === undefined || flowJson === undefined) return [];
  const { all, entry } = readScreenIds(source.text);
  const [first, ...others] = entry;
  if (screen !== undefined && !entry.has(screen)) return [screenProblem(source.path, screen, { all, entry })];
  const opened = screen ?? (others.length === 0 ? first : undefined);
  return opened === undefined ? [] : dataProblems(flowJson, opened, data);
}

interface Screens {
  readonly all: ReadonlySet<string>;
  readonly entry: ReadonlySet<string>;
}

function screenProblem(path: string, screen: string, { all, entry }: Screens): string {
  const entries = `Entry screens are ${[...entry].map((id) => `\`${id}\``).join(", ")}.`;
  return all.has(screen)
    ? `Screen \`${screen}\` of \`flow-action-payload\` cannot be the first: other screens lead to it. ${entries}`
    : `\`${path}\` has no screen \`${screen}\` for \`flow-action-payload\`.${didYouMean(screen, [...all])} ${entries}`;
}

function dataProblems(flowJson: FlowJson, screen: string, data: Readonly<Record<string, unknown>>): readonly string[] {
  const screens: readonly unknown[] = Array.isArray(flowJson.screens) ? flowJson.screens : [];
  const found = screens.filter(isObject).find((one) => one.id === screen);
  const model = Object.keys(isObject(found?.data) ? found.data : {});
  const declared = model.length === 0 ? "It declares none." : `It has ${quotedList(model)}.`;
  return Object.keys(data)
    .filter((key) => !model.includes(key))
    .map(
      (key) =>
        `Screen \`${screen}\` has no \`${key}\` in its \`data\`, and \`flow-action-payload\` gives one.${didYouMean(key, model)} ${declared}`,
    );
}
