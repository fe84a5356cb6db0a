/** What every handler is given. */
import type { FileReport } from "../diagnostic/diagnostic.js";
import type { EmulatorClock } from "./clock.js";
import type { EndpointKeys } from "./endpoint-keys.js";
import type { EndpointRunner } from "./endpoint-runner.js";
import type { Limits } from "./limits.js";
import type { RateLimits } from "./rate-limit.js";
import type { Store } from "./store.js";
import type { Switches } from "./switches.js";

/** Our own validator, in Meta's place. `forPublish`: judge as the publish call does, frozen versions included. */
export type FlowValidator = (
  flowJsonText: string,
  judgedAs: { readonly today: string; readonly forPublish: boolean },
) => FileReport;

/** Numbers that behave in a special way when a message is sent to them; digits only. Every other one takes messages. */
export interface Recipients {
  /** Did not write in the last 24 hours: 131047. */
  readonly outsideWindow: readonly string[];
  /** Not on WhatsApp, or too old a client: 131026. */
  readonly unreachable: readonly string[];
}

export interface World {
  readonly store: Store;
  readonly clock: EmulatorClock;
  readonly limits: Limits;
  switches: Switches;
  readonly recipients: Recipients;
  readonly validate: FlowValidator;
  /** Real waiting; the virtual clock does not move by it. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Conversations (`phone number id:recipient`) with a message on its way. */
  readonly inFlight: Set<string>;
  /** Runs deployed code; undefined when the emulator was started without a sandbox. */
  readonly runner: EndpointRunner | undefined;
  /** Data exchanges of each flow, by its Meta id. */
  readonly exchangeLimit: RateLimits;
  readonly endpointKeys: EndpointKeys;
}

export interface Call {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed body; undefined when there was none. */
  readonly body: unknown;
  /** Scheme, host and port the caller used. */
  readonly origin: string;
  /** The address that was called, without its query. */
  readonly address: string;
  readonly authenticated: boolean;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON. Absent: no body. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
}

export interface Route {
  /** `operationId` of the API description; null for what the description leaves out. */
  readonly operation: string | null;
  readonly surface: "platform" | "proxy";
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the surface's base path, with `:name` for parameters. */
  readonly path: string;
  /** How the body is read; `json` allows none. */
  readonly body: "none" | "json" | "form";
  /** Whether the handler decides by itself about a missing key. */
  readonly keyOptional?: true;
  handle(call: Call): Reply | Promise<Reply>;
}
