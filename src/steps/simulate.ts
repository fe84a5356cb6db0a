import { defineStep } from "../pipeline/step.js";
import { playPhone } from "./shared/simulation.js";

/** Offline: the code runs in a sandbox without secrets, so that this is safe for forks too. */
export const simulate = defineStep({
  name: "simulate",
  summary: "Plays a phone against the data endpoint code, and checks every answer.",
  effect: "none",
  needs: ["flowJson", "endpointCode"],
  uses: ["scenarios", "secretNames"],
  gives: [],
  concerns: "data-endpoint",
  async run(context) {
    const { flowJson, endpointCode } = context.facts;
    const { noCode } = context.options;
    if (noCode !== undefined) return { status: "skipped", facts: {}, reason: noCode };
    return playPhone(context, flowJson, endpointCode);
  },
});
