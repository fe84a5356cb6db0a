/** Numbers from 0 up to 1 that look like chance and repeat with the seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Some of the items, in their order; the same ones for the same seed. */
export function sample<T>(items: readonly T[], most: number, random: Random): readonly T[] {
  if (items.length <= most) return items;
  const chosen = items.map((_, index) => ({ index, by: random() })).sort((a, b) => a.by - b.by);
  const kept = new Set(chosen.slice(0, most).map(({ index }) => index));
  return items.filter((_, index) => kept.has(index));
}
