/** The way to the service: Kapso's, or the emulator inside this process. */
import { waitText } from "../client/wait-text.js";
import { emulatorAddress, startEmulator } from "../host/emulator.js";
import type { Logger } from "../pipeline/context.js";
import type { FlowsApi } from "../pipeline/flows-api.js";
import type { Inputs } from "./inputs.js";

/** Whether the emulator inside this process is to answer. */
export function connectsToEmulator({ apiBaseUrl }: Inputs): boolean {
  return apiBaseUrl?.value === emulatorAddress;
}

export interface Connection {
  /** Absent: there is no key. */
  readonly api?: FlowsApi;
  /** Set when the emulator answers; nobody could know its number beforehand. */
  readonly emulator?: { readonly phoneNumberId: string };
}

/** Does something with the API, and closes what was opened for it. Once `stop` is aborted, nothing is waited for. */
export async function connected<T>(
  inputs: Inputs,
  log: Logger,
  stop: AbortSignal,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { apiKey, apiBaseUrl, graphVersion } = inputs;
  const { KapsoClient } = await import("../client/client.js");
  const client = (key: string, baseUrl: string | undefined): FlowsApi =>
    new KapsoClient({
      apiKey: key,
      baseUrl,
      graphVersion: graphVersion?.value,
      stop,
      onWait: (wait) => log.info(waitText(wait)),
    });
  if (!connectsToEmulator(inputs)) {
    return use(apiKey === undefined ? {} : { api: client(apiKey.value, apiBaseUrl?.value) });
  }
  const emulator = await startEmulator();
  log.info(`The emulator answers instead of the service. Its phone number ID is \`${emulator.phoneNumberId}\`.`);
  try {
    return await use({ api: client(emulator.apiKey, emulator.url), emulator });
  } finally {
    await emulator.close();
  }
}
