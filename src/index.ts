// The public surface of the library. Everything heavy behind it (HTTP, the emulator, schema and script parsers) is
// loaded when it is used.

import { nodeSandbox } from "./host/node-sandbox.js";

export { KapsoClient, type KapsoClientOptions } from "./client/client.js";
export type * from "./client/wire.js";
export { type CompletionContract, type CompletionEnding, completionContract } from "./completion/contract.js";
export { completionSchema } from "./completion/json-schema.js";
export { completionTypes } from "./completion/typescript.js";
export type { LockEntry } from "./deployment/lock.js";
export type { DeploymentPlan, FlowPlan, FlowVerdict, PlannedChange } from "./deployment/plan.js";
export type { FailOn, Summary } from "./diagnostic/counts.js";
export type {
  Diagnostic,
  FileReport,
  Fix,
  Origin,
  Position,
  Range,
  Related,
  Severity,
  TextEdit,
} from "./diagnostic/diagnostic.js";
export { diffFlows } from "./diff/diff-flows.js";
export type { FlowChange, FlowDifference } from "./diff/difference.js";
export type { EmulatorOptions, RunningEmulator } from "./emulator/serve.js";
export * from "./errors/errors.js";
export type { FlowDocument } from "./flow/document.js";
export type {
  BackupStore,
  Clock,
  FileSource,
  LockStore,
  Logger,
  RandomToken,
  RunInput,
} from "./pipeline/context.js";
export { exitCodeOf } from "./pipeline/exit-code.js";
export type { FlowTarget } from "./pipeline/facts.js";
export type { Pipeline } from "./pipeline/pipeline.js";
export type { Report } from "./pipeline/report.js";
export { defineStep, type Step } from "./pipeline/step.js";
export { pipeline, pipelineNamed, presets } from "./pipelines/index.js";
export type { Sandbox } from "./simulation/sandbox.js";
export { steps } from "./steps/index.js";
export { tool } from "./tool.js";
export { type ParsedFlow, parseFlow } from "./validate/parse-flow.js";
export { validate } from "./validate/validate.js";
export { validateEndpoint } from "./validate/validate-endpoint.js";
export type { ValidateOptions } from "./validate/validate-flow.js";
export { nodeSandbox };

/**
 * The sandbox that runs data endpoint code in the real Workers runtime: `simulate({ …, sandbox: await workerdSandbox() })`.
 * Throws a UsageError when the package `miniflare` is not installed.
 */
export async function workerdSandbox(): Promise<import("./simulation/sandbox.js").Sandbox> {
  const { loadWorkerdSandbox } = await import("./host/workerd-sandbox.js");
  return loadWorkerdSandbox();
}

/** Starts the emulator of the Kapso API on loopback; see `docs/emulator.md`. */
export async function startEmulator(
  options: import("./emulator/serve.js").EmulatorOptions = {},
): Promise<import("./emulator/serve.js").RunningEmulator> {
  const emulator = await import("./host/emulator.js");
  return emulator.startEmulator(options);
}

/** Simulates a flow against the code of its data endpoint; see `docs/simulation.md`. */
export async function simulate(
  input: Omit<import("./simulation/simulate.js").SimulationInput, "sandbox"> & {
    /** Default `nodeSandbox`. */
    readonly sandbox?: import("./simulation/sandbox.js").Sandbox;
  },
): Promise<import("./simulation/simulate.js").Simulation | undefined> {
  const simulation = await import("./simulation/simulate.js");
  return simulation.simulate({ sandbox: nodeSandbox, ...input });
}
