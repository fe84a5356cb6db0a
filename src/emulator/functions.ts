/** The life of a function: code is set, then deployed; only deployed code runs. */
import type { FunctionRecord, LogRecord } from "./store.js";
import type { World } from "./world.js";

export const functionTypes = ["cloudflare_worker", "supabase_function"] as const;
export const responseModes = ["passthrough", "wrapped"] as const;

export interface NewFunction {
  readonly name: string;
  readonly code: string;
  readonly slug?: string | undefined;
  readonly description?: string | undefined;
  readonly functionType?: string | undefined;
  readonly runtimeConfig?: Readonly<Record<string, unknown>> | undefined;
  readonly invokeResponseMode?: string | undefined;
  readonly publicEndpoint?: boolean | undefined;
}

export function createFunction(world: World, wanted: NewFunction): FunctionRecord {
  const { store, clock } = world;
  const now = clock.now();
  const record: FunctionRecord = {
    sequence: store.nextSequence(),
    id: store.nextUuid("function"),
    name: wanted.name,
    slug: wanted.slug ?? slugOf(wanted.name),
    description: wanted.description ?? null,
    code: wanted.code,
    version: 1,
    deployedCode: null,
    lastDeployedAt: null,
    failed: false,
    deployingUntil: null,
    functionType: wanted.functionType ?? functionTypes[0],
    runtimeConfig: wanted.runtimeConfig ?? {},
    invokeResponseMode: wanted.invokeResponseMode ?? responseModes[0],
    publicEndpoint: wanted.publicEndpoint ?? false,
    secrets: [],
    kv: {},
    createdAt: now,
    updatedAt: now,
  };
  store.state.functions.push(record);
  return record;
}

export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return slug === "" ? "function" : slug;
}

/** New code runs only after the next deployment (section 11.3, inferred). */
export function setCode(world: World, record: FunctionRecord, code: string): void {
  settle(world, record);
  record.updatedAt = world.clock.now();
  if (record.code === code) return;
  record.code = code;
  record.version += 1;
  record.failed = false;
}

/** Deploys a data endpoint, which is done at once (section 11.3). */
export function deployNow(world: World, record: FunctionRecord): void {
  record.deployingUntil = world.clock.now();
  settle(world, record);
}

/** Starts a deployment that ends later, as a function's does (section 11.6). */
export function startDeployment(world: World, record: FunctionRecord): void {
  settle(world, record);
  record.deployingUntil = world.clock.now() + world.limits.functionDeployMs;
}

/** Finishes a deployment whose time has come. Called before a status is read. */
function settle(world: World, record: FunctionRecord): void {
  const done = record.deployingUntil;
  if (done === null || done > world.clock.now()) return;
  record.deployingUntil = null;
  record.updatedAt = done;
  // All the emulator can tell without running the code; section 16.1: it defines a function named `handler`.
  record.failed = !/\bfunction\s+handler\s*\(/.test(record.code);
  if (record.failed) {
    const message = "Deployment failed: the code defines no function named handler.";
    addLog(world, record, { level: "error", message, outcome: "exception", id: null });
    return;
  }
  record.secrets = []; // A deployment drops secret bindings (section 11.3).
  record.deployedCode = record.code;
  record.lastDeployedAt = done;
}

/** Whether there is code to run: that of the last deployment, whatever was set since. */
export function isRunnable(world: World, record: FunctionRecord): boolean {
  settle(world, record);
  return record.deployedCode !== null;
}

export type FunctionStatus = "draft" | "deployed" | "error" | "failed";

export function functionStatus(world: World, record: FunctionRecord): FunctionStatus {
  settle(world, record);
  if (record.failed) return world.switches.failedDeployment;
  return record.deployedCode === record.code ? "deployed" : "draft";
}

/** A line for the logs of the function; `id` is the invocation it belongs to. */
export function addLog(
  world: World,
  record: FunctionRecord,
  line: Pick<LogRecord, "level" | "message" | "outcome"> & { readonly id: string | null },
): void {
  const { id, ...rest } = line;
  world.store.keep("logs", { functionId: record.id, invocationId: id, loggedAt: world.clock.now(), ...rest });
}
