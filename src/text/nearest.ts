/** Finds the name that was probably meant. One place, so that every surface suggests alike. */

/** Names longer than this get no suggestion: nobody typed them, and comparing costs the product of the lengths. */
const MAX_LENGTH = 100;

/**
 * The known name closest to the given one, or undefined when none is close enough to be a likely slip. Case and the
 * separators `-`, `_`, `.` and blank count for nothing; of equally close names the earlier in the list wins.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > MAX_LENGTH) return undefined;
  const wanted = fold(name);
  let best: string | undefined;
  // About one slip in three letters; beyond three slips a suggestion is a guess.
  let bound = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  for (const candidate of known) {
    if (candidate.length > MAX_LENGTH) continue;
    const folded = fold(candidate);
    const distance = editDistance(wanted, folded, bound);
    if (distance === 0) return candidate;
    // A letter or two that share nothing with the name (`x` for `a`) are no slip.
    if (distance > bound || distance >= Math.max(wanted.length, folded.length)) continue;
    best = candidate;
    bound = distance - 1;
  }
  return best;
}

/** `` Did you mean `x`?`` with a blank in front, to end a message with; empty when there is no likely name. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : ` Did you mean \`${meant}\`?`;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]/g, "");
}

/**
 * How many insertions, deletions, replacements and swaps of neighbours turn one text into the other (optimal string
 * alignment); `bound + 1` as soon as it is certain to be more than the bound.
 */
export function editDistance(a: string, b: string, bound: number): number {
  if (a === b) return 0;
  if (bound < 1 || Math.abs(a.length - b.length) > bound) return bound + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches back two rows, so one row alone above the bound does not decide.
    if (least > bound && Math.min(...last) > bound) return bound + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), bound + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
