/** Runs a command line inside the test's process, for commands that need no fresh build and no network. */
import { tmpdir } from "node:os";
import type { Host } from "../../src/cli/host.js";
import { run } from "../../src/cli/run.js";

export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function said(args: readonly string[], cwd = tmpdir()): Promise<Said> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const host: Host = {
    args,
    env: {},
    cwd,
    out: { write: (text) => stdout.push(text), isTerminal: false, columns: undefined },
    err: { write: (text) => stderr.push(text), isTerminal: false, columns: undefined },
    readInput: async () => new Uint8Array(),
    interruption: () => new AbortController().signal,
  };
  const exit = await run(host);
  return { exit, stdout: stdout.join(""), stderr: stderr.join("") };
}
