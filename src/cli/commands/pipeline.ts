import type { FlowTarget } from "../../pipeline/facts.js";
import type { RunOptions } from "../../pipeline/options.js";
import type { Pipeline } from "../../pipeline/pipeline.js";
import { pipelineNamed } from "../../pipelines/index.js";
import { invocationOf } from "../../pipelines/invocation.js";
import { onEmulator } from "../../pipelines/on-emulator.js";
import { resolveTargets, sourcesAfter, type TargetInputs } from "../../pipelines/targets.js";
import { stepNamed } from "../../steps/index.js";
import { type FileConfig, loadConfigFile } from "../config-file.js";
import { type Connection, connectedToChange } from "../connect.js";
import { failOnOf } from "../fail-on.js";
import { kapsoFlowId } from "../flow-ids.js";
import { machinePorts } from "../machine-ports.js";
import type { Options } from "../options.js";
import { reportResult } from "../report-text.js";
import { sendOptions } from "../send-options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";
import { timeoutOf } from "../timeout.js";

export async function pipelineCommand(options: Options, session: Session): Promise<Result> {
  const chosen = pipelineNamed(options.arguments);
  // Offline steps are the same in every environment, so none has to be chosen for them.
  const config = await loadConfigFile(options, session, chosen.effect !== "none");
  const runOptions = await optionsOf(options, config, session);
  if (chosen.effect === "none") return run(chosen, options, config, runOptions, session);
  return connectedToChange(options, session, (connection) => {
    const project = session.host.env.PROJECT_ID?.trim();
    if (project) session.log.info(`Project \`${project}\`.`);
    return run(chosen, options, config, runOptions, session, connection);
  });
}

async function run(
  chosen: Pipeline,
  options: Options,
  given: FileConfig | undefined,
  runOptions: RunOptions,
  session: Session,
  connection?: Connection & { readonly stop: AbortSignal },
): Promise<Result> {
  const emulator = connection?.emulator;
  const config = given === undefined || emulator === undefined ? given : onEmulator(given, emulator);
  const found = await resolveTargets(withNumber(inputsOf(options), config, connection), config, session.files);
  const targets = connection === undefined ? found : await withKapsoIds(found, chosen, connection);
  const report = await chosen.run({
    targets,
    options: connection === undefined ? runOptions : { ...runOptions, secrets: [connection.apiKey] },
    ...(connection === undefined ? {} : { api: connection.client, signal: connection.stop }),
    ...(await machinePorts(chosen, options, config, session)),
  });
  return reportResult(report, await sourcesAfter(report, targets, session.files), session);
}

/** The Platform takes Kapso's ID only; steps at Meta make do with Meta's. */
async function withKapsoIds(
  targets: readonly FlowTarget[],
  { stepNames }: Pipeline,
  { client }: Connection,
): Promise<readonly FlowTarget[]> {
  const needs = stepNames.flatMap((name) => stepNamed(name)?.needs ?? []);
  if (!needs.includes("flowId") && !needs.includes("identity")) return targets;
  const result: FlowTarget[] = [];
  for (const target of targets) {
    const { metaFlowId, flowId } = target;
    const missing = metaFlowId !== undefined && flowId === undefined;
    result.push(missing ? { ...target, flowId: await kapsoFlowId(client, metaFlowId) } : target);
  }
  return result;
}

function inputsOf(options: Options): TargetInputs {
  return {
    paths: options.list("path"),
    endpoint: options.text("endpoint"),
    flowId: options.text("flow-id"),
    name: options.text("name"),
    phoneNumberId: options.text("phone-number-id"),
    businessAccountId: options.text("business-account-id"),
  };
}

/** The emulator's number stands for one that nobody gave. */
function withNumber(inputs: TargetInputs, config: FileConfig | undefined, connection: Connection | undefined) {
  const phoneNumberId =
    inputs.phoneNumberId ?? config?.environment?.phoneNumberId ?? connection?.emulator?.phoneNumberId;
  return { ...inputs, phoneNumberId };
}

async function optionsOf(options: Options, config: FileConfig | undefined, session: Session): Promise<RunOptions> {
  const given = await sendOptions(options, session);
  const configured = config?.environment?.testRecipients ?? [];
  const recipientsInConfig = given.recipients === undefined && configured.length > 0;
  return {
    failOn: failOnOf(options),
    ...timeoutOf(options),
    send: recipientsInConfig ? { ...given, recipients: configured } : given,
    recipientsInConfig,
    invocation: invocationOf(inputsOf(options), config),
    ...(config === undefined ? {} : { severity: config.severity }),
    ...(config?.environment === undefined ? {} : { environment: config.environment.name }),
  };
}
