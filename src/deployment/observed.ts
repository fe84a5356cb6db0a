/**
 * What the service has of one flow, as far as a plan needs it; read by the step `plan`. Names of the record's members
 * are those of the wire, so that a record can be handed in as it came.
 */

/** Not read: what was looked at is as the lock says, so that this is too. */
export const AS_LOCKED = "as-locked";
export type AsLocked = typeof AS_LOCKED;

/** The Platform's record of a flow, as far as it is needed. */
export interface ObservedFlow {
  readonly id: string;
  readonly meta_flow_id?: string | null;
  readonly name: string;
  readonly status: string;
  readonly business_account_id?: string | null;
  readonly data_endpoint_function_id?: string | null;
  /** What Meta is to call; see {@link ObservedMeta.endpointUri}. */
  readonly data_endpoint_url?: string | null;
  readonly flows_encryption_configured?: boolean;
}

export interface Observed {
  /** Null: there is no such flow, or it is not clear which. Everything about the flow is null or empty then. */
  readonly flow: ObservedFlow | null;
  readonly foundBy: "id" | "name" | null;
  /** IDs of the living flows that have the name, when there are several; else empty. */
  readonly sameName: readonly string[];
  /** The newest one; null: none yet. */
  readonly version: ObservedVersion | null;
  /** Null: it has none, or nobody wants one and its record says that it has none. */
  readonly endpoint: ObservedEndpoint | null;
  /** What Meta says; null: nobody wants to know, or Meta does not know the flow. */
  readonly meta: ObservedMeta | AsLocked | null;
  /**
   * Flows that are, or were, generations of this one (`signup`, `signup v2`), whatever their status and order, read only
   * where a published flow is to be replaced.
   */
  readonly generations: readonly ObservedFlow[];
  /** The WABA of the run's number; null: not known. */
  readonly businessAccountId: string | null;
}

export interface ObservedVersion {
  readonly id: string;
  /** As locked: the newest version is the one that was left there. */
  readonly flowJson: object | AsLocked;
  /** What Meta found in it, as received. */
  readonly validationErrors: readonly unknown[];
  /** Tells whether Meta saw it after the data endpoint was deployed; null: not known. */
  readonly createdAt: string | null;
}

export interface ObservedEndpoint {
  readonly functionId: string;
  readonly code: string;
  /** Anything but `deployed` is not deployed. */
  readonly status: string;
  readonly deployedAt: string | null;
  /** Whether the stored code is certain to be the one that runs; as locked: nothing moved since our deployment. */
  readonly runsStoredCode: boolean | AsLocked;
  /**
   * Names of the secrets that are set; as locked: those that were set after our deployment. Null: they cannot be
   * listed, or nobody needs them.
   */
  readonly secrets: readonly string[] | AsLocked | null;
}

export interface ObservedMeta {
  readonly categories: readonly string[];
  /** The address that Meta calls. */
  readonly endpointUri: string | null;
}
