/** The real process as a {@link Host}; nothing is decided here. */
import type { Host, Output } from "./host.js";
import { run } from "./run.js";

/** Runs the command line of this process, and sets how it ends. */
export async function main(): Promise<void> {
  const interrupter = new Interrupter();
  const host: Host = {
    args: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    out: output(process.stdout),
    err: output(process.stderr),
    readInput,
    interruption: (meaning) => interrupter.listen(meaning),
  };
  process.exitCode = await run(host);
  interrupter.finish();
}

function output(stream: NodeJS.WriteStream): Output {
  // `wa-flows … | head` closes the pipe early; that is no failure, and whoever closed it wants no more text.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Without a place for messages there is still work to do; without one for the data, none of it counts.
    if (error.code === "EPIPE" || stream === process.stderr) return;
    process.stderr.write(`error: The output cannot be written: ${error.message}.\n`);
    process.exit(2);
  });
  return {
    write: (text) => {
      if (stream.writable) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

const signals = ["SIGINT", "SIGTERM"] as const;
type EndSignal = (typeof signals)[number];

/** Turns the first request to end into an abort; a second one ends the process at once, as if nobody listened. */
class Interrupter {
  readonly #controller = new AbortController();
  #meaning: "served" | "cut-short" | undefined;
  #received: EndSignal | undefined;

  listen(meaning: "served" | "cut-short"): AbortSignal {
    if (this.#meaning === undefined) {
      for (const signal of signals) process.on(signal, this.#receive);
    }
    this.#meaning = meaning;
    return this.#controller.signal;
  }

  /** Ends by the signal itself, as shells expect it, rather than with a code that means something else here. */
  finish(): void {
    for (const signal of signals) process.off(signal, this.#receive);
    if (this.#received !== undefined && this.#meaning === "cut-short") process.kill(process.pid, this.#received);
  }

  readonly #receive = (signal: NodeJS.Signals): void => {
    for (const each of signals) process.off(each, this.#receive);
    this.#received = signal === "SIGTERM" ? "SIGTERM" : "SIGINT";
    this.#controller.abort(new Error(`Interrupted by ${signal}.`));
  };
}
