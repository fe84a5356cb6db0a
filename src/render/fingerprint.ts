import type { Diagnostic, Range } from "../diagnostic/diagnostic.js";
import { hashText } from "../text/hash.js";

/** Units of the text under a range that take part; more would tell nothing further apart. */
const SAMPLE = 200;

/**
 * Names findings so that the same finding has the same name in the next revision: not by line and not by position in
 * a list, since both change with every screen that is added above, but by rule, keys of the pointer and the text meant.
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  /** The name of the next finding in order; equal findings in one file are told apart by a count. */
  next(path: string, diagnostic: Diagnostic, lines: readonly string[] | undefined): string {
    const pointer = diagnostic.pointer?.replace(/\/\d+(?=\/|$)/g, "/*") ?? "";
    const meant = lines === undefined ? diagnostic.message : textUnder(lines, diagnostic.range);
    const hash = hashText(JSON.stringify([path, diagnostic.rule, diagnostic.code, pointer, meant]));
    const count = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, count);
    return `${hash}:${count}`;
  }
}

function textUnder(lines: readonly string[], { start, end }: Range): string {
  const first = lines[start.line - 1] ?? "";
  if (start.line === end.line)
    return first.slice(start.column - 1, Math.min(end.column - 1, start.column - 1 + SAMPLE));
  return first.slice(start.column - 1, start.column - 1 + SAMPLE).trimEnd();
}
