/** The way to the service: the client, with the emulator behind it when the address says so. */
import { KapsoClient } from "../client/client.js";
import { operations } from "../client/operations.js";
import { mayHaveHappened } from "../client/retry.js";
import { waitText } from "../client/wait-text.js";
import type { RunningEmulator } from "../emulator/serve.js";
import { CredentialsError, RemoteError } from "../errors/errors.js";
import { emulatorAddress, startEmulator } from "../host/emulator.js";
import { errorDocument, errorText } from "./error-text.js";
import { exitCodeOfError } from "./exit-code.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";
import type { Result } from "./spec.js";

export interface Connection {
  readonly client: KapsoClient;
  readonly apiKey: string;
  /** Set when the emulator answers. */
  readonly emulator: RunningEmulator | undefined;
}

/** Whether the emulator inside this process is to answer. */
export function usesEmulator(options: Options): boolean {
  return options.text("api-base-url") === emulatorAddress;
}

/** Does something with a client, and closes what was opened for it. */
export function connected<T>(
  options: Options,
  session: Session,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  return open(options, session, use, undefined);
}

/**
 * The same for a command that changes something. When it is interrupted, a request under way is finished, so that it is
 * known what became of it; nothing is changed or waited for after that.
 */
export async function connectedToChange(
  options: Options,
  session: Session,
  use: (connection: Connection & { readonly stop: AbortSignal }) => Promise<Result>,
): Promise<Result> {
  const stop = session.host.interruption("cut-short");
  try {
    return await open(options, session, (connection) => use({ ...connection, stop }), stop);
  } catch (error) {
    if (error instanceof RemoteError && changes(error.operation) && mayHaveHappened(error)) {
      return unknownEffect(error, session);
    }
    throw error;
  }
}

function changes(operation: string): boolean {
  return Object.entries(operations).some(([id, { effect }]) => id === operation && effect !== "read");
}

/** No clear answer came to a change: whoever repeats it blindly may have it twice. */
function unknownEffect(error: RemoteError, { colors, secrets }: Session): Result {
  const note = "It is not known whether this took effect. Look at the present state before you run it again.";
  const document = errorDocument(error);
  return {
    kind: "refused",
    error: { ...document, hint: document.hint === null ? note : `${document.hint} ${note}` },
    text: `${errorText(error, colors.err, secrets)}${note}\n`,
    exit: exitCodeOfError(error),
  };
}

async function open<T>(
  options: Options,
  session: Session,
  use: (connection: Connection) => Promise<T>,
  stop: AbortSignal | undefined,
): Promise<T> {
  if (!usesEmulator(options)) return use(remote(options, session, stop));
  const emulator = await startEmulator();
  session.log.info(`Emulator started for this command; its phone number ID is \`${emulator.phoneNumberId}\`.`);
  try {
    return await use({
      client: clientFor(options, session, emulator.apiKey, emulator.url, stop),
      apiKey: emulator.apiKey,
      emulator,
    });
  } finally {
    await emulator.close();
  }
}

function remote(options: Options, session: Session, stop: AbortSignal | undefined): Connection {
  const apiKey = options.text("api-key");
  if (apiKey === undefined) throw missingKey();
  const client = clientFor(options, session, apiKey, options.text("api-base-url"), stop);
  return { client, apiKey, emulator: undefined };
}

function clientFor(
  options: Options,
  session: Session,
  apiKey: string,
  baseUrl: string | undefined,
  stop: AbortSignal | undefined,
): KapsoClient {
  return new KapsoClient({
    apiKey,
    baseUrl,
    graphVersion: options.text("graph-version"),
    stop,
    onWait: (wait) => session.log.info(waitText(wait)),
  });
}

function missingKey(): CredentialsError {
  return new CredentialsError("AUTH_KEY_MISSING", "There is no API key.", {
    operation: "none",
    hint: "Set `KAPSO_API_KEY` to the project's key, or `KAPSO_API_BASE_URL=emulator` to try things without an account.",
  });
}
