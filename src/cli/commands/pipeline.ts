import { flowsIn } from "../../config/environment.js";
import { randomToken } from "../../host/random.js";
import type { FlowTarget } from "../../pipeline/facts.js";
import type { RunOptions } from "../../pipeline/options.js";
import type { Pipeline } from "../../pipeline/pipeline.js";
import type { ConfiguredFlows, TargetChoices } from "../../pipelines/flow-targets.js";
import { flowTargets } from "../../pipelines/flow-targets.js";
import { pipelineNamed } from "../../pipelines/index.js";
import { stepNamed } from "../../steps/index.js";
import { type FileConfig, loadConfigFile } from "../config-file.js";
import { type Connection, connected } from "../connect.js";
import { failOnOf } from "../fail-on.js";
import { kapsoFlowId } from "../flow-ids.js";
import type { Options } from "../options.js";
import { reportResult } from "../report-text.js";
import { sendOptions } from "../send-options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function pipelineCommand(options: Options, session: Session): Promise<Result> {
  const chosen = pipelineNamed(options.arguments.join(","));
  // Offline steps are the same in every environment, so none has to be chosen for them.
  const config = await loadConfigFile(options, session, chosen.effect !== "none");
  const runOptions = await optionsOf(options, config, session);
  if (chosen.effect === "none") return run(chosen, options, config, runOptions, session);
  return connected(options, session, (connection) => {
    const project = session.host.env.PROJECT_ID?.trim();
    if (project) session.log.info(`Project \`${project}\`.`);
    return run(chosen, options, config, runOptions, session, connection);
  });
}

async function run(
  chosen: Pipeline,
  options: Options,
  config: FileConfig | undefined,
  runOptions: RunOptions,
  session: Session,
  connection?: Connection,
): Promise<Result> {
  const found = await flowTargets(choicesOf(options, config, connection), session.files);
  const targets = connection === undefined ? found : await withKapsoIds(found, chosen, connection);
  const report = await chosen.run({
    targets,
    options: connection === undefined ? runOptions : { ...runOptions, secrets: [connection.apiKey] },
    ...(connection === undefined ? {} : { api: connection.client, signal: session.host.interruption("cut-short") }),
    clock: session.clock,
    log: session.log,
    randomToken,
  });
  return reportResult(report, sourcesOf(targets), session);
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

function choicesOf(
  options: Options,
  config: FileConfig | undefined,
  connection: Connection | undefined,
): TargetChoices {
  const flows = config === undefined ? undefined : configuredFlows(config);
  const phoneNumberId = options.text("phone-number-id") ?? flows?.phoneNumberId ?? connection?.emulator?.phoneNumberId;
  return {
    ...(options.list("path").length === 0 ? {} : { paths: options.list("path") }),
    ...optional("endpoint", options.text("endpoint")),
    ...optional("flowId", options.text("flow-id")),
    ...optional("name", options.text("name")),
    ...optional("phoneNumberId", phoneNumberId),
    ...optional("businessAccountId", options.text("business-account-id")),
    ...optional("config", flows),
  };
}

function configuredFlows({ config, environment }: FileConfig): ConfiguredFlows {
  return {
    flows: flowsIn(config, environment),
    ...optional("phoneNumberId", environment?.phoneNumberId),
    ...optional("businessAccountId", environment?.businessAccountId),
    publish: environment?.publish ?? false,
  };
}

async function optionsOf(options: Options, config: FileConfig | undefined, session: Session): Promise<RunOptions> {
  const given = await sendOptions(options, session);
  const recipients = given.recipients ?? config?.environment?.testRecipients ?? [];
  return {
    failOn: failOnOf(options),
    send: recipients.length === 0 ? given : { ...given, recipients },
    ...(config === undefined ? {} : { severity: config.severity, invocation: invocationOf(config, options) }),
  };
}

/** What makes the same flows again on a command line. Message flags too: with a config no others are added. */
function invocationOf({ config, environment }: FileConfig, options: Options): readonly string[] {
  const message = ["body-text", "header-text", "footer-text", "flow-cta", "flow-action", "flow-action-payload", "mode"];
  const repeated = ["endpoint", "name", "phone-number-id", "business-account-id", ...message];
  return [
    ...["--config", config.path],
    ...(environment === undefined ? [] : ["--environment", environment.name]),
    ...options.list("path").flatMap((path) => ["--path", path]),
    ...repeated.flatMap((name) => {
      const value = options.text(name);
      return value === undefined ? [] : [`--${name}`, value];
    }),
  ];
}

function sourcesOf(targets: readonly FlowTarget[]): ReadonlyMap<string, string> {
  const files = targets.flatMap(({ flowJson, endpointCode }) => [flowJson, endpointCode]);
  return new Map(files.filter((file) => file !== undefined).map(({ path, text }) => [path, text]));
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
