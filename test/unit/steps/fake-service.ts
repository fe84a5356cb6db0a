/** A service kept in memory, for steps: just enough behaviour, a list of calls, and failures on demand. */
import type {
  DataEndpoint,
  Flow,
  FlowVersion,
  FunctionRecord,
  MetaFlow,
  PhoneNumber,
  PhoneNumberHealth,
} from "../../../src/client/wire.js";
import type { LockEntry } from "../../../src/deployment/lock.js";
import { RefusedError, TransportError, UnavailableError } from "../../../src/errors/errors.js";
import type { BackupStore, LockStore, Logger, RunInput } from "../../../src/pipeline/context.js";
import type { FlowsApi } from "../../../src/pipeline/flows-api.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface FakeFlow {
  record: Writable<Flow>;
  versions: FlowVersion[];
  endpoint: Writable<DataEndpoint> | undefined;
  function: Writable<FunctionRecord>;
  meta: Writable<MetaFlow>;
}

/** `before`: the call fails and nothing happens; `after`: it happens and then fails. */
interface Failure {
  readonly call: string;
  readonly when: "before" | "after";
  readonly error: Error;
}

export class FakeService {
  readonly flows: FakeFlow[] = [];
  /** Names of the calls, in order; those that change something are in `changes` as well. */
  readonly calls: string[] = [];
  readonly changes: string[] = [];
  readonly messages: { readonly to: string; readonly flowToken: string; readonly mode: string | undefined }[] = [];
  readonly failures: Failure[] = [];
  /** What a new version is answered with. */
  validationErrors: readonly string[] | null = null;
  /** The secrets of all functions; a deployment drops them. */
  readonly secrets = new Map<string, string>();
  dropsSecrets = true;
  /** Names of secrets that cannot be set again. */
  keeps: readonly string[] = [];
  number: Omit<PhoneNumber, "id"> = { business_account_id: "900", verified_name: "Example Ltd" };
  health: PhoneNumberHealth = { status: "healthy" };
  /** Whether publishing takes effect. */
  publishes = true;
  logLines: readonly { readonly level: string; readonly message: string; readonly logged_at: string }[] = [];
  #ids = 0;
  #time = 0;

  /** The next call of that name fails so. */
  fail(call: string, error: Error, when: Failure["when"] = "before"): void {
    this.failures.push({ call, when, error });
  }

  /** A flow that is there from the start. */
  add(record: Partial<Flow> = {}, flowJson?: Readonly<Record<string, unknown>>): FakeFlow {
    const id = record.id ?? `flow-${++this.#ids}`;
    const metaFlowId = record.meta_flow_id ?? `${1000 + this.flows.length}`;
    const flow: FakeFlow = {
      record: {
        id,
        meta_flow_id: metaFlowId,
        name: "signup",
        status: "draft",
        business_account_id: "900",
        phone_number_id: "111",
        preview_url: `https://preview.example/${id}`,
        data_endpoint_url: null,
        has_data_endpoint: false,
        flows_encryption_configured: false,
        ...record,
      },
      versions: [],
      endpoint: undefined,
      function: { id: `function-of-${id}`, updated_at: this.time() },
      meta: { id: metaFlowId, categories: ["OTHER"] },
    };
    if (flowJson !== undefined) flow.versions.push(this.#version(flowJson));
    this.flows.push(flow);
    return flow;
  }

  /** Each moment is a second after the one before. */
  time(): string {
    return new Date(Date.UTC(2026, 10, 22) + 1000 * ++this.#time).toISOString();
  }

  readonly api: FlowsApi = {
    flows: {
      get: (id) => this.#read("flows.get", () => ({ ...this.#flow(id).record })),
      findByName: (name) =>
        this.#read("flows.findByName", () => this.flows.find((flow) => flow.record.name === name)?.record),
      listAll: () => {
        const records = this.flows.map((flow) => ({ ...flow.record }));
        const read = (): Promise<typeof records> => this.#read("flows.listAll", () => records);
        return (async function* () {
          yield* await read();
        })();
      },
      create: ({ name, phoneNumberId, flowJson }) =>
        this.#change("flows.create", () => {
          if (this.flows.some((flow) => flow.record.name === name)) throw refused(422, "The name is taken.");
          const given = { name: name ?? "", phone_number_id: phoneNumberId };
          const { record } = this.add({ ...given, validation_errors: this.validationErrors }, flowJson);
          return { ...record };
        }),
      publish: (id) =>
        this.#change("flows.publish", () => {
          const { record } = this.#flow(id);
          if (record.status !== "draft") throw refused(422, "Only a draft can be published.");
          if (this.publishes) record.status = "published";
          return { ...record };
        }),
      createVersion: (id, { flowJson }) =>
        this.#change("flows.createVersion", () => {
          const version = this.#version(flowJson);
          this.#flow(id).versions.push(version);
          return version;
        }),
      versions: (id) =>
        this.#read("flows.versions", () => {
          const summaries = this.#flow(id).versions.map(({ flow_json: _, ...summary }) => summary);
          return { items: summaries.reverse().slice(0, 1), meta: null };
        }),
      version: (id, versionId) =>
        this.#read("flows.version", () => {
          const found = this.#flow(id).versions.find((version) => version.id === versionId);
          if (found === undefined) throw notFound();
          return found;
        }),
      latestVersion: (id) => this.#read("flows.latestVersion", () => this.#flow(id).versions.at(-1)),
    },
    dataEndpoint: {
      get: (id) => this.#read("dataEndpoint.get", () => ({ ...this.#endpoint(id) })),
      set: (id, code) =>
        this.#change("dataEndpoint.set", () => {
          const flow = this.#flow(id);
          const functionId = flow.function.id;
          flow.endpoint = { function_id: functionId, status: "draft", last_deployed_at: null, ...flow.endpoint, code };
          flow.function.updated_at = this.time();
          flow.record.has_data_endpoint = true;
          return { ...flow.endpoint };
        }),
      deploy: (id) =>
        this.#change("dataEndpoint.deploy", () => {
          const endpoint = this.#endpoint(id);
          endpoint.status = "deployed";
          endpoint.last_deployed_at = this.time();
          if (this.dropsSecrets) this.secrets.clear();
          this.#flow(id).function.updated_at = endpoint.last_deployed_at;
          return { ...endpoint };
        }),
      register: (id) =>
        this.#change("dataEndpoint.register", () => {
          const flow = this.#flow(id);
          const address = `https://kapso.example/${id}`;
          flow.record.data_endpoint_url = address;
          flow.meta.endpoint_uri = address;
          return { ...this.#endpoint(id), flow_has_encryption: true };
        }),
    },
    encryption: {
      setup: (id) =>
        this.#change("encryption.setup", () => {
          this.#flow(id).record.flows_encryption_configured = true;
          return { status: "success", flows_encryption_configured: true };
        }),
    },
    messages: {
      sendFlow: (_phoneNumberId, { to, flowToken, mode }) =>
        this.#change("messages.sendFlow", () => {
          this.messages.push({ to, flowToken, mode });
          return { messageId: `wamid.${this.messages.length}` };
        }),
    },
    logs: {
      functionLogs: () => this.#read("logs.functionLogs", () => ({ logs: this.logLines })),
    },
    phoneNumbers: {
      get: (id) => this.#read("phoneNumbers.get", () => ({ id, ...this.number })),
      health: () => this.#read("phoneNumbers.health", () => this.health),
    },
    functions: {
      get: (id) =>
        this.#read("functions.get", () => {
          const found = this.flows.find((flow) => flow.function.id === id);
          if (found === undefined) throw notFound();
          return { ...found.function };
        }),
      secrets: () => this.#read("functions.secrets", () => [...this.secrets.keys()].map((name) => ({ name }))),
      createSecret: (_id, { name, value }) =>
        this.#change("functions.createSecret", () => {
          if (this.keeps.includes(name)) throw refused(422, "The name is taken.");
          this.secrets.set(name, String(value));
        }),
    },
    meta: {
      getFlow: (metaFlowId) =>
        this.#read("meta.getFlow", () => {
          const { record, meta } = this.#metaFlow(metaFlowId);
          return { ...meta, status: record.status.toUpperCase() };
        }),
      preview: (metaFlowId) =>
        this.#read("meta.preview", () => {
          const { record } = this.#metaFlow(metaFlowId);
          return { preview_url: `https://preview.example/${record.id}`, expires_at: "2026-12-22T00:00:00+0000" };
        }),
      updateFlow: (metaFlowId, _scope, { categories }) =>
        this.#change("meta.updateFlow", () => {
          if (categories !== undefined) this.#metaFlow(metaFlowId).meta.categories = categories;
        }),
      deleteFlow: (metaFlowId) =>
        this.#change("meta.deleteFlow", () => {
          this.flows.splice(this.flows.indexOf(this.#metaFlow(metaFlowId)), 1);
        }),
      deprecate: (metaFlowId) =>
        this.#change("meta.deprecate", () => {
          this.#metaFlow(metaFlowId).record.status = "deprecated";
        }),
    },
  };

  async #read<T>(name: string, act: () => T): Promise<T> {
    this.calls.push(name);
    this.#failIfAsked(name, "before");
    return act();
  }

  async #change<T>(name: string, act: () => T): Promise<T> {
    this.calls.push(name);
    this.#failIfAsked(name, "before");
    const result = act();
    this.changes.push(name);
    this.#failIfAsked(name, "after");
    return result;
  }

  #failIfAsked(call: string, when: Failure["when"]): void {
    const next = this.failures.findIndex((failure) => failure.call === call && failure.when === when);
    const [failure] = next === -1 ? [] : this.failures.splice(next, 1);
    if (failure !== undefined) throw failure.error;
  }

  #flow(id: string): FakeFlow {
    const found = this.flows.find((flow) => flow.record.id === id);
    if (found === undefined) throw notFound();
    return found;
  }

  #metaFlow(metaFlowId: string): FakeFlow {
    const found = this.flows.find((flow) => flow.meta.id === metaFlowId);
    if (found === undefined) throw notFound();
    return found;
  }

  #endpoint(id: string): Writable<DataEndpoint> {
    const { endpoint } = this.#flow(id);
    if (endpoint === undefined) throw notFound();
    return endpoint;
  }

  #version(flowJson: Readonly<Record<string, unknown>>): FlowVersion {
    const id = `version-${++this.#ids}`;
    return { id, flow_json: flowJson, validation_errors: this.validationErrors, created_at: this.time() };
  }
}

export function refused(status: number, message: string, validationErrors: readonly unknown[] = []): RefusedError {
  const code = status === 404 ? "API_NOT_FOUND" : "API_UNPROCESSABLE";
  return new RefusedError(code, message, { operation: "fake", status, validationErrors });
}

export function notFound(): RefusedError {
  return refused(404, "Nothing has this ID.");
}

/** No answer came: whether the request arrived is not known. */
export function lost(): TransportError {
  return new TransportError("TRANSPORT_RESET", "The connection broke.", { operation: "fake", notSent: false });
}

export function overloaded(): UnavailableError {
  return new UnavailableError("REMOTE_ERROR", "The service failed.", { operation: "fake", status: 500 });
}

/** A log that can be read afterwards. */
export function memoryLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep =
    (label: string) =>
    (text: string): void => {
      lines.push(`${label}: ${text}`);
    };
  return {
    lines,
    info: keep("info"),
    notice: keep("notice"),
    warn: keep("warn"),
    debug: keep("debug"),
    group: (_title, run) => run(),
  };
}

/** A lock that lives in memory. */
export function memoryLock(): LockStore & { readonly entries: Map<string, LockEntry> } {
  const entries = new Map<string, LockEntry>();
  return {
    entries,
    entry: (target) => entries.get(target),
    record: async (target, entry) => {
      entries.set(target, entry);
    },
  };
}

/** Backups that live in memory, by path. */
export function memoryBackups(): BackupStore & { readonly files: Map<string, string> } {
  const files = new Map<string, string>();
  return {
    files,
    save: async (target, name, text) => {
      const path = `backups/${target}/${name}`;
      files.set(path, text);
      return path;
    },
  };
}

/** Ports that do not wait, and tokens in order. */
export function ports(): Pick<RunInput, "clock" | "randomToken"> & { log: ReturnType<typeof memoryLog> } {
  let tokens = 0;
  let now = Date.UTC(2026, 10, 22);
  return {
    clock: {
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    },
    log: memoryLog(),
    randomToken: () => `random-token-${++tokens}`,
  };
}
