/** From inputs to a report: reads them, finds the flows, and runs the pipeline. Throws what keeps it from starting. */
import { secretNamesIn } from "../config/environment.js";
import type { DeploymentPlan } from "../deployment/plan.js";
import { UsageError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";
import type { FlowTarget } from "../pipeline/facts.js";
import type { RunOptions, SendOptions } from "../pipeline/options.js";
import type { Pipeline } from "../pipeline/pipeline.js";
import type { Report } from "../pipeline/report.js";
import { refuseMoved } from "../pipelines/approved.js";
import { pipelineNamed } from "../pipelines/index.js";
import { invocationOf } from "../pipelines/invocation.js";
import { onEmulator } from "../pipelines/on-emulator.js";
import { resolveTargets, sourcesAfter, sourcesOf, type TargetInputs } from "../pipelines/targets.js";
import { loadProject, type ProjectConfig } from "./config.js";
import { type Connection, connected } from "./connect.js";
import type { WorkflowEvent } from "./event.js";
import { type Inputs, numberForms, readInputs } from "./inputs.js";
import { runnerLog } from "./log.js";
import { type Machine, workspaceOf } from "./machine.js";
import { mergedReport, mergesReports } from "./merged-report.js";
import { runPorts } from "./ports.js";
import type { Runner } from "./runner.js";

/** What is known by now; kept outside, so that a report can be made of it when something throws. */
export interface Progress {
  /** Where the run leaves files; made when it is first asked for. */
  readonly reportFolder: (inputs: Inputs | undefined) => () => Promise<string>;
  inputs?: Inputs;
  /** Texts of the files, by path, for code frames. */
  sources: ReadonlyMap<string, string>;
  /** Texts that must not be shown. */
  readonly secrets: string[];
}

export async function execute(machine: Machine, event: WorkflowEvent, progress: Progress): Promise<Report> {
  const { runner } = machine;
  const { inputs, problems } = readInputs(runner.env);
  progress.inputs = inputs;
  const root = workingDirectory(machine, inputs);
  const files = machine.files(root);
  if (mergesReports(inputs) && problems.length === 0) return mergedReport(inputs, files);
  const pipeline = chosenPipeline(inputs, problems);
  const configured = await loadProject(inputs, pipeline.effect, files);
  for (const secret of (configured?.environment?.testRecipients ?? []).flatMap(numberForms)) {
    runner.mask(secret);
    progress.secrets.push(secret);
  }
  const approved = await approvedPlan(inputs, files);
  return withApi(pipeline, machine, inputs, async (connection) => {
    const { emulator } = connection;
    const project = configured === undefined || emulator === undefined ? configured : onEmulator(configured, emulator);
    const targets = await targetsOf(inputs, project, connection, files);
    progress.sources = sourcesOf(targets);
    if (approved !== undefined) {
      refuseMoved(approved, { environment: project?.environment, targets, all: inputs.name === undefined });
    }
    const options = {
      ...optionsOf(inputs, project, progress.secrets),
      ...commandOf(inputs, pipeline, project),
      ...(approved === undefined ? {} : { approved }),
    };
    const reportFolder = progress.reportFolder(inputs);
    const report = await pipeline.run({
      ...(await runPorts(machine, { pipeline, inputs, project, root, reportFolder })),
      targets,
      options: isFork(event) ? forFork(options, event, holdsSecrets(inputs, project, runner.env)) : options,
      ...(connection.api === undefined ? {} : { api: connection.api }),
      log: runnerLog(runner),
    });
    progress.sources = await sourcesAfter(report, targets, files);
    return report;
  });
}

async function targetsOf(
  inputs: Inputs,
  project: ProjectConfig | undefined,
  connection: Connection,
  files: FileSource,
): Promise<readonly FlowTarget[]> {
  const targets = await resolveTargets(withNumber(targetInputsOf(inputs), project, connection), project, files);
  const onPublished = inputs.onPublished?.value;
  return onPublished === undefined ? targets : targets.map((target) => ({ ...target, onPublished }));
}

/** The plan that was reviewed, for an `apply`. */
async function approvedPlan({ plan }: Inputs, files: FileSource): Promise<DeploymentPlan | undefined> {
  if (plan === undefined) return undefined;
  const { readPlan } = await import("../deployment/read-plan.js");
  return readPlan(await files.read(plan.value), plan.value);
}

/** What `plan` and `apply` are called on a command line, where they are commands of their own. */
function commandOf(inputs: Inputs, { stepNames }: Pipeline, project: ProjectConfig | undefined): RunOptions {
  if (!stepNames.includes("plan")) return {};
  const { value = [] } = inputs.pipeline ?? {};
  const flags = invocationOf(targetInputsOf(inputs), project);
  const policy = inputs.onPublished === undefined ? [] : ["--on-published", inputs.onPublished.value];
  return { command: ["wa-flows", ...value, ...flags, ...policy] };
}

/** The folder that paths are relative to. */
export function workingDirectory(machine: Machine, inputs: Inputs | undefined): string {
  return machine.resolve(workspaceOf(machine.runner), inputs?.workingDirectory?.value ?? ".");
}

/** Everything that is wrong with the inputs, told at once. */
function chosenPipeline(inputs: Inputs, problems: readonly string[]): Pipeline {
  const found = [...problems];
  try {
    if (inputs.pipeline !== undefined) {
      const pipeline = pipelineNamed(inputs.pipeline.value);
      if (found.length === 0) return pipeline;
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    found.push(error.message);
  }
  throw new UsageError("USAGE_INPUT", found.join("\n"));
}

/** Nothing is opened for a pipeline that stays offline: it needs no key, and starts faster. */
async function withApi<T>(
  pipeline: Pipeline,
  { runner, signal }: Machine,
  inputs: Inputs,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (pipeline.effect === "none") return use({});
  // Only for people: the key decides which project it is (kapso-api.md 5).
  const project = runner.env.PROJECT_ID?.trim();
  if (project) runner.info(`Project \`${project}\`.`);
  return connected(inputs, runnerLog(runner), signal, use);
}

/** Code from a fork is judged, and nothing is done with it: whoever opened the pull request wrote it. */
function isFork({ pullRequest }: WorkflowEvent): boolean {
  return pullRequest?.fork === true;
}

/**
 * Code of a stranger does not run where a secret is, sandbox or not. A run for `pull_request_target` has a token that
 * may write (GitHub docs: Events that trigger workflows).
 */
function forFork(options: RunOptions, { name }: WorkflowEvent, secrets: boolean): RunOptions {
  const offline: RunOptions = { ...options, ceiling: "none" };
  if (!secrets && name !== "pull_request_target") return offline;
  const noCode =
    "The pull request comes from a fork and this job holds secrets, so the data endpoint code is not run. Simulate it in a job without them.";
  return { ...offline, noCode };
}

/** A secret of any environment counts: an offline run does not choose one. */
function holdsSecrets({ apiKey }: Inputs, project: ProjectConfig | undefined, env: Runner["env"]): boolean {
  const names = project === undefined ? [] : secretNamesIn(project.config, undefined);
  return apiKey !== undefined || names.some((name) => Boolean(env[name]));
}

function targetInputsOf({ path, endpoint, flowId, name, phoneNumberId, businessAccountId }: Inputs): TargetInputs {
  return {
    paths: path?.value,
    endpoint: endpoint?.value,
    flowId: flowId?.value,
    name: name?.value,
    phoneNumberId: phoneNumberId?.value,
    businessAccountId: businessAccountId?.value,
  };
}

/** The emulator's number stands for one that nobody gave. */
function withNumber(inputs: TargetInputs, project: ProjectConfig | undefined, connection: Connection): TargetInputs {
  const known = project?.environment?.phoneNumberId === undefined ? connection.emulator?.phoneNumberId : undefined;
  return { ...inputs, phoneNumberId: inputs.phoneNumberId ?? known };
}

function optionsOf(inputs: Inputs, project: ProjectConfig | undefined, secrets: readonly string[]): RunOptions {
  const environment = project?.environment?.name ?? inputs.environment?.value;
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(inputs.timeout === undefined ? {} : { timeoutMs: inputs.timeout.value * 60_000 }),
    ...(inputs.failOn === undefined ? {} : { failOn: inputs.failOn.value }),
    ...(project === undefined ? {} : { severity: project.severity }),
    invocation: invocationOf(targetInputsOf(inputs), project),
    recipientsInConfig: inputs.to === undefined && (project?.environment?.testRecipients ?? []).length > 0,
    send: sendOptionsOf(inputs, project),
    secrets,
  };
}

function sendOptionsOf(inputs: Inputs, project: ProjectConfig | undefined): SendOptions {
  const recipients = inputs.to?.value ?? project?.environment?.testRecipients;
  const { bodyText, headerText, footerText, flowCta, flowToken, flowAction, flowActionPayload, mode } = inputs;
  return {
    ...(recipients === undefined ? {} : { recipients }),
    ...(bodyText === undefined ? {} : { bodyText: bodyText.value }),
    ...(headerText === undefined ? {} : { headerText: headerText.value }),
    ...(footerText === undefined ? {} : { footerText: footerText.value }),
    ...(flowCta === undefined ? {} : { flowCta: flowCta.value }),
    ...(flowToken === undefined ? {} : { flowToken: flowToken.value }),
    ...(flowAction === undefined ? {} : { flowAction: flowAction.value }),
    ...(flowActionPayload === undefined ? {} : { flowActionPayload: flowActionPayload.value }),
    ...(mode === undefined ? {} : { mode: mode.value }),
  };
}
