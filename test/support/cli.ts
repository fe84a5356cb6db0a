/** Runs the built command in an empty folder, as a user does, and writes down what it said. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach } from "vitest";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../../src/emulator/serve.js";
import { tool } from "../../src/tool.js";
import { expectGolden } from "./golden.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the emulator's time stands still, so that goldens hold no time of day. */
const START = Date.parse("2026-11-22T10:00:00Z");

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Below the shell's folder. */
  readonly folder?: string;
  /** Called once the command runs. */
  readonly started?: (child: ChildProcess) => void;
}

/** A folder of its own with a fresh build of the command; emulators in it are closed with it. */
export class Shell {
  readonly folder = mkdtempSync(join(tmpdir(), "wa-flows-cli-"));
  readonly bin: string;
  emulator: RunningEmulator | undefined;
  private transcript = "";

  constructor(bin: string) {
    this.bin = bin;
  }

  put(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
  }

  async startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
    this.emulator = await startEmulator({ now: () => START, ...options });
    return this.emulator;
  }

  /** Nothing of the machine's environment gets through but what Node needs to start. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const { emulator } = this;
    const connection: Record<string, string> =
      emulator === undefined ? {} : { KAPSO_API_BASE_URL: emulator.url, KAPSO_API_KEY: emulator.apiKey };
    return {
      PATH: dirname(process.execPath),
      HOME: this.folder,
      NODE_COMPILE_CACHE: join(this.bin, "../../.cache"),
      ...connection,
      ...more,
    };
  }

  async run(
    args: readonly string[],
    { env = {}, input = "", folder = ".", started }: RunOptions = {},
  ): Promise<Outcome> {
    const child = spawn(process.execPath, [this.bin, ...args], {
      cwd: join(this.folder, folder),
      env: this.environment(env),
    });
    started?.(child);
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out?.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err?.push(chunk));
    // A command that does not read its input closes it.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (status, ended) => resolve([status, ended]));
    });
    const text = (chunks: readonly Buffer[] | undefined): string => Buffer.concat(chunks ?? []).toString("utf8");
    return { code, signal, stdout: text(out), stderr: text(err) };
  }

  /** Runs a command line and adds it, with all it said, to the transcript. */
  async say(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const outcome = await this.run(args, options);
    const variables = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value} `);
    this.transcript += `$ ${variables.join("")}wa-flows ${args.map(quoted).join(" ")}\n`;
    this.transcript += part("stdout", outcome.stdout) + part("stderr", outcome.stderr);
    this.transcript += `exit ${outcome.code ?? outcome.signal}\n\n`;
    return outcome;
  }

  /** Holds the transcript to its golden; what differs between machines and releases has a name there. */
  expectTranscript(name: string): void {
    const named: [string, string][] = [
      [this.emulator?.url ?? "http://no.emulator", "http://EMULATOR"],
      [this.emulator?.url.replace("http://", "") ?? "no.emulator", "EMULATOR"],
      [this.folder, "FOLDER"],
      [tool.version, "VERSION"],
    ];
    const text = named.reduce((all, [value, placeholder]) => all.replaceAll(value, placeholder), this.transcript);
    expectGolden(`e2e/cli/goldens/${name}.txt`, text);
  }

  async close(): Promise<void> {
    await this.emulator?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function part(name: string, text: string): string {
  return text === "" ? "" : `--- ${name}\n${text.endsWith("\n") ? text : `${text}\n(no line end)\n`}`;
}

function quoted(word: string): string {
  const short = word.length > 200 ? `${word.slice(0, 200)}…` : word;
  return /^[\w@%+=:,./-]+$/.test(short) ? short : `'${short}'`;
}

/** A {@link Shell} for each test of the calling file. */
export function shells(): () => Shell {
  // Below the project, so that packages are found; its own, so that test files can run side by side.
  const build = join(root, ".wa-flows", `cli-${process.pid}-${Math.trunc(performance.now())}`);
  let shell: Shell | undefined;
  beforeEach(() => {
    if (!existsSync(build)) {
      const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
      spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", build]);
    }
    shell = new Shell(join(build, "cli", "bin.js"));
  });
  afterEach(() => shell?.close());
  afterAll(() => rmSync(build, { recursive: true, force: true }));
  return () => {
    if (shell === undefined) throw new Error("There is a shell only while a test runs.");
    return shell;
  };
}
