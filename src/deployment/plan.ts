/** What an `apply` would do: plain data that goes through JSON unchanged, so that a plan can be reviewed and kept. */
import type { FlowDifference } from "../diff/difference.js";

/**
 * What becomes of a flow. `replace`: a published flow cannot change, so that another takes its place; `drifted`: the
 * service has something else than the last deployment left there, which an apply overwrites; `blocked`: an apply is
 * refused.
 */
export type FlowVerdict = "create" | "update" | "replace" | "drifted" | "blocked" | "unchanged";

/** One change on the service. A flow's list of them is in the order in which they are made. */
export type PlannedChange =
  | { readonly kind: "create"; readonly flowName: string }
  | { readonly kind: "categories"; readonly categories: readonly string[] }
  | { readonly kind: "update-json" }
  | { readonly kind: "setup-encryption" }
  /** How many lines of the stored code change; null for the first code. */
  | { readonly kind: "set-endpoint"; readonly lines: { readonly added: number; readonly removed: number } | null }
  /** Names of the secrets that are set after the deployment, which drops them. */
  | { readonly kind: "deploy"; readonly secrets: readonly string[] }
  /** Names of secrets that the service lacks although the code is deployed. */
  | { readonly kind: "set-secrets"; readonly secrets: readonly string[] }
  | { readonly kind: "register" }
  | { readonly kind: "publish" }
  /** The flow that is replaced. */
  | { readonly kind: "deprecate"; readonly flowId: string; readonly flowName: string };

/** The step that makes each kind of change. */
export const stepOfChange = {
  create: "create",
  categories: "create",
  "update-json": "update-json",
  "setup-encryption": "setup-encryption",
  "set-endpoint": "set-endpoint",
  deploy: "deploy",
  "set-secrets": "set-secrets",
  register: "register",
  publish: "publish",
  deprecate: "deprecate-replaced",
} as const satisfies Readonly<Record<PlannedChange["kind"], string>>;

/** Why a flow cannot be brought to its state. */
export interface Obstacle {
  /** `STATE_*`; decides the exit code as that of an error does. */
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
}

/** What the plan rests on. An `apply` of a kept plan is refused when any of it is different by then. */
export interface PlanBasis {
  /** SHA-256 of what is to be sent; null: there is no such file. */
  readonly flowJson: string | null;
  readonly endpointCode: string | null;
  /** What the service has; null: nothing. */
  readonly flowId: string | null;
  readonly status: string | null;
  readonly flowVersionId: string | null;
  /** SHA-256 of the code that is stored there. */
  readonly storedCode: string | null;
  readonly deployedAt: string | null;
}

export interface FlowPlan {
  /** As the config and reports call the flow. */
  readonly name: string;
  /** The Flow JSON file. */
  readonly path: string | null;
  /** Its name in the WABA. */
  readonly flowName: string | null;
  readonly flowId: string | null;
  /** How the flow on the service was found. */
  readonly foundBy: "id" | "name" | null;
  readonly verdict: FlowVerdict;
  /**
   * From the Flow JSON of the service to that of the repository, also where it is not uploaded: a replaced flow gets
   * another, a blocked one cannot. Null: they are the same, or there is nothing to compare.
   */
  readonly difference: FlowDifference | null;
  /** Empty when nothing is to do, or when the flow is blocked. */
  readonly changes: readonly PlannedChange[];
  readonly obstacles: readonly Obstacle[];
  /** What to know although it stops nothing, in sentences. */
  readonly notes: readonly string[];
  readonly basis: PlanBasis;
}

/** The account that a run works on, as read from the service. */
export interface Account {
  readonly phoneNumberId: string;
  readonly businessAccountId: string | null;
  readonly name: string | null;
  /** Masked. */
  readonly phoneNumber: string | null;
}

/** The plan of a run. */
export interface DeploymentPlan {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** The environment of the config; null without one. */
  readonly environment: string | null;
  readonly account: Account | null;
  readonly flows: readonly FlowPlan[];
}
