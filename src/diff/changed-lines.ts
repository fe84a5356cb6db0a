/** How many lines two texts have that the other has not. */
export interface ChangedLines {
  readonly added: number;
  readonly removed: number;
}

/** More comparisons than this, and lines are counted without regard to their order. */
const MAX_CELLS = 4_000_000;

/** Lines end at LF, CRLF or CR; how they end does not count, and neither does a last line without end. */
export function changedLines(before: string, after: string): ChangedLines {
  const a = linesOf(before);
  const b = linesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const from = a.slice(start, a.length - end);
  const to = b.slice(start, b.length - end);
  const common = from.length * to.length > MAX_CELLS ? inBoth(from, to) : longestCommon(from, to);
  return { added: to.length - common, removed: from.length - common };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** The length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let last = new Uint32Array(b.length + 1);
  for (const line of a) {
    const row = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      row[j + 1] = line === b[j] ? (last[j] ?? 0) + 1 : Math.max(last[j + 1] ?? 0, row[j] ?? 0);
    }
    last = row;
  }
  return last[b.length] ?? 0;
}

function inBoth(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count > 0) common++;
    left.set(line, count - 1);
  }
  return common;
}
