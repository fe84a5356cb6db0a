import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { RunOptions } from "../../../src/pipeline/options.js";
import type { Report } from "../../../src/pipeline/report.js";
import type { AnyStep } from "../../../src/pipeline/step.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { type FakeService, ports } from "./fake-service.js";

/** Runs steps on one target against a fake service. */
export function runSteps(
  service: FakeService,
  list: readonly AnyStep[],
  target: FlowTarget,
  options: RunOptions = {},
): Promise<Report> {
  return pipeline(list).run({ targets: [target], options, api: service.api, ...ports() });
}
