import type { RunInput } from "../../../src/pipeline/context.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { RunOptions } from "../../../src/pipeline/options.js";
import type { Report } from "../../../src/pipeline/report.js";
import type { AnyStep } from "../../../src/pipeline/step.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { type FakeService, ports } from "./fake-service.js";

/**
 * Runs steps on one target against a fake service. What the pipeline puts in by itself to check the account has tests
 * of its own, and is left out of the report here.
 */
export async function runSteps(
  service: FakeService,
  list: readonly AnyStep[],
  target: FlowTarget,
  options: RunOptions = {},
  more: Partial<RunInput> = {},
): Promise<Report> {
  const report = await pipeline(list).run({ targets: [target], options, api: service.api, ...ports(), ...more });
  return { ...report, steps: report.steps.filter((step) => step.name !== "account") };
}
