/** Limits per minute (section 10): a window of one minute that starts with its first request. */
import type { EmulatorClock } from "./clock.js";
import type { World } from "./world.js";

const WINDOW_MS = 60_000;

interface Window {
  readonly start: number;
  used: number;
}

/** Counts what is limited, each by its name. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();
  private readonly clock: EmulatorClock;
  private readonly perMinute: number;

  constructor(clock: EmulatorClock, perMinute: number) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  /** How many of this name there were in its minute, this one included. */
  count(name: string): number {
    const now = this.clock.now();
    const open = this.windows.get(name);
    if (open !== undefined && now - open.start < WINDOW_MS) {
      open.used += 1;
      return open.used;
    }
    for (const [other, { start }] of this.windows) if (now - start >= WINDOW_MS) this.windows.delete(other);
    this.windows.set(name, { start: now, used: 1 });
    return 1;
  }

  /** Counts one; whether it may pass. */
  passes(name: string): boolean {
    return this.count(name) <= this.perMinute;
  }

  reset(): void {
    this.windows.clear();
  }
}

/** The limit of the key, with the headers that tell of it. */
export class KeyRateLimit {
  private readonly requests: RateLimits;
  private readonly limits: World["limits"];

  constructor({ clock, limits }: World) {
    this.requests = new RateLimits(clock, limits.requestsPerMinute);
    this.limits = limits;
  }

  /** Counts a request; says whether it may pass, and the headers its answer carries. */
  count(): { readonly passes: boolean; readonly headers: Readonly<Record<string, string>> } {
    const { requestsPerMinute, retryAfterSeconds } = this.limits;
    const used = this.requests.count("key");
    const passes = used <= requestsPerMinute;
    return {
      passes,
      headers: {
        "X-RateLimit-Limit": String(requestsPerMinute),
        "X-RateLimit-Remaining": String(Math.max(0, requestsPerMinute - used)),
        ...(passes ? {} : { "Retry-After": String(retryAfterSeconds) }),
      },
    };
  }

  reset(): void {
    this.requests.reset();
  }
}
