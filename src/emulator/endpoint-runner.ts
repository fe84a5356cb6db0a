/** Keeps deployed endpoint code running, a few functions at a time. */
import type { RunningEndpoint, Sandbox, SandboxCall, SandboxOutcome } from "../simulation/sandbox.js";
import type { Limits } from "./limits.js";
import type { FunctionRecord } from "./store.js";

interface Running {
  readonly endpoint: RunningEndpoint;
  /** What it was started with; a deployment or a new secret replaces one of them. */
  readonly code: string | null;
  readonly secrets: FunctionRecord["secrets"];
  busy: boolean;
}

type RunnerLimits = Pick<Limits, "sandboxesAtOnce" | "exchangeTimeMs" | "functionMemoryMb">;

/** Calls of one function wait for each other, so that each sees in `env.KV` what the one before has left. */
export class EndpointRunner {
  private readonly sandbox: Sandbox;
  private readonly limits: RunnerLimits;
  /** By function; the one that was used longest ago comes first. */
  private readonly running = new Map<string, Running>();
  /** The last call of each function that is under way. */
  private readonly last = new Map<string, Promise<unknown>>();
  private waiting: (() => void)[] = [];

  constructor(sandbox: Sandbox, limits: RunnerLimits) {
    this.sandbox = sandbox;
    this.limits = limits;
  }

  /** Calls the deployed code of the function; `env.KV` of the record follows. */
  async call(record: FunctionRecord, call: Omit<SandboxCall, "kv">): Promise<SandboxOutcome> {
    const outcome = (this.last.get(record.id) ?? Promise.resolve()).then(() => this.callNow(record, call));
    const settled = outcome.catch(() => undefined);
    this.last.set(record.id, settled);
    await settled;
    if (this.last.get(record.id) === settled) this.last.delete(record.id);
    return outcome;
  }

  /** Ends whatever runs. A later call starts it again. */
  async close(): Promise<void> {
    const running = [...this.running.values()];
    this.running.clear();
    await Promise.all(running.map(({ endpoint }) => endpoint.close()));
  }

  private async callNow(record: FunctionRecord, call: Omit<SandboxCall, "kv">): Promise<SandboxOutcome> {
    const running = await this.start(record);
    try {
      const outcome = await running.endpoint.call({ ...call, kv: record.kv });
      if ("kv" in outcome) record.kv = outcome.kv;
      return outcome;
    } finally {
      running.busy = false;
      for (const resume of this.waiting.splice(0)) resume();
    }
  }

  /** The function's code as it is deployed now; waits for a place when too many others run. */
  private async start(record: FunctionRecord): Promise<Running> {
    for (;;) {
      const present = this.running.get(record.id);
      if (present?.code === record.deployedCode && present.secrets === record.secrets)
        return this.take(record, present);
      if (present === undefined && this.running.size < this.limits.sandboxesAtOnce) {
        return this.take(record, this.launch(record));
      }
      const ended = present === undefined ? this.longestIdle() : record.id;
      if (ended === undefined) await new Promise<void>((resume) => this.waiting.push(resume));
      else await this.end(ended);
    }
  }

  private take(record: FunctionRecord, running: Running): Running {
    running.busy = true;
    this.running.delete(record.id);
    this.running.set(record.id, running);
    return running;
  }

  private launch({ deployedCode, secrets }: FunctionRecord): Running {
    const endpoint = this.sandbox(deployedCode ?? "", {
      secrets: Object.fromEntries(secrets.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
      timeLimitMs: this.limits.exchangeTimeMs,
      memoryLimitMb: this.limits.functionMemoryMb,
    });
    return { endpoint, code: deployedCode, secrets, busy: false };
  }

  private longestIdle(): string | undefined {
    for (const [id, { busy }] of this.running) if (!busy) return id;
    return undefined;
  }

  private async end(id: string): Promise<void> {
    const running = this.running.get(id);
    this.running.delete(id);
    await running?.endpoint.close();
  }
}
