/**
 * The lock file: what was deployed last, so that an unchanged flow costs few reads, and a change that somebody made on
 * the service is noticed. Never holds a secret. Without it a run does the same, with more reads.
 */

/** The name of the file, beside the config. */
export const LOCK_FILE = "whatsapp-flows.lock.json";

/** What the last deployment left of one flow in one environment. Times are the service's own. */
export interface LockEntry {
  readonly flowId: string;
  readonly metaFlowId: string | null;
  readonly flowVersionId: string | null;
  /** SHA-256 of the Flow JSON that was sent, whatever its layout. */
  readonly flowJson: string | null;
  readonly categories: readonly string[] | null;
  readonly endpoint: LockedEndpoint | null;
}

export interface LockedEndpoint {
  readonly functionId: string;
  /** SHA-256 of the code that was sent. */
  readonly code: string;
  /** Null: a run was cut off after storing the code, so that nobody knows which code runs. */
  readonly deployedAt: string | null;
  /** Names of the secrets that were set after that deployment. */
  readonly secrets: readonly string[];
  /** Meta has its address, and has seen the Flow JSON since that deployment. */
  readonly registered: boolean;
}
