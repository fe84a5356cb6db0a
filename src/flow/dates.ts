/** Days as Flow JSON writes them from 5.0 on. */

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const loose = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** Whether a text is `YYYY-MM-DD` and a day that exists. Such texts compare like their days. */
export function isDay(text: string): boolean {
  const match = form.exec(text);
  return match !== null && exists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Whether a text has the form of a day, even of one that does not exist. */
export function looksLikeDay(text: string): boolean {
  return form.test(text);
}

/** The day that a text like `2026-2-1` means, when it lacks nothing but zeros. */
export function paddedDay(text: string): string | undefined {
  const match = loose.exec(text);
  if (match === null) return undefined;
  const day = `${match[1] ?? ""}-${(match[2] ?? "").padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`;
  return day !== text && isDay(day) ? day : undefined;
}

/** The day of a moment, in UTC, as `2026-11-22`. */
export function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
