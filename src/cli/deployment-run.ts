/** Plans or applies the flows of a config's environment: what `plan` and `apply` have in common. */

import { type OnPublished, onPublishedChoices } from "../deployment/desired.js";
import type { DeploymentPlan } from "../deployment/plan.js";
import { flowPlanText } from "../deployment/plan-text.js";
import { UsageError } from "../errors/errors.js";
import type { FlowTarget } from "../pipeline/facts.js";
import type { Report } from "../pipeline/report.js";
import { presets } from "../pipelines/index.js";
import { targetOnEmulator } from "../pipelines/on-emulator.js";
import { resolveTargets, sourcesAfter } from "../pipelines/targets.js";
import { type FileConfig, loadConfigFile } from "./config-file.js";
import { type Connection, usesEmulator } from "./connect.js";
import { failOnOf } from "./fail-on.js";
import { machinePorts } from "./machine-ports.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";
import { timeoutOf } from "./timeout.js";

/** The config and the flows of it that are meant. */
export interface Deployment {
  readonly config: FileConfig;
  readonly targets: readonly FlowTarget[];
  /** The flags that mean the same flows again. */
  readonly flags: readonly string[];
}

/** Everything that can be wrong before the service is asked. */
export async function deploymentOf(options: Options, session: Session): Promise<Deployment> {
  const config = await loadConfigFile(options, session, true);
  if (config === undefined) {
    throw new UsageError("USAGE_NO_CONFIG", "There is no `whatsapp-flows.yml` in this folder.", {
      hint: "`wa-flows init` writes one for the flows that are here; `--config FILE` names another one.",
    });
  }
  const { path, flows } = config.config;
  if (flows.length === 0) {
    throw new UsageError("USAGE_NO_FLOW", `\`${path}\` lists no flows.`, {
      hint: "Add them under `flows`, or write the file anew with `wa-flows init --force`.",
    });
  }
  if (config.environment?.phoneNumberId === undefined && !usesEmulator(options)) throw nowhere(config);
  const names = [...new Set(options.list("name"))];
  const targets: FlowTarget[] = [];
  for (const name of names.length === 0 ? [undefined] : names) {
    targets.push(...(await resolveTargets({ name }, config, session.files)));
  }
  const onPublished = onPublishedChoices.find((choice) => choice === options.text("on-published"));
  return {
    config,
    targets: onPublished === undefined ? targets : targets.map((target) => ({ ...target, onPublished })),
    flags: flagsOf(options, config, names, onPublished),
  };
}

function nowhere({ config, environment }: FileConfig): UsageError {
  const where = environment === undefined ? `\`${config.path}\`` : `The environment \`${environment.name}\``;
  return new UsageError(
    "USAGE_NO_ACCOUNT",
    `${where} does not say where the flows go: it has no \`phone-number-id\`.`,
    {
      hint: "Add it under `environments`; with a key, `wa-flows init` shows the numbers there are. `KAPSO_API_BASE_URL=emulator` tries it without an account.",
    },
  );
}

function flagsOf(
  options: Options,
  { config, environment }: FileConfig,
  names: readonly string[],
  onPublished: OnPublished | undefined,
): readonly string[] {
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  return [
    ...(options.isSet("config") ? ["--config", config.path] : []),
    ...flag("--environment", environment?.name),
    ...names.flatMap((name) => ["--name", name]),
    ...flag("--on-published", onPublished),
    ...flag("--lock", options.text("lock")),
    ...(options.switch("no-lock") ? ["--no-lock"] : []),
    // A plan that is half done is still good: what is done by now is no reason to refuse it.
    ...(options.knows("plan") ? flag("--plan", options.text("plan")) : []),
    ...flag("--report-dir", options.text("report-dir")),
    ...flag("--fail-on", options.text("fail-on")),
    ...flag("--timeout", options.number("timeout")?.toString()),
  ];
}

export interface DeploymentRun {
  readonly report: Report;
  /** Texts of the files, to show findings in. */
  readonly sources: ReadonlyMap<string, string>;
}

/** @param approved a reviewed plan, which the run must not go beyond. */
export async function runDeployment(
  name: "plan" | "apply",
  deployment: Deployment,
  {
    options,
    session,
    connection,
  }: { options: Options; session: Session; connection: Connection & { readonly stop?: AbortSignal } },
  approved?: DeploymentPlan,
): Promise<DeploymentRun> {
  const { config, flags } = deployment;
  const { emulator } = connection;
  const targets =
    emulator === undefined
      ? deployment.targets
      : deployment.targets.map((target) => targetOnEmulator(target, emulator));
  const project = session.host.env.PROJECT_ID?.trim();
  if (project) session.log.info(`Project \`${project}\`.`);
  const report = await presets[name].run({
    targets,
    api: connection.client,
    ...(await machinePorts(presets[name], options, config, session)),
    // Alone, a plan is printed as a whole.
    ...(name === "plan" ? {} : { onPlan: (plan) => session.log.info(flowPlanText(plan).trimEnd()) }),
    ...(connection.stop === undefined ? {} : { signal: connection.stop }),
    options: {
      failOn: failOnOf(options),
      ...timeoutOf(options),
      severity: config.severity,
      secrets: [connection.apiKey],
      command: ["wa-flows", name, ...flags],
      ...(config.environment === undefined ? {} : { environment: config.environment.name }),
      ...(approved === undefined ? {} : { approved }),
    },
  });
  return { report, sources: await sourcesAfter(report, targets, session.files) };
}
