/**
 * The runner's end of the channel. The text of this function is handed to the process, so it refers to nothing outside of
 * itself. It takes what it needs before any code is loaded.
 */
import type { AnyReply, Fetched, LineFromRunner, LineToRunner, RunnerCall, RunnerStart } from "./protocol.js";

/** What answers calls. */
export interface Service {
  /** Loads the code, when the process is there; calls wait for it. */
  readonly load: () => Promise<void>;
  readonly run: (call: RunnerCall) => Promise<AnyReply>;
}

/** Asks for another server; both are JSON. */
export type Ask = (request: string) => Promise<string>;

export function openChannel(
  { stdin, stdout, stderr, exit }: NodeJS.Process,
  begin: (start: RunnerStart, ask: Ask) => Promise<Service>,
  end: () => void,
): void {
  const { parse, stringify } = JSON;
  const write = stdout.write.bind(stdout);
  let nonce = "";
  const say = (line: LineFromRunner): void => void write(`${nonce}${stringify(line)}\n`);

  // A mistake of ours; the parent reports it.
  const fail = (error: unknown): void => {
    stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    exit(1);
  };

  let fetches = 0;
  const waiting = new Map<number, (answer: string) => void>();
  const ask: Ask = (request) =>
    new Promise((resolve) => {
      fetches += 1;
      waiting.set(fetches, resolve);
      say({ fetch: fetches, request: `${request}` });
    });

  const start = async (given: RunnerStart): Promise<Service> => {
    nonce = given.nonce;
    const service = await begin(given, ask);
    say("ready");
    await service.load();
    return service;
  };

  const isFetched = (line: LineToRunner): line is Fetched => "fetched" in line;
  let service: Promise<Service> | undefined;
  let queue = Promise.resolve();
  const hear = (text: string): void => {
    if (service === undefined) {
      service = start(parse(text));
      service.catch(fail);
      return;
    }
    const line: LineToRunner = parse(text);
    if (isFetched(line)) {
      waiting.get(line.fetched)?.(line.answer);
      waiting.delete(line.fetched);
      return;
    }
    const ready = service;
    queue = queue.then(async () => say(await (await ready).run(line))).catch(fail);
  };

  let pending = "";
  const decoder = new TextDecoder();
  stdin.on("data", (chunk: Uint8Array) => {
    pending += decoder.decode(chunk, { stream: true });
    for (let at = pending.indexOf("\n"); at !== -1; at = pending.indexOf("\n")) {
      const line = pending.slice(0, at);
      pending = pending.slice(at + 1);
      hear(line);
    }
  });
  stdin.on("end", end);
}
