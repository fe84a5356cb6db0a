/** Comparing lists. */

/** More comparisons than this, and only neighbours in place are looked at. */
const MAX_CELLS = 250_000;

/**
 * Pairs entries of two lists, in the order of both, so that the sum of their scores is as high as can be. A pair with
 * the score 0 is none.
 */
export function align<T>(
  left: readonly T[],
  right: readonly T[],
  score: (l: T, r: T) => number,
): readonly (readonly [T, T])[] {
  if (left.length * right.length > MAX_CELLS) return inPlace(left, right, score);
  const scores = left.map((l) => right.map((r) => score(l, r)));
  // best[i][j]: the highest sum for what follows i and j.
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const row = best[i];
      const pair = scores[i]?.[j] ?? 0;
      if (row !== undefined) row[j] = Math.max(at(i + 1, j), at(i, j + 1), pair > 0 ? pair + at(i + 1, j + 1) : 0);
    }
  }
  const pairs: (readonly [T, T])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [l, r] = [left[i], right[j]];
    const pair = scores[i]?.[j] ?? 0;
    if (pair > 0 && l !== undefined && r !== undefined && at(i, j) === pair + at(i + 1, j + 1)) {
      pairs.push([l, r]);
      i++;
      j++;
    } else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

function inPlace<T>(left: readonly T[], right: readonly T[], score: (l: T, r: T) => number): (readonly [T, T])[] {
  return left.flatMap((l, i) => {
    const r = right[i];
    return r !== undefined && score(l, r) > 0 ? [[l, r] as const] : [];
  });
}

/** The numbers that have to move so that the rest stands in ascending order; as few as can be. */
export function outOfOrder(numbers: readonly number[]): ReadonlySet<number> {
  // The longest ascending subsequence, by patience sorting.
  const ends: { readonly number: number; readonly before: number }[] = [];
  const nodes: { readonly number: number; readonly before: number }[] = [];
  const heads: number[] = [];
  numbers.forEach((number, i) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.number ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    const node = { number, before: low === 0 ? -1 : (heads[low - 1] ?? -1) };
    nodes.push(node);
    ends[low] = node;
    heads[low] = i;
  });
  const staying = new Set<number>();
  for (let i = heads.at(-1) ?? -1; i !== -1; i = nodes[i]?.before ?? -1) staying.add(nodes[i]?.number ?? -1);
  return new Set(numbers.filter((number) => !staying.has(number)));
}
