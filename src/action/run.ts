/** Runs the action once. The only place of it that catches everything. */
import { InvalidConfigError } from "../config/config.js";
import { redact } from "../errors/redact.js";
import { errorReport } from "../pipeline/error-report.js";
import { reportOf, reportOfErrors } from "../pipeline/record.js";
import type { ErrorReport, Report } from "../pipeline/report.js";
import { tool } from "../tool.js";
import { deliver } from "./deliver.js";
import { readEvent, type WorkflowEvent } from "./event.js";
import { execute, type Progress } from "./execute.js";
import { maskInputs } from "./inputs.js";
import { type Machine, workspaceOf } from "./machine.js";
import { reportFolder } from "./report-folder.js";

/** Never rejects. Afterwards the runner knows whether the step failed. */
export async function run(machine: Machine): Promise<void> {
  const progress = startedProgress(machine);
  const clean = (text: string): string => redact(text, progress.secrets);
  try {
    const event = await loadEvent(machine);
    const report = await reportOfRun(machine, event, progress, clean);
    await deliver(machine, event, progress, report);
    conclude(machine, report);
  } catch (error) {
    sayBug(machine, errorReport(error, { step: null, target: null }, clean));
  }
}

function startedProgress(machine: Machine): Progress {
  let folder: (() => Promise<string>) | undefined;
  return {
    sources: new Map(),
    secrets: [...maskInputs(machine.runner)],
    reportFolder: (inputs) => {
      folder ??= reportFolder(machine, inputs);
      return folder;
    },
  };
}

async function reportOfRun(
  machine: Machine,
  event: WorkflowEvent,
  progress: Progress,
  clean: (text: string) => string,
): Promise<Report> {
  try {
    return await execute(machine, event, progress);
  } catch (error) {
    const errors = [errorReport(error, { step: null, target: null }, clean)];
    if (!(error instanceof InvalidConfigError)) return reportOfErrors(errors);
    const { report, shownText } = error;
    progress.sources = new Map([[report.path, shownText]]);
    const closing = { environment: null, failOn: "error", continueWith: null, clean } as const;
    return reportOf({ states: [], steps: [], files: [report], writes: [], errors }, closing);
  }
}

/** The event's file is the runner's own; without it the action still works, but knows no pull request. */
async function loadEvent({ runner, files }: Machine): Promise<WorkflowEvent> {
  const path = runner.env.GITHUB_EVENT_PATH;
  try {
    const text = path ? await files(workspaceOf(runner)).read(path) : "{}";
    return readEvent(runner.env, JSON.parse(text));
  } catch {
    runner.annotate("warning", "The file of the event cannot be read, so nothing is known of a pull request.");
    return readEvent(runner.env, undefined);
  }
}

function conclude(machine: Machine, report: Report): void {
  const { runner } = machine;
  for (const error of report.errors.filter((each) => each.stack !== null)) sayStack(machine, error);
  if (report.continueWith !== null) runner.info(`To go on from here: ${report.continueWith}`);
  if (report.conclusion === "failure") runner.fail(report.errors.map(sentence).join("\n"));
}

function sentence({ message, hint, step, target }: ErrorReport): string {
  const where = [step, target].filter((part) => part !== null).join(", ");
  return `${where === "" ? "" : `${where}: `}${message}${hint === null ? "" : ` ${hint}`}`;
}

function sayBug(machine: Machine, error: ErrorReport): void {
  sayStack(machine, error);
  machine.runner.fail(sentence(error));
}

function sayStack({ runner }: Machine, { stack, message }: ErrorReport): void {
  runner.info(stack ?? message);
  runner.info(
    `This is a bug in ${tool.name} ${tool.version}, not in your files. Please report it: ${tool.repository}/issues`,
  );
}
