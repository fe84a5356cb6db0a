/** The same report on every surface: log, annotations, files, job summary, comment, outputs. None can make a run red. */
import type { Report } from "../pipeline/report.js";
import { planOf } from "../pipelines/plan-document.js";
import { summaryLine } from "../render/summary-line.js";
import { joinPath } from "../text/path.js";
import { annotate } from "./annotations.js";
import type { WorkflowEvent } from "./event.js";
import { type Progress, workingDirectory } from "./execute.js";
import { type Machine, workspaceOf } from "./machine.js";
import { type OwnOutputs, setOutputs } from "./outputs.js";
import { commentKey, postComment } from "./post-comment.js";
import { recordDeployment } from "./record-deployment.js";

/** The most of a job summary; GitHub takes 1 MiB in all steps' summaries of UTF-8 each (GitHub docs, 2025-11). */
const MAX_SUMMARY = 250_000;

/** Never rejects for a surface that fails: that is a warning. */
export async function deliver(
  machine: Machine,
  event: WorkflowEvent,
  { inputs, sources, reportFolder }: Progress,
  report: Report,
): Promise<void> {
  const { runner } = machine;
  const base = machine.relativePath(workspaceOf(runner), workingDirectory(machine, inputs));
  const surface = new Surface(machine, event, report, base, sources);
  await surface.log(sources);
  annotate(runner, report.files, base);
  const files = await surface.files(sources, reportFolder(inputs));
  await surface.summary(commentKey(event, inputs));
  const comment = await surface.comment(inputs);
  // A cancelled job has seconds left.
  if (!machine.signal.aborted) await recordDeployment(machine, event, inputs, report);
  setOutputs(runner, report, { ...files, ...comment, matrix: matrixOf(report) });
}

/** One job for each flow that an `apply` would change; empty when there is none, since GitHub takes no empty matrix. */
function matrixOf({ environment, flows }: Report): string {
  const include = flows.flatMap(({ name, plan }) =>
    plan === null || plan.changes.length === 0 ? [] : [{ flow: name, environment, verdict: plan.verdict }],
  );
  return include.length === 0 ? "" : JSON.stringify({ include });
}

class Surface {
  private readonly machine: Machine;
  private readonly event: WorkflowEvent;
  private readonly report: Report;
  private readonly base: string;
  private readonly sources: Progress["sources"];

  constructor(machine: Machine, event: WorkflowEvent, report: Report, base: string, sources: Progress["sources"]) {
    this.machine = machine;
    this.event = event;
    this.report = report;
    this.base = base;
    this.sources = sources;
  }

  async log(sources: Progress["sources"]): Promise<void> {
    const { runner } = this.machine;
    const { files, summary } = this.report;
    if (files.some((file) => file.diagnostics.length > 0)) {
      const { renderPretty } = await import("../render/pretty.js");
      runner.info(renderPretty({ files, sources }));
    } else if (files.length > 0) runner.info(`${summaryLine(summary)}.`);
  }

  /** Report files have names that a later step of the same job can rely on only through the outputs. */
  async files(sources: Progress["sources"], reportFolder: () => Promise<string>): Promise<OwnOutputs> {
    const { machine, report, base } = this;
    return this.attempt<OwnOutputs>("The report files could not be written", {}, async () => {
      const { renderSarif } = await import("../render/sarif.js");
      const folder = await reportFolder();
      const { ruleInfos } = await import("../validate/rule-set.js");
      const ruleSummary = (rule: string): string | undefined => ruleInfos.get(rule)?.what;
      const sarif = renderSarif({ files: report.files, sources, base, ruleSummary });
      const plan = planOf(report);
      return {
        "report-path": await machine.write(folder, "report.json", `${JSON.stringify(report, null, 2)}\n`),
        "sarif-path": await machine.write(folder, "report.sarif", sarif),
        ...(plan === undefined
          ? {}
          : { "plan-path": await machine.write(folder, "plan.json", `${JSON.stringify(plan, null, 2)}\n`) }),
      };
    });
  }

  async summary(key: string): Promise<void> {
    await this.attempt("The job summary could not be written", undefined, async () => {
      await this.machine.runner.addSummary(await this.markdown(key, MAX_SUMMARY));
    });
  }

  async comment(inputs: Progress["inputs"]): Promise<OwnOutputs> {
    // A cancelled job has seconds left, and its report says no more than the one before.
    if (this.machine.signal.aborted) return {};
    const comment = await postComment(this.machine, this.event, inputs, async (key) => {
      const { MAX_COMMENT } = await import("../render/summary.js");
      return this.markdown(key, MAX_COMMENT);
    });
    return comment === undefined ? {} : { "comment-id": String(comment.id), "comment-url": comment.url };
  }

  private async markdown(key: string, limit: number): Promise<string> {
    const { renderSummary } = await import("../render/summary.js");
    const { runUrl } = this.event;
    return renderSummary(this.report, {
      key,
      limit,
      linkTo: (path, line) => this.linkTo(path, line),
      sources: this.sources,
      graphs: await this.graphs(),
      ...(runUrl === undefined ? {} : { runUrl }),
    });
  }

  /** The screens of each flow of the report that can be read. */
  private async graphs(): Promise<ReadonlyMap<string, string>> {
    const { parseFlow } = await import("../validate/parse-flow.js");
    const { screenGraph } = await import("../preview/screen-graph.js");
    const graphs = new Map<string, string>();
    for (const { path, kind } of this.report.files) {
      const text = kind === "flow-json" ? this.sources.get(path) : undefined;
      // Which day it is makes no difference to a graph.
      const parsed = text === undefined ? undefined : parseFlow(text, { today: "" });
      const graph = parsed?.ok === true ? screenGraph(parsed.flow) : undefined;
      if (graph !== undefined) graphs.set(path, graph);
    }
    return graphs;
  }

  /** A line of a file at the commit that people see in the pull request. */
  private linkTo(path: string, line: number): string | undefined {
    const { repository, sha, serverUrl } = this.event;
    if (repository === undefined || sha === undefined) return undefined;
    const file = joinPath(this.base, path);
    if (file.startsWith("/") || file.startsWith("../")) return undefined;
    const address = [repository.owner, repository.name, "blob", sha, ...file.split("/")].map(encodeURIComponent);
    return `${serverUrl}/${address.join("/")}#L${line}`;
  }

  private async attempt<T>(failure: string, otherwise: T, act: () => Promise<T>): Promise<T> {
    const { runner } = this.machine;
    try {
      return await act();
    } catch (error) {
      runner.annotate("warning", `${failure}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    }
  }
}
