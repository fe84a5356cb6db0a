/** Where data endpoint code runs. The code is untrusted; what a sandbox lets it do is in docs/simulation.md. */

/** A place in the endpoint's code, from 1. */
export interface CodePosition {
  readonly line: number;
  readonly column: number;
}

/** A text in `env.KV`, and when it goes away, in milliseconds since the epoch. */
export type KvEntries = Readonly<Record<string, readonly [value: string, expires: number | null]>>;

/** What the code printed; cut where it printed too much. */
export interface CodeLog {
  readonly level: "debug" | "error" | "info" | "log" | "warn";
  readonly text: string;
}

export interface SandboxCall {
  /** The JSON text that the code reads from the request. */
  readonly body: string;
  /** What `env.KV` holds before the call. */
  readonly kv: KvEntries;
  /** The time by the code's own clock, in milliseconds since the epoch. */
  readonly now: number;
  /** Seeds `Math.random` of the code. */
  readonly seed: number;
}

/** What is known of a call that came to an end, however it did. */
interface Ended {
  readonly durationMs: number;
  readonly log: readonly CodeLog[];
  /** More was printed than is kept. */
  readonly logCut: boolean;
  /** Addresses that the code asked for and did not get. */
  readonly refused: readonly string[];
  /** What `env.KV` holds afterwards. */
  readonly kv: KvEntries;
}

export type SandboxOutcome =
  | (Ended & {
      readonly kind: "answered";
      readonly status: number;
      readonly body: string;
      /** Where the code made the answer. */
      readonly at: CodePosition | null;
    })
  /** The handler threw. */
  | (Ended & { readonly kind: "threw"; readonly message: string; readonly at: CodePosition | null })
  /** It returned something else than a `Response`; `found` says what, in words. */
  | (Ended & { readonly kind: "no-response"; readonly found: string })
  /** The answer is larger than any that the phone takes. */
  | (Ended & { readonly kind: "too-large" })
  /** The code could not be started, so the handler was not called. */
  | { readonly kind: "not-started"; readonly message: string; readonly at: CodePosition | null }
  /** The process was ended, or ended by itself, before an answer came. */
  | { readonly kind: "stopped"; readonly reason: "time" | "memory" | "exit"; readonly durationMs: number };

/** Endpoint code that is ready to be called. Calls wait for each other. */
export interface RunningEndpoint {
  /** Never rejects for what the code does. */
  call(call: SandboxCall): Promise<SandboxOutcome>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** `env.NAME` of the code: fakes, never real ones. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** How long one call may take, start included, before it is ended. */
  readonly timeLimitMs: number;
  readonly memoryLimitMb: number;
  /** Hosts that the code may ask, such as `api.example.com` or `*.example.com`. Default none. */
  readonly allowFetch?: readonly string[];
}

/** Runs endpoint code apart from everything else. */
export type Sandbox = (code: string, options: SandboxOptions) => RunningEndpoint;
