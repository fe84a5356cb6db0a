/** A plan for people at a terminal. */
import type { DeploymentPlan } from "../deployment/plan.js";
import { flowPlanText } from "../deployment/plan-text.js";
import { accountWords, planSummary } from "../deployment/plan-words.js";
import { painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";

/** Where it would be done, what would be done flow by flow, and a closing line. */
export function planText(plan: DeploymentPlan, { color = false }: { readonly color?: boolean } = {}): string {
  const paint = painter(color);
  const { environment, account, flows } = plan;
  const where = [
    environment === null ? "" : `environment \`${environment}\``,
    account === null ? "" : accountWords(account),
  ].filter((part) => part !== "");
  const head = where.length === 0 ? [] : [`Plan for ${terminalSafe(where.join(": "))}\n`];
  return [
    ...head,
    ...flows.map((flow) => flowPlanText(flow, paint)),
    `${paint(style.bold, `${planSummary(plan)}.`)}\n`,
  ].join("\n");
}
