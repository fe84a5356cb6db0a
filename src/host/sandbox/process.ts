/** The process that runs endpoint code, seen from outside: starts it, talks to it, ends it when it takes too much. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { UsageError } from "../../errors/errors.js";
import type { RunningEndpoint, SandboxCall, SandboxOptions, SandboxOutcome } from "../../simulation/sandbox.js";
import { type OutsideFetch, outsideFetch } from "./outside-fetch.js";
import type { FetchAnswer, LineToRunner, RunnerStart } from "./protocol.js";
import { outcomeOf, readFetchRequest, readObject } from "./reply.js";

/** A process to start, and what is known of it. */
export interface Program {
  /** What Node is told. */
  readonly args: readonly string[];
  /** It starts processes of its own, which have to end with it. */
  readonly family: boolean;
  /** What it takes beside the memory of the code. */
  readonly ownMemoryMb: number;
}

/** Nothing of this machine's environment; Workers live in UTC. */
export const sandboxEnvironment: NodeJS.ProcessEnv = { TZ: "UTC" };

/** Kapso takes answers of at most 10 MB (kapso-api.md, 16.1); anything larger ends the call. */
const maxAnswerBytes = 10 * 1024 * 1024;
/** A reply holds the answer and the KV store, written as JSON strings, which can be several times as long. */
const maxReplyLength = 64 * 1024 * 1024;
/** How often the memory of a call that takes long is looked at; the heap's own limit leaves buffers out. */
const memoryLookMs = 50;
/** Until the process is there; the code is not loaded before. */
const startLimitMs = 60_000;
/** For a runner that has to end processes of its own. */
const tidyLimitMs = 2000;

/** Calls go to an address that stands for Kapso's; the code can read it. */
const url = "https://function.example/";

/** Endpoint code in a process, and in a new one after it had to be ended. */
export class ProcessEndpoint implements RunningEndpoint {
  private readonly program: Program;
  private readonly code: string;
  private readonly options: SandboxOptions;
  private readonly fetch: OutsideFetch;
  private process: SandboxProcess | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(program: Program, code: string, options: SandboxOptions) {
    this.program = program;
    this.code = code;
    this.options = options;
    this.fetch = outsideFetch(options.allowFetch ?? []);
  }

  call(call: SandboxCall): Promise<SandboxOutcome> {
    const outcome = this.queue.then(async () => {
      // After a call that had to be ended the next one gets a new process.
      if (this.process === undefined || this.process.ended) {
        this.process = new SandboxProcess(this.program, this.code, this.options, this.fetch);
      }
      return this.process.call(call);
    });
    this.queue = outcome.catch(() => {});
    return outcome;
  }

  async close(): Promise<void> {
    await this.process?.close();
  }
}

type StopReason = Extract<SandboxOutcome, { kind: "stopped" }>["reason"];
type Reply = Readonly<Record<string, unknown>>;

class SandboxProcess {
  ended = false;
  private readonly program: Program;
  private readonly options: SandboxOptions;
  private readonly fetch: OutsideFetch;
  private readonly child: ChildProcess;
  private readonly nonce = randomBytes(24).toString("hex");
  private readonly exited: Promise<void>;
  private readonly started: Promise<boolean>;
  private start: (isReady: boolean) => void = () => {};
  private calls = 0;
  private said = "";
  private complained = "";
  private stopped: StopReason | undefined;
  private receive: ((reply: Reply | undefined) => void) | undefined;
  /** Ends what the code still asks of other servers when its call is over. */
  private fetches = new AbortController();

  constructor(program: Program, code: string, options: SandboxOptions, fetch: OutsideFetch) {
    this.program = program;
    this.options = options;
    this.fetch = fetch;
    const { args, family } = program;
    this.child = spawn(process.execPath, args, { env: sandboxEnvironment, cwd: "/", stdio: "pipe", detached: family });
    this.exited = new Promise((resolve) => this.child.once("close", () => resolve()));
    this.started = new Promise((resolve) => {
      this.start = resolve;
    });
    this.child.once("error", () => this.end());
    this.child.once("close", () => this.end());
    this.child.stdin?.on("error", () => {});
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => this.hear(text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.complained = (this.complained + text).slice(-20_000);
    });
    process.once("exit", this.killFamily);
    this.send({
      nonce: this.nonce,
      code,
      secrets: JSON.stringify(options.secrets),
      limits: { maxAnswerBytes, maxLogLines: 100, maxLogLength: 2000 },
    });
  }

  async call(call: SandboxCall): Promise<SandboxOutcome> {
    await this.ready();
    this.calls += 1;
    const id = this.calls;
    const begun = performance.now();
    const timer = setTimeout(() => this.stop("time"), this.options.timeLimitMs);
    const look = setInterval(() => this.lookAtMemory(), memoryLookMs);
    const reply = await new Promise<Reply | undefined>((resolve) => {
      this.receive = (received) => {
        // A reply to a call that is not under way is none.
        if (received === undefined || received.id === id) resolve(received);
      };
      if (this.ended) resolve(undefined);
      const { body, now, seed } = call;
      this.send({ id, url, body, kv: JSON.stringify(call.kv), now, seed });
    });
    clearTimeout(timer);
    clearInterval(look);
    this.receive = undefined;
    this.fetches.abort();
    this.fetches = new AbortController();
    const durationMs = performance.now() - begun;
    const outcome = reply === undefined ? undefined : outcomeOf(reply, durationMs, call.kv);
    if (outcome !== undefined) return outcome;
    // Something that is no reply is the work of code that has broken its surroundings.
    this.stop("exit");
    return this.stoppedOutcome(durationMs);
  }

  async close(): Promise<void> {
    this.stop("exit");
    await this.exited;
  }

  /** Resolves when the process is there; throws when it cannot be, which is not the doing of the code. */
  private async ready(): Promise<void> {
    const timer = setTimeout(this.kill, startLimitMs);
    const ready = await this.started;
    clearTimeout(timer);
    if (ready || this.stopped !== undefined) return;
    const said = this.complained
      .trim()
      .split("\n")
      .find((line) => /\w/.test(line));
    throw new UsageError("USAGE_SANDBOX", "The process for data endpoint code could not be started.", {
      ...(said === undefined ? {} : { hint: `It said: ${said.slice(0, 300)}` }),
    });
  }

  private stoppedOutcome(durationMs: number): SandboxOutcome {
    const outOfMemory = /heap out of memory|Allocation failed|invalid array length Allocation/i.test(this.complained);
    const reason = this.stopped ?? "exit";
    return { kind: "stopped", reason: reason === "exit" && outOfMemory ? "memory" : reason, durationMs };
  }

  private send(line: RunnerStart | LineToRunner): void {
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  private hear(text: string): void {
    this.said += text;
    for (let end = this.said.indexOf("\n"); end !== -1; end = this.said.indexOf("\n")) {
      const line = this.said.slice(0, end);
      this.said = this.said.slice(end + 1);
      // Only the runner knows the nonce; anything else on the channel is not its.
      if (line.startsWith(this.nonce)) this.take(line.slice(this.nonce.length));
    }
    if (this.said.length > maxReplyLength) this.stop("memory");
  }

  private take(text: string): void {
    if (text === '"ready"') {
      this.start(true);
      return;
    }
    const line = readObject(text);
    if (line !== undefined && typeof line.fetch === "number") void this.answerFetch(line.fetch, line.request);
    else if (line !== undefined) this.receive?.(line);
  }

  private async answerFetch(id: number, wish: unknown): Promise<void> {
    const request = readFetchRequest(wish);
    const answer: FetchAnswer =
      request === undefined || this.receive === undefined
        ? { kind: "failed", message: "there is no call under way" }
        : await this.fetch(request, this.fetches.signal);
    this.send({ fetched: id, answer: JSON.stringify(answer) });
  }

  /** Buffers and strings outside the heap do not count for the heap's limit, so the whole process is looked at. */
  private lookAtMemory(): void {
    const used = residentMb(this.child.pid, this.program.family);
    if (used !== undefined && used > this.options.memoryLimitMb + this.program.ownMemoryMb) this.stop("memory");
  }

  private stop(reason: StopReason): void {
    this.stopped ??= reason;
    this.kill();
  }

  private end(): void {
    this.ended = true;
    process.removeListener("exit", this.killFamily);
    this.fetches.abort();
    this.start(false);
    this.receive?.(undefined);
  }

  private readonly kill = (): void => {
    this.ended = true;
    if (!this.program.family || this.child.pid === undefined) {
      this.child.kill("SIGKILL");
      return;
    }
    // The runner ends its children and tidies up when it hears nothing more; untrusted code is not in it.
    this.child.stdin?.end();
    const force = setTimeout(this.killFamily, tidyLimitMs);
    void this.exited.then(() => clearTimeout(force));
  };

  /** At once, with all of its group; Windows has none. */
  private readonly killFamily = (): void => {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(this.program.family && process.platform !== "win32" ? -pid : pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  };
}

/** Memory of a process, and of its children; undefined where the system has no `/proc`. */
function residentMb(pid: number | undefined, family: boolean): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    const own = (pages * 4096) / 1024 / 1024;
    if (!family) return Number.isFinite(own) ? own : undefined;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + (residentMb(Number(child), false) ?? 0), own);
  } catch {
    return undefined;
  }
}
