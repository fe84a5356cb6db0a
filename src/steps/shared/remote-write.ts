import { afterFailedWrite } from "../../client/retry.js";
import type { WaFlowsError } from "../../errors/errors.js";
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
  /** For a change whose answer proves nothing: read back always; this is the error when it does not show in time. */
  readonly unconfirmed?: () => WaFlowsError;
}

/**
 * Waits before each look at the state after a request without a clear answer, which the service may still be working
 * on. Together 15 seconds.
 */
const SETTLE_MS = [1000, 2000, 4000, 8000];

/** The same after a request that was taken: the first look is at once, the last after a minute. */
const CONFIRM_MS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** How long a change may take to show after the service took it. */
export const CONFIRM_SECONDS = CONFIRM_MS.reduce((sum, ms) => sum + ms) / 1000;

/** Throws when the run was cancelled; called before each request that changes something. */
export function stopIfCancelled({ signal }: Pick<Tools, "signal">): void {
  if (signal.aborted) throw new Cancelled();
}

/**
 * Makes a change on the service and notes it in the report. When it is not known whether the change happened, the
 * state is read, and the change is made once more only if it did not happen: a plain repetition could do it twice.
 */
export async function change<T>(tools: Tools, write: RemoteChange<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    stopIfCancelled(tools);
    const sent = await settled(write.send());
    if (sent.ok) return write.unconfirmed === undefined ? noted(tools, write, sent.result) : confirmed(tools, write);
    const next = afterFailedWrite(sent.error, attempt);
    if (next === "give-up") throw sent.error;
    tools.log.debug(`${write.text}: no clear answer, reading the state.`);
    const found = await look(tools, write, SETTLE_MS, sent.error);
    if (found !== undefined) return noted(tools, write, found);
    if (next === "look") throw sent.error;
  }
}

async function confirmed<T>(tools: Tools, write: RemoteChange<T>): Promise<T> {
  const found = await look(tools, write, CONFIRM_MS);
  if (found !== undefined) return noted(tools, write, found);
  noteUnknown(tools, write);
  stopIfCancelled(tools);
  throw write.unconfirmed?.() ?? new Cancelled();
}

/** Reads the state until the change shows; undefined: it does not. A cancelled run looks once more and stops waiting. */
async function look<T>(
  tools: Tools,
  write: RemoteChange<T>,
  waits: readonly number[],
  error?: unknown,
): Promise<T | undefined> {
  for (const ms of waits) {
    await pause(tools, ms);
    const read = await settled(write.readBack());
    if (!read.ok) {
      noteUnknown(tools, write);
      // The write's own error says more about why.
      throw error ?? read.error;
    }
    if (read.result !== undefined || tools.signal.aborted) return read.result;
  }
  return undefined;
}

async function pause({ clock, signal }: Tools, ms: number): Promise<void> {
  try {
    if (ms > 0 && !signal.aborted) await clock.sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function noted<T>(tools: Tools, write: RemoteChange<T>, result: T): T {
  tools.wrote({ text: write.text, ids: write.ids(result), certainty: "done" });
  return result;
}

function noteUnknown<T>(tools: Tools, write: RemoteChange<T>): void {
  tools.wrote({ text: write.text, ids: write.ids(undefined), certainty: "unknown" });
}

type Settled<T> = { readonly ok: true; readonly result: T } | { readonly ok: false; readonly error: unknown };

async function settled<T>(answer: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, result: await answer };
  } catch (error) {
    return { ok: false, error };
  }
}
