import { ProtocolError, TransportError, UnavailableError } from "../../errors/errors.js";
import type { Context } from "../../pipeline/context.js";
import { Cancelled } from "../../pipeline/error-report.js";

type Tools = Pick<Context<never>, "clock" | "log" | "signal" | "wrote">;

export interface RemoteChange<T> {
  /** In the past tense: "Created flow `signup`". */
  readonly text: string;
  /** IDs for the report; undefined: the answer never came. */
  ids(result: T | undefined): Readonly<Record<string, string>>;
  send(): Promise<T>;
  /** Reads whether it happened after all, and what the answer would have been; undefined: it did not. */
  readBack(): Promise<T | undefined>;
}

/** How long the service may need to finish a request that was cut off, before its state is read. */
const SETTLE_MS = 1000;

/** Throws when the run was cancelled; called before each request that changes something. */
export function stopIfCancelled({ signal }: Pick<Tools, "signal">): void {
  if (signal.aborted) throw new Cancelled();
}

/** Whether a write that failed so may have happened: no answer, a broken answer, or a failure on the way. */
export function isAmbiguous(error: unknown): boolean {
  if (error instanceof TransportError) return !error.notSent;
  // 429 and Meta's throttling (4xx) refuse before anything is done.
  if (error instanceof UnavailableError) return error.status === undefined || error.status >= 500;
  return error instanceof ProtocolError;
}

/**
 * Makes a change on the service and notes it in the report. When it is not known whether the change happened, the
 * state is read, and the change is made once more only if it did not happen: a plain repetition could do it twice.
 */
export async function change<T>(tools: Tools, write: RemoteChange<T>): Promise<T> {
  stopIfCancelled(tools);
  const done = (result: T): T => {
    tools.wrote({ text: write.text, ids: write.ids(result), certainty: "done" });
    return result;
  };
  try {
    return done(await write.send());
  } catch (error) {
    if (!isAmbiguous(error)) throw error;
    tools.log.debug(`${write.text}: no clear answer, reading the state.`);
    const found = await settled(tools, write, error);
    if (found !== undefined) return done(found);
  }
  stopIfCancelled(tools);
  try {
    return done(await write.send());
  } catch (error) {
    // The first try may have arrived late, which makes the second one fail.
    const found = await settled(tools, write, error);
    if (found !== undefined) return done(found);
    throw error;
  }
}

async function settled<T>(tools: Tools, write: RemoteChange<T>, error: unknown): Promise<T | undefined> {
  const unknown = (): void => tools.wrote({ text: write.text, ids: write.ids(undefined), certainty: "unknown" });
  await tools.clock.sleep(SETTLE_MS);
  try {
    return await write.readBack();
  } catch {
    // The state cannot be read either; the write's own error says more about why.
    unknown();
    throw error;
  }
}
