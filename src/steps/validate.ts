import type { FileReport } from "../diagnostic/diagnostic.js";
import { defineStep } from "../pipeline/step.js";
import { checkEndpoint, checkFlow, findingsFailure } from "./shared/validation.js";

/** Offline. When the same run publishes, what Meta would refuse only then is found here, before anything is written. */
export const validate = defineStep({
  name: "validate",
  summary: "Validates Flow JSON and data endpoint code offline.",
  effect: "none",
  needs: ["sources"],
  gives: [],
  async run(context) {
    const forPublish = context.stepNames.includes("publish");
    const files: FileReport[] = [];
    for (const source of context.facts.sources) {
      const check = source.kind === "flow-json" ? checkFlow : checkEndpoint;
      files.push(await check(context, source, forPublish));
    }
    return findingsFailure(files, context.options.failOn ?? "error") ?? { status: "passed", facts: {}, files };
  },
});
