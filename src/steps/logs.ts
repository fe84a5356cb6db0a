import { defineStep } from "../pipeline/step.js";

/** Prints what the data endpoint logged. The lines may hold personal data, so they go to the log and not into the report. */
export const logs = defineStep({
  name: "logs",
  summary: "Prints the newest log lines of the data endpoint.",
  effect: "read",
  needs: ["flowId"],
  gives: [],
  after: ["create"],
  concerns: "data-endpoint",
  async run(context) {
    const limit = context.options.logLimit;
    const { logs: entries } = await context.api.logs.functionLogs(
      context.facts.flowId,
      limit === undefined ? {} : { limit },
    );
    if (entries.length === 0) return { status: "skipped", facts: {}, reason: "The data endpoint logged nothing." };
    for (const { logged_at: time, level, message } of entries) {
      context.log.info([time, level, message].filter((part) => part !== undefined).join(" "));
    }
    return { status: "passed", facts: {} };
  },
});
