import type { Clock } from "../pipeline/context.js";

/** The machine's own clock. A sleep that is aborted rejects with the signal's reason and leaves no timer behind. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

/** The day of a moment, in UTC, as `2026-11-22`: versions of the platform are judged by it. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
