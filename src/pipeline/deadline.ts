/** The end that a run has, whatever the service does. */
import { WaFlowsError } from "../errors/errors.js";
import { counted } from "../text/counted.js";
import type { Clock } from "./context.js";

/** How long a run may take when nobody says otherwise. */
export const DEFAULT_TIMEOUT_MS = 15 * 60_000;

/** The time of a run is over. */
export class RunTimeout extends WaFlowsError {
  constructor(ms: number) {
    super("DEADLINE_RUN", `The run was stopped: it may take ${durationText(ms)}.`, {
      hint: "Run it again: steps that are done are skipped. `timeout` gives it more time.",
    });
  }
}

function durationText(ms: number): string {
  return ms % 60_000 === 0 ? counted(ms / 60_000, "minute") : counted(ms / 1000, "second");
}

/**
 * Aborts a run when its time is over. It is looked at between requests, so that the one in flight is finished: a timer
 * would only cut it off.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #until: number;
  readonly #timeoutMs: number;
  readonly #controller = new AbortController();
  /** Aborted by the deadline, or by whoever can cancel the run. */
  readonly signal: AbortSignal;

  constructor(clock: Clock, timeoutMs: number, cancel: AbortSignal | undefined) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#until = clock.now() + timeoutMs;
    const own = this.#controller.signal;
    this.signal = cancel === undefined ? own : AbortSignal.any([cancel, own]);
  }

  /** Aborts the run if its time is over. */
  check(): void {
    if (this.#clock.now() >= this.#until) this.#controller.abort(new RunTimeout(this.#timeoutMs));
  }

  /** A clock whose waits end with the run. */
  readonly clock: Clock = {
    now: () => this.#clock.now(),
    sleep: async (ms, signal) => {
      const left = this.#until - this.#clock.now();
      await this.#clock.sleep(Math.max(0, Math.min(ms, left)), signal);
      if (ms < left) return;
      this.check();
      this.signal.throwIfAborted();
    },
  };
}

/** Why a run was stopped; undefined when it was cancelled. */
export function timeoutOf({ reason }: AbortSignal): RunTimeout | undefined {
  return reason instanceof RunTimeout ? reason : undefined;
}
