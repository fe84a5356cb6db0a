/** The emulator's own time: the time it is handed, plus what a test has advanced it by. */
export class EmulatorClock {
  private offset = 0;
  private readonly base: () => number;

  constructor(base: () => number) {
    this.base = base;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.base() + this.offset;
  }

  /** The day versions are judged by, as in `2026-11-22`. */
  today(): string {
    return new Date(this.now()).toISOString().slice(0, 10);
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  reset(): void {
    this.offset = 0;
  }
}

const DURATION =
  /^P(?:(?<weeks>\d+)W|(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?)$/;
const UNIT_MS = { weeks: 604_800_000, days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 } as const;

/**
 * Milliseconds of an ISO 8601 duration such as `PT61M`; undefined when it is none. Years and months are not taken,
 * because they have no fixed length.
 */
export function parseDuration(text: string): number | undefined {
  const groups = DURATION.exec(text)?.groups;
  if (groups === undefined) return undefined;
  let total: number | undefined;
  for (const [unit, length] of Object.entries(UNIT_MS)) {
    const amount = groups[unit];
    if (amount !== undefined) total = (total ?? 0) + Number(amount) * length;
  }
  return total;
}

/** Time as the Platform writes it: `2026-10-02T09:12:44Z`. */
export function platformTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Time as the Graph API writes it: `2026-11-01T09:12:44+0000`. */
export function graphTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+0000`;
}
