import type { Context } from "../../pipeline/context.js";
import type { SourceFile } from "../../pipeline/facts.js";
import type { Outcome } from "../../pipeline/step.js";
import { quotedList } from "../../text/quoted.js";
import { checkEndpoint, findingsFailure, unreadable } from "./validation.js";

type SimulationContext = Context<never, "scenarios" | "secretNames">;

/** Plays a phone against the code of a flow. The findings fail a step as those of the rules do. */
export async function playPhone(
  context: SimulationContext,
  flowJson: SourceFile,
  endpointCode: SourceFile,
): Promise<Outcome<never>> {
  const { failOn = "error", severity } = context.options;
  const { canStart, coveringSecrets } = await import("../../validate/validate-endpoint.js");
  const code = await checkEndpoint(context, endpointCode, false);
  // Other findings are no reason not to run it.
  const broken = canStart(code) ? undefined : findingsFailure([code], "error");
  if (broken !== undefined) return broken;
  const [{ simulate: play }, { fakeSecrets }, { coverageText }, { simulationReport }, { scenariosText }] =
    await Promise.all([
      import("../../simulation/simulate.js"),
      import("../../simulation/fake-secrets.js"),
      import("../../simulation/coverage-text.js"),
      import("../../simulation/digest.js"),
      import("../../simulation/scenario/text.js"),
    ]);
  const simulation = await play({
    flow: flowJson,
    endpoint: endpointCode,
    sandbox: context.sandbox,
    now: context.clock.now(),
    signal: context.signal,
    secrets: fakeSecrets(context.facts.secretNames ?? []),
    scenarios: (await context.facts.scenarios?.()) ?? [],
    ...(severity === undefined ? {} : { severity }),
  });
  if (simulation === undefined) return unreadable(context, flowJson);
  const { coverage, exchanges, scenarios } = simulation;
  const files = coveringSecrets(simulation.files, code);
  context.learn({ simulation: simulationReport(simulation) });
  context.log.info(coverageText({ coverage, exchanges: exchanges.length }).trimEnd());
  if (scenarios.length > 0) context.log.info(scenariosText(scenarios, exchanges).trimEnd());
  const malformed = scenarios.filter(({ status }) => status === "unreadable").map(({ path }) => path);
  if (malformed.length > 0) {
    const reason = `${quotedList(malformed)} cannot be played; the findings say why.`;
    return { status: "failed", code: "FILE_UNREADABLE", reason, files };
  }
  return findingsFailure(files, failOn, "fails in the simulation with") ?? { status: "passed", facts: {}, files };
}

/**
 * The failure over code that is about to be stored or deployed, and that no step of the list has played; undefined: it
 * behaves, or it cannot or must not be run here.
 */
export async function unplayedFailure(
  context: Context<never, "scenarios" | "secretNames" | "flowJson" | "endpointCode">,
): Promise<Extract<Outcome<never>, { status: "failed" }> | undefined> {
  const { flowJson, endpointCode } = context.facts;
  if (flowJson === undefined || endpointCode === undefined || !context.canRunCode) return undefined;
  if (context.stepNames.includes("simulate")) return undefined;
  const played = await playPhone(context, flowJson, endpointCode);
  return played.status === "failed" ? played : undefined;
}
