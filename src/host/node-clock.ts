/** The machine's own clock, which the client has already. */
export { systemClock as nodeClock } from "../client/transport.js";

/** The day of a moment, in UTC, as `2026-11-22`: versions of the platform are judged by it. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
