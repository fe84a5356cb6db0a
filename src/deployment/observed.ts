/** What the service has of one flow, as far as a plan needs it; made by `src/steps/shared/observe.ts`. */
import type { Flow, FlowJson, ValidationIssue } from "../client/wire.js";

/** Not read: what was looked at is as the lock says, so that this is too. */
export const AS_LOCKED = "as-locked";
export type AsLocked = typeof AS_LOCKED;

export interface Observed {
  /** Null: there is no such flow. Everything else is null or empty then. */
  readonly flow: Flow | null;
  readonly foundBy: "id" | "name" | null;
  /** The newest one; null: none yet. */
  readonly version: ObservedVersion | null;
  /** Null: it has none, or nobody wants one and its record says that it has none. */
  readonly endpoint: ObservedEndpoint | null;
  /** What Meta says; null: nobody wants to know, or Meta does not know the flow. */
  readonly meta: ObservedMeta | AsLocked | null;
  /**
   * Names of flows that are, or were, generations of this one (`signup`, `signup v2`), whatever their status, read only
   * where a published flow is to be replaced.
   */
  readonly generations: readonly Flow[];
  /** The WABA of the run's number; null: not known. */
  readonly businessAccountId: string | null;
}

export interface ObservedVersion {
  readonly id: string;
  /** As locked: the newest version is the one that was left there. */
  readonly flowJson: FlowJson | AsLocked;
  readonly validationErrors: readonly ValidationIssue[];
}

export interface ObservedEndpoint {
  readonly functionId: string;
  readonly code: string;
  readonly status: string;
  readonly deployedAt: string | null;
  /** Whether the stored code is certain to be the one that runs; as locked: nothing moved since our deployment. */
  readonly runsStoredCode: boolean | AsLocked;
  /** Names of the secrets that are set; as locked: those that were set after our deployment. Null: not to be read. */
  readonly secrets: readonly string[] | AsLocked | null;
}

export interface ObservedMeta {
  readonly categories: readonly string[];
  readonly endpointUri: string | null;
}
