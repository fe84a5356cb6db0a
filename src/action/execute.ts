/** From inputs to a report: reads them, finds the flows, and runs the pipeline. Throws what keeps it from starting. */
import { UsageError } from "../errors/errors.js";
import type { RunOptions, SendOptions } from "../pipeline/options.js";
import type { Pipeline } from "../pipeline/pipeline.js";
import type { Report } from "../pipeline/report.js";
import { pipelineNamed } from "../pipelines/index.js";
import { invocationOf } from "../pipelines/invocation.js";
import { resolveTargets, sourcesOf, type TargetInputs } from "../pipelines/targets.js";
import { loadProject, type ProjectConfig } from "./config.js";
import { type Connection, connected } from "./connect.js";
import type { WorkflowEvent } from "./event.js";
import { type Inputs, numberForms, readInputs } from "./inputs.js";
import { runnerLog } from "./log.js";
import { type Machine, workspaceOf } from "./machine.js";

/** What is known by now; kept outside, so that a report can be made of it when something throws. */
export interface Progress {
  inputs?: Inputs;
  /** Texts of the files, by path, for code frames. */
  sources: ReadonlyMap<string, string>;
  /** Texts that must not be shown. */
  readonly secrets: string[];
}

export async function execute(machine: Machine, event: WorkflowEvent, progress: Progress): Promise<Report> {
  const { runner, clock, randomToken, sandbox, signal } = machine;
  const { inputs, problems } = readInputs(runner.env);
  progress.inputs = inputs;
  const pipeline = chosenPipeline(inputs, problems);
  const files = machine.files(workingDirectory(machine, inputs));
  const project = await loadProject(inputs, pipeline.effect, files);
  for (const secret of (project?.environment?.testRecipients ?? []).flatMap(numberForms)) {
    runner.mask(secret);
    progress.secrets.push(secret);
  }
  return withApi(pipeline, machine, inputs, async (connection) => {
    const targets = await resolveTargets(withNumber(targetInputsOf(inputs), project, connection), project, files);
    progress.sources = sourcesOf(targets);
    const options = optionsOf(inputs, project, progress.secrets);
    return pipeline.run({
      targets,
      options: isFork(event) ? { ...options, ceiling: "none" } : options,
      ...(connection.api === undefined ? {} : { api: connection.api }),
      clock,
      log: runnerLog(runner),
      randomToken,
      sandbox,
      signal,
    });
  });
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
  const known = project?.environment?.phoneNumberId === undefined ? connection.phoneNumberId : undefined;
  return { ...inputs, phoneNumberId: inputs.phoneNumberId ?? known };
}

function optionsOf(inputs: Inputs, project: ProjectConfig | undefined, secrets: readonly string[]): RunOptions {
  return {
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
