/**
 * Time for tests over real HTTP. It stands still while anything works, and jumps to the next alarm as soon as somebody
 * does nothing but wait. One request at a time.
 */
import type { Clock } from "../../src/client/transport.js";

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
  /** The limit of a request rings only if time passes for another reason. */
  readonly waiter: "client" | "server" | "limit";
}

export class VirtualClock implements Clock {
  #now: number;
  #alarms: Alarm[] = [];
  #isJumping = false;

  constructor(now = Date.parse("2026-11-22T10:00:00Z")) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  /** For the client and the run. */
  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const alarm = this.#set(ms, "client", resolve);
      signal?.addEventListener("abort", () => this.#drop(alarm, () => reject(signal.reason)), { once: true });
    });

  /** For the emulator: slow answers, messages on their way. */
  readonly serverSleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#set(ms, "server", resolve);
    });

  /** The limit of the request that is about to be sent. */
  readonly limit = (ms: number): AbortSignal => {
    const controller = new AbortController();
    this.#set(ms, "limit", () => {
      // Nobody waits for that answer any more, so it must not make time pass.
      this.#alarms = this.#alarms.filter((alarm) => alarm.waiter !== "server");
      controller.abort(new Error("The request took too long."));
    });
    return controller.signal;
  };

  /** The request is over. */
  endLimit(): void {
    this.#alarms = this.#alarms.filter((alarm) => alarm.waiter !== "limit");
  }

  #set(ms: number, waiter: Alarm["waiter"], ring: () => void): Alarm {
    const alarm = { at: this.#now + ms, ring, waiter };
    this.#alarms.push(alarm);
    if (waiter !== "limit") this.#jumpSoon();
    return alarm;
  }

  #drop(alarm: Alarm, then: () => void): void {
    if (!this.#alarms.includes(alarm)) return;
    this.#alarms = this.#alarms.filter((other) => other !== alarm);
    then();
  }

  #jumpSoon(): void {
    if (this.#isJumping) return;
    this.#isJumping = true;
    setImmediate(() => {
      this.#isJumping = false;
      if (this.#alarms.some((alarm) => alarm.waiter !== "limit")) this.#jump();
    });
  }

  #jump(): void {
    const next = this.#alarms.reduce((first, alarm) => (alarm.at < first.at ? alarm : first));
    this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
    this.#now = Math.max(this.#now, next.at);
    next.ring();
    if (this.#alarms.length > 0) this.#jumpSoon();
  }
}
