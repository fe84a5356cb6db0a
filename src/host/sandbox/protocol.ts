/** The lines between this process and the one that runs endpoint code: JSON, one object a line. */

/** The first line to the process. */
export interface RunnerStart {
  /** Stands in front of every line that the process writes; the code never sees it. */
  readonly nonce: string;
  readonly code: string;
  readonly limits: SessionLimits;
  /** JSON: what the code finds in `env`, beside the store. */
  readonly secrets: string;
}

export interface SessionLimits {
  readonly maxAnswerBytes: number;
  readonly maxLogLines: number;
  readonly maxLogLength: number;
}

/** Every further line to it: one call, or the answer to something that the code asked of another server. */
export type LineToRunner = RunnerCall | Fetched;

export interface RunnerCall {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  /** JSON. */
  readonly kv: string;
  readonly now: number;
  readonly seed: number;
}

export interface Fetched {
  readonly fetched: number;
  /** JSON of a `FetchAnswer`. */
  readonly answer: string;
}

/** Every line from it, after the nonce. */
export type LineFromRunner = "ready" | AnyReply | RunnerFetch;

/** A reply; what it says beside the call is read with distrust, for the code may have had a hand in it. */
export interface AnyReply {
  readonly id: number;
  readonly [member: string]: unknown;
}

/** The line that answers a call, as it should be. */
export interface RunnerReply extends AnyReply, Ending {
  readonly id: number;
  readonly kv?: string;
  readonly log?: readonly (readonly [string, string])[];
  readonly logCut?: boolean;
  readonly refused?: readonly string[];
}

/** How a call ended; the texts in it are the code's own, and so is the number. */
export interface Ending {
  /** `hung`: the runtime has seen that no answer will ever come. */
  readonly kind: "answered" | "threw" | "no-response" | "too-large" | "not-started" | "hung";
  readonly status?: number;
  /** Body of the answer, or what was thrown or found. */
  readonly text?: string;
  /** `line:column` in the code. */
  readonly at?: string;
}

/** The code wants to ask another server; whether it may is decided here, not there. */
export interface RunnerFetch {
  readonly fetch: number;
  /** JSON of a `FetchRequest`. */
  readonly request: string;
}

export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Base64; null without a body. */
  readonly body: string | null;
  readonly redirect: string;
}

export type FetchAnswer =
  | {
      readonly kind: "answered";
      readonly url: string;
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      /** Base64. */
      readonly body: string;
      readonly redirected: boolean;
    }
  /** `url` is not of an allowed host; it may be one that a redirect led to. */
  | { readonly kind: "refused"; readonly url: string }
  | { readonly kind: "failed"; readonly message: string };
