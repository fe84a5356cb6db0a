/** Runs endpoint code in a process of its own. What the process may do, and why: docs/simulation.md. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type {
  CodeLog,
  CodePosition,
  KvEntries,
  RunningEndpoint,
  Sandbox,
  SandboxCall,
  SandboxOptions,
  SandboxOutcome,
} from "../simulation/sandbox.js";
import { sandboxRealm } from "./sandbox-realm.js";
import { type RunnerCall, type RunnerReply, type RunnerStart, sandboxRunner } from "./sandbox-runner.js";

/** Kapso takes answers of at most 10 MB (kapso-api.md, 16.1); anything larger ends the call. */
const maxAnswerBytes = 10 * 1024 * 1024;
/** A reply holds the answer and the KV store, written as JSON strings, which can be several times as long. */
const maxReplyLength = 64 * 1024 * 1024;
/** How often the memory of a call that takes long is looked at; the heap's own limit leaves buffers out. */
const memoryLookMs = 50;
/** What a process with no code in it takes beside its heap. */
const ownMemoryMb = 160;

/** Calls go to an address that stands for Kapso's; the code can read it. */
const url = "https://function.example/";

/** The sandbox of this machine. */
export const nodeSandbox: Sandbox = (code, options) => new Endpoint(code, options);

class Endpoint implements RunningEndpoint {
  private readonly code: string;
  private readonly options: SandboxOptions;
  private process: SandboxProcess | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(code: string, options: SandboxOptions) {
    this.code = code;
    this.options = options;
  }

  call(call: SandboxCall): Promise<SandboxOutcome> {
    const outcome = this.queue.then(async () => {
      // After a call that had to be ended the next one gets a new process.
      if (this.process === undefined || this.process.ended) this.process = new SandboxProcess(this.code, this.options);
      return this.process.call(call);
    });
    this.queue = outcome;
    return outcome;
  }

  async close(): Promise<void> {
    await this.process?.close();
  }
}

type StopReason = Extract<SandboxOutcome, { kind: "stopped" }>["reason"];

class SandboxProcess {
  ended = false;
  private readonly child: ChildProcess;
  private readonly options: SandboxOptions;
  private readonly nonce = randomBytes(24).toString("hex");
  private readonly exited: Promise<void>;
  private calls = 0;
  private said = "";
  private complained = "";
  private stopped: StopReason | undefined;
  private receive: ((reply: RunnerReply | undefined) => void) | undefined;

  constructor(code: string, options: SandboxOptions) {
    this.options = options;
    const script = `"use strict";(${sandboxRunner.toString()})({ load: require, process });`;
    const args = [...sandboxFlags(options.memoryLimitMb), "--eval", script];
    this.child = spawn(process.execPath, args, { env: sandboxEnvironment, cwd: "/", stdio: "pipe" });
    this.exited = new Promise((resolve) => this.child.once("close", () => resolve()));
    this.child.once("error", () => this.end());
    this.child.once("close", () => this.end());
    this.child.stdin?.on("error", () => {});
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => this.hear(text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.complained = (this.complained + text).slice(-20_000);
    });
    process.once("exit", this.kill);
    const start: RunnerStart = {
      nonce: this.nonce,
      code,
      realm: sandboxRealm.toString(),
      secrets: JSON.stringify(options.secrets),
      maxAnswerBytes,
      maxLogLines: 100,
      maxLogLength: 2000,
    };
    this.send(start);
  }

  async call(call: SandboxCall): Promise<SandboxOutcome> {
    this.calls += 1;
    const id = this.calls;
    const begun = performance.now();
    const timer = setTimeout(() => this.stop("time"), this.options.timeLimitMs);
    const look = setInterval(() => this.lookAtMemory(), memoryLookMs);
    const reply = await new Promise<RunnerReply | undefined>((resolve) => {
      this.receive = (received) => {
        // A reply to a call that is not under way is none.
        if (received === undefined || received.id === id) resolve(received);
      };
      if (this.ended) resolve(undefined);
      const line: RunnerCall = {
        id,
        url,
        body: call.body,
        kv: JSON.stringify(call.kv),
        now: call.now,
        seed: call.seed,
      };
      this.send(line);
    });
    clearTimeout(timer);
    clearInterval(look);
    this.receive = undefined;
    const durationMs = performance.now() - begun;
    return reply === undefined ? this.stoppedOutcome(durationMs) : outcomeOf(reply, durationMs, call.kv);
  }

  async close(): Promise<void> {
    this.kill();
    await this.exited;
  }

  private stoppedOutcome(durationMs: number): SandboxOutcome {
    const outOfMemory = /heap out of memory|Allocation failed|invalid array length Allocation/i.test(this.complained);
    return { kind: "stopped", reason: this.stopped ?? (outOfMemory ? "memory" : "exit"), durationMs };
  }

  private send(line: RunnerStart | RunnerCall): void {
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  private hear(text: string): void {
    this.said += text;
    for (let end = this.said.indexOf("\n"); end !== -1; end = this.said.indexOf("\n")) {
      const line = this.said.slice(0, end);
      this.said = this.said.slice(end + 1);
      // Only the runner knows the nonce; anything else on the channel is not its.
      if (line.startsWith(this.nonce)) this.receive?.(readReply(line.slice(this.nonce.length)));
    }
    if (this.said.length > maxReplyLength) this.stop("memory");
  }

  /** Buffers and strings outside the heap do not count for the heap's limit, so the whole process is looked at. */
  private lookAtMemory(): void {
    const used = residentMb(this.child.pid);
    if (used !== undefined && used > this.options.memoryLimitMb + ownMemoryMb) this.stop("memory");
  }

  private stop(reason: StopReason): void {
    this.stopped ??= reason;
    this.kill();
  }

  private end(): void {
    this.ended = true;
    process.removeListener("exit", this.kill);
    this.receive?.(undefined);
  }

  private readonly kill = (): void => {
    this.ended = true;
    this.child.kill("SIGKILL");
  };
}

/** Nothing of this machine's environment; Workers live in UTC. */
export const sandboxEnvironment: NodeJS.ProcessEnv = { TZ: "UTC" };

/** What Node is told, so that the process can do nothing but compute. */
export function sandboxFlags(memoryLimitMb: number): readonly string[] {
  // Node 20 has the permission model under its first name.
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  return [
    permission,
    "--disallow-code-generation-from-strings",
    "--frozen-intrinsics",
    "--no-addons",
    "--no-warnings",
    `--max-old-space-size=${memoryLimitMb}`,
  ];
}

/** Memory of a process; undefined where the system has no `/proc`. */
function residentMb(pid: number | undefined): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return Number.isFinite(pages) ? (pages * 4096) / 1024 / 1024 : undefined;
  } catch {
    return undefined;
  }
}

function readReply(text: string): RunnerReply | undefined {
  const value: RunnerReply = JSON.parse(text);
  return value;
}

/** The reply as an outcome. What came from the code is read as what it should be, whatever it is. */
function outcomeOf(reply: RunnerReply, durationMs: number, kvBefore: KvEntries): SandboxOutcome {
  const { kind, text = "" } = reply;
  if (kind === "not-started") return { kind, message: text, at: positionOf(reply.at) };
  const ended = {
    durationMs,
    log: (reply.log ?? []).map(([level, line]): CodeLog => ({ level: levelOf(level), text: line })),
    logCut: reply.logCut === true,
    refused: reply.refused ?? [],
    kv: readKv(reply.kv) ?? kvBefore,
  };
  switch (kind) {
    case "answered":
      return { kind, ...ended, status: reply.status ?? 0, body: text, at: positionOf(reply.at) };
    case "threw":
      return { kind, ...ended, message: text, at: positionOf(reply.at) };
    case "no-response":
      return { kind, ...ended, found: text };
    case "too-large":
      return { kind, ...ended };
  }
}

const levels = ["debug", "error", "info", "log", "warn"] as const;

function levelOf(text: string): CodeLog["level"] {
  return levels.find((level) => level === text) ?? "log";
}

function positionOf(text: string | undefined): CodePosition | null {
  const match = /^(\d{1,7}):(\d{1,7})$/.exec(text ?? "");
  return match === null ? null : { line: Number(match[1]), column: Number(match[2]) };
}

function readKv(text: string | undefined): KvEntries | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (typeof value !== "object" || value === null) return undefined;
    const entries = Object.entries(value).map(([key, entry]): [string, readonly [string, number | null]] => {
      const [text, expires]: readonly unknown[] = Array.isArray(entry) ? entry : [];
      return [key, [String(text), typeof expires === "number" ? expires : null]];
    });
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}
