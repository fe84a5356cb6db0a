import { DEFAULT_BASE_URL, DEFAULT_GRAPH_VERSION, normalizeBaseUrl, normalizeGraphVersion } from "./base-url.js";
import { type DataEndpointResource, dataEndpointApi } from "./data-endpoint.js";
import { type EncryptionResource, encryptionApi } from "./encryption.js";
import { type FlowsResource, flowsApi } from "./flows.js";
import { type FunctionsResource, functionsApi } from "./functions.js";
import { type LogsResource, logsApi } from "./logs.js";
import { type MessagesResource, messagesApi } from "./messages.js";
import { type MetaResource, metaApi } from "./meta-flows.js";
import { type PhoneNumbersResource, phoneNumbersApi } from "./phone-numbers.js";
import { Connection, type Send, type Wait } from "./request.js";
import { defaultRetryPolicy, type RetryPolicy } from "./retry.js";
import { type Clock, systemClock, systemRandom, type Transport, undiciTransport } from "./transport.js";

export interface KapsoClientOptions {
  /** Checked on the first call, so that a client without a key can be made. */
  readonly apiKey: string;
  /** Host, with or without what people paste behind it. Default: Kapso's own. */
  readonly baseUrl?: string | undefined;
  /** Of the Meta proxy; a missing `v` is added. Default `v24.0`. */
  readonly graphVersion?: string | undefined;
  readonly transport?: Transport | undefined;
  /** For one request and its answer. Calls that let Meta or a build work may take four times as long. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly clock?: Clock | undefined;
  /** Numbers in `[0, 1)` that spread retries. */
  readonly random?: (() => number) | undefined;
  /** Cancels every call of this client; calls take one of their own as well. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the work gently: requests under way are finished, no write is begun, and nothing is waited for any more. */
  readonly stop?: AbortSignal | undefined;
  /** Told before each wait for a rate limit or a retry, so that a long one can be explained. */
  readonly onWait?: ((wait: Wait) => void) | undefined;
}

/** flowso's value; the scripts have none. */
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * The Kapso API as far as WhatsApp Flows need it: the Platform, and under `meta` the Meta proxy. Arguments are
 * camelCase, answers come as on the wire without its `data` wrapper. Failures are thrown as one of the RemoteErrors.
 */
export class KapsoClient {
  readonly flows: FlowsResource;
  readonly dataEndpoint: DataEndpointResource;
  readonly encryption: EncryptionResource;
  readonly messages: MessagesResource;
  readonly logs: LogsResource;
  readonly phoneNumbers: PhoneNumbersResource;
  readonly functions: FunctionsResource;
  readonly meta: MetaResource;

  /** Throws UsageError when the base URL or the Graph version is unusable. */
  constructor(options: KapsoClientOptions) {
    const connection = new Connection({
      apiKey: options.apiKey,
      baseUrl: normalizeBaseUrl(options.baseUrl ?? DEFAULT_BASE_URL),
      graphVersion: normalizeGraphVersion(options.graphVersion ?? DEFAULT_GRAPH_VERSION),
      transport: options.transport ?? undiciTransport(),
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      retry: { ...defaultRetryPolicy, ...options.retry },
      clock: options.clock ?? systemClock,
      random: options.random ?? systemRandom,
      signal: options.signal,
      stop: options.stop,
      onWait: options.onWait,
    });
    // The resources get this function and nothing else, so no property of the client leads to the key.
    const send: Send = (call) => connection.send(call);
    this.flows = flowsApi(send);
    this.dataEndpoint = dataEndpointApi(send);
    this.messages = messagesApi(send);
    this.logs = logsApi(send);
    this.phoneNumbers = phoneNumbersApi(send);
    this.functions = functionsApi(send);
    this.meta = metaApi(send);
    this.encryption = encryptionApi(send, this.flows, this.phoneNumbers);
  }
}
