/**
 * Flow JSON versions and their life. Source: Meta's Flows changelog and version table, read 2025-11-11; no expiry date
 * has been announced for any version. Adding a version is adding a row here and `since`/`until` in the other tables.
 */
export interface VersionRow {
  readonly version: string;
  /** When it came out: a day, or the month where no day is published. */
  readonly released: string;
  /** From this day publishing is refused; drafts may hold it and published flows can still be sent. */
  readonly frozen?: string;
  /** From this day flows can be neither sent nor opened. */
  readonly expired?: string;
}

export const versionTable: readonly VersionRow[] = [
  { version: "2.1", released: "2023-10", frozen: "2025-04-08" },
  { version: "3.0", released: "2023-12", frozen: "2025-04-08" },
  { version: "3.1", released: "2024-01", frozen: "2025-04-08" },
  { version: "4.0", released: "2024-06-11", frozen: "2025-04-08" },
  // Announced for September 9th, 2025; the release note of the 10th says frozen from the 10th.
  { version: "5.0", released: "2024-08-13", frozen: "2025-09-10" },
  { version: "5.1", released: "2024-09-16" },
  { version: "6.0", released: "2024-11-12" },
  { version: "6.1", released: "2024-11-12" },
  { version: "6.2", released: "2024-12-10" },
  { version: "6.3", released: "2025-01-14" },
  { version: "7.0", released: "2025-03-11" },
  { version: "7.1", released: "2025-06-10" },
  { version: "7.2", released: "2025-07-08" },
  { version: "7.3", released: "2025-09-10" },
];

/** The version that Meta recommends for new flows. */
export const recommendedVersion = "7.3";

/** Data API versions, oldest first; the last one is recommended. Source: as above. */
export const dataApiVersions: readonly string[] = ["3.0", "4.0"];

/** A version that can be compared with `<`: `6.10` follows `6.9`. */
export type VersionNumber = number;

/** Number of a version text such as `7.3`; NaN when it is not `major.minor`. */
export function versionNumber(version: string): VersionNumber {
  let number = numbers.get(version);
  if (number === undefined) {
    const match = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.exec(version);
    number = match === null ? Number.NaN : Number(match[1]) * 1000 + Number(match[2]);
    // The bounds in the tables are asked for over and over; texts of users are not, and could be any number.
    if (numbers.size < 100) numbers.set(version, number);
  }
  return number;
}

const numbers = new Map<string, VersionNumber>();

/** Inclusive bounds; an absent one does not bound. */
export interface VersionBounds {
  readonly since?: string;
  readonly until?: string;
}

/** Whether a version lies within inclusive bounds. */
export function within(version: VersionNumber, bounds: VersionBounds): boolean {
  return (
    (bounds.since === undefined || version >= versionNumber(bounds.since)) &&
    (bounds.until === undefined || version <= versionNumber(bounds.until))
  );
}

/** The table's row of a version text, or undefined for one that was never released. */
export function versionRow(version: string, table: readonly VersionRow[] = versionTable): VersionRow | undefined {
  return table.find((row) => row.version === version);
}

/** From this version a text in backticks is an expression. */
export const nestedExpressionsSince = versionNumber("6.0");

/** From this version `${screen.S.…}` names values of other screens, and inputs may stand outside a Form. */
export const globalReferencesSince = versionNumber("4.0");
