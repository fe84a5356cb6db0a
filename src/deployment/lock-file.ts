/** The text of the lock file: reading, printing, and changing one entry. */
import { compareText } from "../diagnostic/order.js";
import { ConfigError } from "../errors/errors.js";
import { isObject } from "../json/object.js";
import type { LockEntry, LockedEndpoint } from "./lock.js";

const VERSION = 1;

/** The whole file: entries by environment, then by the flow's name in the config. */
export interface LockFile {
  readonly schemaVersion: typeof VERSION;
  readonly environments: Readonly<Record<string, { readonly flows: Readonly<Record<string, LockEntry>> }>>;
}

export const emptyLock: LockFile = { schemaVersion: VERSION, environments: {} };

/** Reads the file's text; `path` is for messages. Throws ConfigError for a text that is no lock, or is of a newer tool. */
export function readLock(text: string, path: string): LockFile {
  const file = parsed(text, path);
  const version = isObject(file) ? file.schemaVersion : undefined;
  if (typeof version === "number" && version > VERSION) {
    const what = `The lock file \`${path}\` was written by a newer version of this tool.`;
    throw new ConfigError("CONFIG_LOCK_NEWER", what, { hint: `Use that version, or ${goOn}` });
  }
  if (!isObject(file) || version !== VERSION || !isObject(file.environments)) {
    throw broken(path, "it is not what this tool writes");
  }
  return {
    schemaVersion: VERSION,
    environments: mapped(file.environments, (environment, name) => {
      if (!isObject(environment) || !isObject(environment.flows)) {
        throw broken(path, `its environment \`${name}\` cannot be read`);
      }
      const read = (value: unknown, flow: string): LockEntry => {
        const entry = entryOf(value);
        if (entry === undefined) throw broken(path, `its flow \`${flow}\` of \`${name}\` cannot be read`);
        return entry;
      };
      return { flows: mapped(environment.flows, read) };
    }),
  };
}

/** The text of the file: the same for the same entries, so that a run without changes leaves it as it is. */
export function lockText(lock: LockFile): string {
  const environments = mapped(lock.environments, ({ flows }) => ({ flows: mapped(flows, inOrder) }));
  return `${JSON.stringify({ schemaVersion: VERSION, environments }, null, 2)}\n`;
}

/** What the lock knows of a flow in an environment. */
export function lockEntry(lock: LockFile, environment: string, flow: string): LockEntry | undefined {
  return own(own(lock.environments, environment)?.flows ?? {}, flow);
}

/** The lock with one entry put in, or in the place of the one that was there. */
export function withLockEntry(lock: LockFile, environment: string, flow: string, entry: LockEntry): LockFile {
  const flows = withMember(own(lock.environments, environment)?.flows ?? {}, flow, entry);
  return { ...lock, environments: withMember(lock.environments, environment, { flows }) };
}

const goOn = "delete the file: nothing is lost, the next run reads more from the service and writes it anew.";

function broken(path: string, why: string): ConfigError {
  return new ConfigError("CONFIG_LOCK_BROKEN", `The lock file \`${path}\` cannot be used: ${why}.`, {
    hint: `Take it back from version control, or ${goOn}`,
  });
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    const conflict = /^(<{7}|>{7}) /m.test(text);
    throw broken(path, conflict ? "it has the marks of a merge conflict" : "it is no JSON");
  }
}

function entryOf(value: unknown): LockEntry | undefined {
  if (!isObject(value)) return undefined;
  const { flowId, metaFlowId, flowVersionId, flowJson, categories } = value;
  const endpoint = value.endpoint === null ? null : endpointOf(value.endpoint);
  if (typeof flowId !== "string" || endpoint === undefined) return undefined;
  if (!isTextOrNull(metaFlowId) || !isTextOrNull(flowVersionId) || !isTextOrNull(flowJson)) return undefined;
  if (categories !== null && !isTexts(categories)) return undefined;
  return { flowId, metaFlowId, flowVersionId, flowJson, categories, endpoint };
}

function endpointOf(value: unknown): LockedEndpoint | undefined {
  if (!isObject(value)) return undefined;
  const { functionId, code, deployedAt, secrets, registered } = value;
  if (typeof functionId !== "string" || typeof code !== "string" || !isTextOrNull(deployedAt)) return undefined;
  if (!isTexts(secrets) || typeof registered !== "boolean") return undefined;
  return { functionId, code, deployedAt, secrets, registered };
}

/** The members in the order of the type, and lists sorted: how an entry came about does not show. */
function inOrder({ flowId, metaFlowId, flowVersionId, flowJson, categories, endpoint }: LockEntry): LockEntry {
  return {
    flowId,
    metaFlowId,
    flowVersionId,
    flowJson,
    categories: categories === null ? null : sorted(categories),
    endpoint: endpoint === null ? null : endpointInOrder(endpoint),
  };
}

function endpointInOrder({ functionId, code, deployedAt, secrets, registered }: LockedEndpoint): LockedEndpoint {
  return { functionId, code, deployedAt, secrets: sorted(secrets), registered };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort(compareText);
}

/** Another object with the same keys, sorted. A key such as `__proto__` is a key like any other. */
function mapped<V, W>(object: Readonly<Record<string, V>>, change: (value: V, key: string) => W): Record<string, W> {
  const entries = Object.entries(object).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value, key)]));
}

function withMember<V>(object: Readonly<Record<string, V>>, key: string, value: V): Record<string, V> {
  return Object.fromEntries([...Object.entries(object).filter(([other]) => other !== key), [key, value]]);
}

function own<V>(object: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
