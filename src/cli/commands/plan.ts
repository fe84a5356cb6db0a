import type { DeploymentPlan } from "../../deployment/plan.js";
import { writeProjectFile } from "../../host/project-file.js";
import { exitCodeOf } from "../../pipeline/exit-code.js";
import { planOf } from "../../pipelines/plan-document.js";
import { planMarkdown } from "../../render/plan-markdown.js";
import { planText } from "../../render/plan-text.js";
import { connected } from "../connect.js";
import { type Deployment, deploymentOf, runDeployment } from "../deployment-run.js";
import { type DocumentFormat, documentFormat } from "../format.js";
import type { Options } from "../options.js";
import { findingsText, reportResult } from "../report-text.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** `wa-flows plan`. */
export async function planCommand(options: Options, session: Session): Promise<Result> {
  const format = documentFormat(options);
  const deployment = await deploymentOf(options, session);
  return connected(options, session, async (connection) => {
    const { report, sources } = await runDeployment("plan", deployment, { options, session, connection });
    const plan = planOf(report);
    // Without a plan for every flow, what went wrong is all there is to say.
    if (plan === undefined) return reportResult(report, sources, session);
    session.host.err.write(session.json ? "" : findingsText(report, sources, session.colors.err));
    const out = options.text("out");
    if (out !== undefined) {
      await writeProjectFile(session.host.cwd, out, planDocument(plan), true);
      session.log.notice(`Kept the plan in \`${out}\`: \`wa-flows apply --plan ${out}\` does exactly this.`);
    }
    const exit = exitCodeOf(report);
    if (!session.json) {
      if (exit === 0 && format === "pretty") sayHowToGoOn(plan, deployment, out, session);
      return { kind: "text", text: rendered(plan, format, session), exit };
    }
    if (exit === 0) return { kind: "data", data: plan, text: "" };
    const [first] = report.errors;
    const error = { code: first?.code ?? "INTERNAL", message: first?.message ?? "", hint: first?.hint ?? null };
    return { kind: "refused", error: { ...error, details: plan }, text: "", exit };
  });
}

function rendered(plan: DeploymentPlan, format: DocumentFormat, session: Session): string {
  switch (format) {
    case "json":
      return planDocument(plan);
    case "markdown":
      return planMarkdown(plan);
    case "pretty":
      return planText(plan, { color: session.colors.out });
  }
}

function planDocument(plan: DeploymentPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function sayHowToGoOn(plan: DeploymentPlan, { flags }: Deployment, out: string | undefined, session: Session): void {
  if (out !== undefined || plan.flows.every(({ changes }) => changes.length === 0)) return;
  session.log.notice(`\`${["wa-flows apply", ...flags].join(" ")}\` does this.`);
}
