import type { FlowActionPayload, MessageFlowAction, MessageMode } from "../client/wire.js";
import type { DeploymentPlan } from "../deployment/plan.js";
import type { FailOn } from "../diagnostic/counts.js";
import type { Severity } from "../diagnostic/diagnostic.js";
import type { Effect } from "./step.js";

/** What a test message says and how it opens the flow. */
export interface SendOptions {
  /** Telephone numbers, in the order in which they get their message. */
  readonly recipients?: readonly string[];
  readonly bodyText?: string;
  readonly headerText?: string;
  readonly footerText?: string;
  /** Text of the button; 1–20 characters. Default `Open`. */
  readonly flowCta?: string;
  /** Absent: an unguessable one for each recipient. */
  readonly flowToken?: string;
  readonly flowAction?: MessageFlowAction;
  readonly flowActionPayload?: FlowActionPayload;
  /** Absent: as the flow's status demands. */
  readonly mode?: MessageMode;
}

/** Choices that hold for a whole run. */
export interface RunOptions {
  /** The environment of the config that was chosen; for the report. */
  readonly environment?: string;
  /** From which severity on findings fail the run. Default `error`. */
  readonly failOn?: FailOn;
  /** The config's severity for a rule on a path; undefined: the rule's own. */
  readonly severity?: (rule: string, path: string) => Severity | "off" | undefined;
  /** Why data endpoint code must not be run, as a sentence; undefined: it may be. */
  readonly noCode?: string;
  /** The strongest effect that is allowed. Default `message`, which is everything. */
  readonly ceiling?: Effect;
  /** How long the run may take, in milliseconds. Default 15 minutes. */
  readonly timeoutMs?: number;
  readonly send?: SendOptions;
  /** How many log lines `logs` reads, 1–50. */
  readonly logLimit?: number;
  /**
   * Arguments that make the same targets again on a command line, such as `--config whatsapp-flows.yml --environment
   * staging`. Used for the command that goes on after a failure; absent: made from the target.
   */
  readonly invocation?: readonly string[];
  /** The whole command that does the same run again, where it is not `wa-flows pipeline`. */
  readonly command?: readonly string[];
  /** A plan that was reviewed: the step `plan` fails when anything has moved since. */
  readonly approved?: DeploymentPlan;
  /** The recipients stand in the config of that invocation, so that the command need not name them. */
  readonly recipientsInConfig?: boolean;
  /** Texts that must not appear in a report, such as the API key. Recipients and flow tokens are added by themselves. */
  readonly secrets?: readonly string[];
}
