/** The per-minute limit of the key (section 10): a window of one minute that starts with its first request. */
import type { World } from "./world.js";

const WINDOW_MS = 60_000;

/** Counts requests against the limit of a project. */
export class RateLimit {
  private start = 0;
  private used = 0;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Counts a request; says whether it may pass, and the headers its answer carries. */
  count(): { readonly passes: boolean; readonly headers: Readonly<Record<string, string>> } {
    const { clock, limits } = this.world;
    const now = clock.now();
    if (now - this.start >= WINDOW_MS) {
      this.start = now;
      this.used = 0;
    }
    this.used += 1;
    const passes = this.used <= limits.requestsPerMinute;
    return {
      passes,
      headers: {
        "X-RateLimit-Limit": String(limits.requestsPerMinute),
        "X-RateLimit-Remaining": String(Math.max(0, limits.requestsPerMinute - this.used)),
        ...(passes ? {} : { "Retry-After": String(limits.retryAfterSeconds) }),
      },
    };
  }

  reset(): void {
    this.start = 0;
    this.used = 0;
  }
}
