/** What a run is handed: ports to the outside, and the facts a step declared. Nothing here is global. */
import type { LockEntry } from "../deployment/lock.js";
import type { FlowPlan } from "../deployment/plan.js";
import type { Sandbox } from "../simulation/sandbox.js";
import type { FactName, Facts, FlowTarget, KnownFacts } from "./facts.js";
import type { FlowsApi } from "./flows-api.js";
import type { RunOptions } from "./options.js";

/** Time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Progress, for people; what it is given holds no secret. */
export interface Logger {
  info(text: string): void;
  notice(text: string): void;
  warn(text: string): void;
  debug(text: string): void;
  group<T>(title: string, run: () => Promise<T>): Promise<T>;
}

/** Files below a root; paths are relative to it, with forward slashes. */
export interface FileSource {
  /** Throws FileError: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_TEXT, FILE_TOO_LARGE. */
  read(path: string): Promise<string>;
  /** Files, folders and globs, as the command `validate` takes them; sorted. */
  expand(patterns: readonly string[]): Promise<readonly string[]>;
}

/** Makes a flow token that nobody can guess. */
export type RandomToken = () => string;

/** What the last deployments left on the service, by flow; see `src/deployment/lock.ts`. */
export interface LockStore {
  /** Undefined: nothing is known. */
  entry(target: string): LockEntry | undefined;
  record(target: string, entry: LockEntry): Promise<void>;
}

/** Keeps what is about to be overwritten. */
export interface BackupStore {
  /** `name` is a file name without folder; gives the path as people know it. Throws FileError. */
  save(target: string, name: string, text: string): Promise<string>;
}

/** What `pipeline([…]).run` takes. */
export interface RunInput {
  readonly targets: readonly FlowTarget[];
  readonly options?: RunOptions;
  /** Absent: no credentials; only steps without effect can run. */
  readonly api?: FlowsApi;
  /** Absent: no step that runs data endpoint code can run. */
  readonly sandbox?: Sandbox;
  readonly clock: Clock;
  readonly log: Logger;
  readonly randomToken: RandomToken;
  /** Values of secrets by name, from the environment; they reach the service and nothing else. */
  readonly secretValue?: (name: string) => string | undefined;
  /** Absent: every run finds out by reading. */
  readonly lock?: LockStore;
  /** Absent: nothing that is on the service can be overwritten by `apply`. */
  readonly backups?: BackupStore;
  /** Told the plan of each flow once it is made, before anything is done about it. */
  readonly onPlan?: (plan: FlowPlan) => void;
  /** When it is aborted, the request in flight is finished and nothing else is begun. */
  readonly signal?: AbortSignal;
}

/** A change made on the service; `unknown`: no answer came, so it may or may not have happened. */
export interface RemoteWrite {
  /** In words and with its object, in the past tense: "Created flow `signup`". */
  readonly text: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly certainty: "done" | "unknown";
}

/** What a step sees: its needs for certain, what it uses perhaps. */
export interface Context<N extends FactName, U extends FactName = never> {
  readonly facts: Pick<Facts, N> & { readonly [K in U]?: Facts[K] };
  /** What the report calls the flow. */
  readonly target: string;
  readonly options: RunOptions;
  /** The names of all steps of this run, in order. */
  readonly stepNames: readonly string[];
  readonly api: FlowsApi;
  /** Where data endpoint code runs. */
  readonly sandbox: Sandbox;
  /** Whether there is such a place, and the code may be run. */
  readonly canRunCode: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly randomToken: RandomToken;
  readonly secretValue: (name: string) => string | undefined;
  readonly lock: LockStore | undefined;
  readonly backups: BackupStore | undefined;
  /** Reads what several flows of a run share, such as their number, for the first of them only. */
  once<T>(what: string, read: () => Promise<T>): Promise<T>;
  /** Keeps facts at once, so that the report has them even if the step fails afterwards. */
  learn(facts: KnownFacts): void;
  /** Notes a change made on the service, at once and for the same reason. */
  wrote(write: RemoteWrite): void;
}
