/** What a run leaves behind: plain data that goes through JSON unchanged, and the only thing renderers see. */

import type { Account, FlowPlan } from "../deployment/plan.js";
import type { Summary } from "../diagnostic/counts.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import type { SimulationReport } from "../simulation/digest.js";
import type { RemoteWrite } from "./context.js";
import type { MessageOutcome } from "./facts.js";
import type { Effect } from "./step.js";

/**
 * `failed`: a finding, a refusal or an error of the one family; `errored`: a bug of ours; `not-reached`: an earlier
 * failure or a cancellation came first.
 */
export type StepStatus = "passed" | "skipped" | "failed" | "errored" | "not-reached";

/** One step on one target. */
export interface StepReport {
  readonly name: string;
  readonly target: string;
  readonly status: StepStatus;
  readonly effect: Effect;
  readonly durationMs: number;
  /** Why it was skipped, failed or not reached. */
  readonly reason: string | null;
  /** Changes it made on the service, in words. */
  readonly changes: readonly string[];
}

/** What is known of one flow at the end. Null: not known to this run. */
export interface FlowReport {
  readonly name: string;
  /** The Flow JSON file. */
  readonly path: string | null;
  readonly flowId: string | null;
  readonly metaFlowId: string | null;
  readonly flowVersionId: string | null;
  readonly status: string | null;
  readonly changed: boolean;
  readonly published: boolean;
  readonly endpointDeployed: boolean;
  readonly endpointRegistered: boolean;
  readonly previewUrl: string | null;
  readonly previewExpiresAt: string | null;
  /** Recipients are masked. */
  readonly messages: readonly MessageOutcome[];
  /** What the step `plan` found; null when it did not run. */
  readonly plan: FlowPlan | null;
  /** What the step `simulate` met with; null when it did not run. */
  readonly simulation: SimulationReport | null;
}

/** A change on the service, by which step on which target. */
export interface WriteReport extends RemoteWrite {
  readonly step: string;
  readonly target: string;
}

/** Something that failed. */
export interface ErrorReport {
  /** Stable; its prefix names the class of errors and decides the exit code. `INTERNAL` is a bug of ours. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly step: string | null;
  readonly target: string | null;
  /** Of a remote error: the operation of the API description and the HTTP status. */
  readonly operation: string | null;
  readonly status: number | null;
  /** Only of a bug. */
  readonly stack: string | null;
}

/** The outputs of contracts.md that belong to steps. Values are text; booleans are `true` and `false`. */
export const outputNames = [
  "valid",
  "errors",
  "warnings",
  "flow-id",
  "flow-version-id",
  "flow-status",
  "changed",
  "flows",
  "preview-url",
  "preview-expires-at",
  "published",
  "endpoint-deployed",
  "endpoint-registered",
  "message-ids",
] as const;
export type OutputName = (typeof outputNames)[number];

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly conclusion: "success" | "failure";
  readonly summary: Summary;
  readonly files: readonly FileReport[];
  readonly steps: readonly StepReport[];
  readonly flows: readonly FlowReport[];
  /** The environment of the config; null without one. */
  readonly environment: string | null;
  /** The account that was worked on; null when no step asked for it. */
  readonly account: Account | null;
  /** Empty text where nothing is known. */
  readonly outputs: Readonly<Record<OutputName, string>>;
  readonly writes: readonly WriteReport[];
  /** The command that goes on from here after a failure; null when nothing is left, or nothing was begun. */
  readonly continueWith: string | null;
  readonly errors: readonly ErrorReport[];
}
