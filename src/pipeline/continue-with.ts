/** The command that goes on after a failure, so that nobody has to work out what was done already. */
import type { FlowTarget, KnownFacts } from "./facts.js";
import type { RunOptions } from "./options.js";
import type { AnyStep } from "./step.js";

export interface Progress {
  /** The whole list, in order. */
  readonly steps: readonly AnyStep[];
  /** The preset that the list came from. It is named again, because its steps are done or skip themselves. */
  readonly preset: string | null;
  /** Index of the first step that did not end well. */
  readonly failedAt: number;
  readonly targets: readonly { readonly target: FlowTarget; readonly facts: KnownFacts }[];
  readonly options: RunOptions;
}

/** The command line, quoted for a POSIX shell. */
export function continueWith(progress: Progress): string {
  const { command } = progress.options;
  if (command !== undefined) return command.map(quoted).join(" ");
  const names = stepsToRun(progress);
  return [
    "wa-flows",
    "pipeline",
    names.join(","),
    ...targetArguments(progress),
    ...sendArguments(progress, names),
    ...failOn(progress),
  ]
    .map(quoted)
    .join(" ");
}

/** What is left; with `validate` and `create` again, which change nothing where nothing is to change. */
function stepsToRun({ steps, preset, failedAt, targets }: Progress): readonly string[] {
  // `send-test` alone must not follow from a preset a second time: people would get a second message.
  const sent = targets.some(({ facts }) => facts.messages !== undefined);
  if (preset !== null && !sent) return [preset];
  const idsKnown = targets.length === 1 && targets[0]?.facts.flowId !== undefined;
  const again = steps.slice(0, failedAt).filter(({ name }) => name === "validate" || (name === "create" && !idsKnown));
  const names = [...again, ...steps.slice(failedAt)].map((step) => step.name);
  // A draft that was made with findings exists now, and only another version of it mends them.
  const faulty = idsKnown && steps[failedAt]?.name === "create" && !names.includes("update-json");
  return faulty ? names.flatMap((name) => (name === "create" ? [name, "update-json"] : [name])) : names;
}

function targetArguments({ targets, options }: Progress): readonly string[] {
  const only = targets.length === 1 ? targets[0] : undefined;
  if (options.invocation !== undefined) {
    const flowId = only?.facts.flowId;
    const given = only?.target.flowId !== undefined || flowId === undefined;
    return given ? options.invocation : [...options.invocation, "--flow-id", flowId];
  }
  if (only === undefined) return targets.flatMap(({ target }) => flag("--path", target.flowJson?.path));
  const { target, facts } = only;
  return [
    ...flag("--path", target.flowJson?.path),
    ...flag("--endpoint", target.endpointCode?.path),
    ...flag("--flow-id", facts.flowId ?? target.metaFlowId),
    ...(facts.flowId === undefined ? flag("--name", target.flowName) : []),
    ...flag("--phone-number-id", target.phoneNumberId),
    ...flag("--business-account-id", target.businessAccountId),
  ];
}

/** A message again, without its token, and with stand-ins for what is personal: neither may stand in a report. */
function sendArguments({ targets, options }: Progress, names: readonly string[]): readonly string[] {
  if (!names.includes("send-test") && !names.includes("qa")) return [];
  const begun = targets.some(({ facts }) => facts.messages !== undefined);
  if (begun) return ["--to", "RECIPIENTS_WITHOUT_A_MESSAGE", ...messageArguments(options)];
  return [...(options.recipientsInConfig === true ? [] : ["--to", "RECIPIENTS"]), ...messageArguments(options)];
}

function messageArguments({ send = {} }: RunOptions): readonly string[] {
  return [
    ...flag("--body-text", send.bodyText),
    ...flag("--header-text", send.headerText),
    ...flag("--footer-text", send.footerText),
    ...flag("--flow-cta", send.flowCta),
    ...flag("--flow-action", send.flowAction),
    ...flag("--flow-action-payload", send.flowActionPayload === undefined ? undefined : "PAYLOAD"),
    ...flag("--mode", send.mode),
  ];
}

function failOn({ options }: Progress): readonly string[] {
  return options.failOn === undefined || options.failOn === "error" ? [] : ["--fail-on", options.failOn];
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
