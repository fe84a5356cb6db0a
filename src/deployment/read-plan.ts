/** Reads a plan that was kept, for `apply --plan`. */
import { UsageError } from "../errors/errors.js";
import { fits } from "../json/shape.js";
import type { DeploymentPlan } from "./plan.js";
import { planShape } from "./plan-shape.js";

const again = "Make it again with `wa-flows plan --out FILE`.";

/** `path` is for messages. Throws UsageError for a text that is no plan, or is one of a newer tool. */
export function readPlan(text: string, path: string): DeploymentPlan {
  const value = parsed(text, path);
  if (isPlan(value)) return value;
  const version: unknown =
    typeof value === "object" && value !== null && "schemaVersion" in value ? value.schemaVersion : undefined;
  if (typeof version === "number" && version > 1) {
    throw new UsageError("USAGE_PLAN_NEWER", `The plan \`${path}\` was made by a newer version of this tool.`, {
      hint: `Use that version. Else: ${again}`,
    });
  }
  throw new UsageError("USAGE_NO_PLAN", `\`${path}\` holds no plan.`, { hint: again });
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new UsageError("USAGE_NO_PLAN", `\`${path}\` holds no plan: it is no JSON.`, { hint: again });
  }
}

function isPlan(value: unknown): value is DeploymentPlan {
  return fits(value, planShape);
}
