import { resolve } from "node:path";
import type { RunningEmulator } from "../../emulator/serve.js";
import { UsageError } from "../../errors/errors.js";
import { stateFile } from "../../host/state-file.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function emulatorCommand(options: Options, session: Session): Promise<Result> {
  const { startEmulator } = await import("../../host/emulator.js");
  const port = options.number("port") ?? 0;
  const host = options.text("host") ?? "127.0.0.1";
  const state = options.text("state");
  // Listened for before the first line is out: whoever reads it may end the process at once.
  const ended = session.host.interruption("served");
  const emulator = await startEmulator({
    port,
    host,
    ...(state === undefined ? {} : { state: stateFile(resolve(session.host.cwd, state), state) }),
  }).catch((error: unknown) => {
    throw portProblem(error, host, port) ?? error;
  });
  session.host.out.write(session.json ? jsonLine(emulator) : introduction(emulator));
  await new Promise<void>((done) => {
    if (ended.aborted) done();
    else ended.addEventListener("abort", () => done(), { once: true });
  });
  await emulator.close();
  return { kind: "text", text: "", exit: 0 };
}

function jsonLine({ url, apiKey, phoneNumberId, businessAccountId }: RunningEmulator): string {
  return `${JSON.stringify({ url, apiKey, phoneNumberId, businessAccountId })}\n`;
}

function introduction({ url, apiKey, phoneNumberId, businessAccountId }: RunningEmulator): string {
  return `Emulator of the Kapso API at ${url} (Ctrl+C ends it)

In another terminal:
  export KAPSO_API_BASE_URL=${url} KAPSO_API_KEY=${apiKey}
  wa-flows flows create --phone-number-id ${phoneNumberId} --name my-flow
  wa-flows flows list

phone number ID  ${phoneNumberId}
WABA             ${businessAccountId}
state            ${url}/__emulator/state
`;
}

/** Errors of `listen` that the flags can mend (libuv's names for them). */
const portProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: "something else listens there",
  EACCES: "this user may not listen there",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "no such address is known",
  EAI_AGAIN: "no such address is known",
};

function portProblem(error: unknown, host: string, port: number): UsageError | undefined {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (!Object.hasOwn(portProblems, code)) return undefined;
  return new UsageError(
    "USAGE_PORT",
    `The emulator cannot listen on \`${host}\` port ${port}: ${portProblems[code]}.`,
    {
      cause: error,
      hint: "Choose another one with `--port` or `--host`; `--port 0` takes any free port.",
    },
  );
}
