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
    const { sources } = context.facts;
    const flows = sources.filter(({ kind }) => kind === "flow-json");
    for (const source of sources) {
      const flow = flows.length === 1 ? flows[0] : undefined;
      const isFlow = source.kind === "flow-json";
      files.push(
        await (isFlow ? checkFlow(context, source, forPublish) : checkEndpoint(context, source, forPublish, flow)),
      );
    }
    return findingsFailure(files, context.options.failOn ?? "error") ?? { status: "passed", facts: {}, files };
  },
});
