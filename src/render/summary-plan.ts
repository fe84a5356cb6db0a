import type { FlowPlan } from "../deployment/plan.js";
import type { Report } from "../pipeline/report.js";
import type { Detail } from "./detail.js";
import { planMarkdown } from "./plan-markdown.js";

/** What is, or was, to be done on the service; empty when nothing was planned. */
export function planSection({ flows, account, environment, tool }: Report, detail: Detail): string {
  const plans = flows.flatMap(({ plan }): FlowPlan[] => (plan === null ? [] : [plan]));
  if (plans.length === 0) return "";
  const limits = { differences: detail.findings, flows: detail.flows, text: detail.text };
  return `### Plan\n\n${planMarkdown({ schemaVersion: 1, tool, environment, account, flows: plans }, limits)}`;
}
