import { defineStep } from "../pipeline/step.js";
import { findingsFailure, startFailure, unreadable } from "./shared/validation.js";

/** Offline: the code runs in a sandbox without secrets, so that this is safe for forks too. */
export const simulate = defineStep({
  name: "simulate",
  summary: "Plays a phone against the data endpoint code, and checks every answer.",
  effect: "none",
  needs: ["flowJson", "endpointCode"],
  uses: ["scenarios"],
  gives: [],
  concerns: "data-endpoint",
  async run(context) {
    const { flowJson, endpointCode } = context.facts;
    const { failOn = "error", noCode } = context.options;
    if (noCode !== undefined) return { status: "skipped", facts: {}, reason: noCode };
    const broken = await startFailure(context, endpointCode);
    if (broken !== undefined) return broken;
    const [{ simulate: play }, { coverageText }, { simulationReport }, { scenariosText }] = await Promise.all([
      import("../simulation/simulate.js"),
      import("../simulation/coverage-text.js"),
      import("../simulation/digest.js"),
      import("../simulation/scenario/text.js"),
    ]);
    const { severity } = context.options;
    const simulation = await play({
      flow: flowJson,
      endpoint: endpointCode,
      sandbox: context.sandbox,
      now: context.clock.now(),
      signal: context.signal,
      scenarios: (await context.facts.scenarios?.()) ?? [],
      ...(severity === undefined ? {} : { severity }),
    });
    if (simulation === undefined) return unreadable(context, flowJson);
    const { files, coverage, exchanges, scenarios } = simulation;
    context.learn({ simulation: simulationReport(simulation) });
    context.log.info(coverageText({ coverage, exchanges: exchanges.length }).trimEnd());
    if (scenarios.length > 0) context.log.info(scenariosText(scenarios, exchanges).trimEnd());
    return findingsFailure(files, failOn, "fails in the simulation with") ?? { status: "passed", facts: {}, files };
  },
});
