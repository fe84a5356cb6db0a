/**
 * Matches paths against patterns, without touching a file system and without regular expressions, so that no pattern
 * can make it slow. Knows `*`, `?`, `[a-z]`, `[!a]`, `{a,b}` and, as a whole segment, `**`; a backslash takes the next
 * character as it is. Paths have forward slashes. A leading dot is nothing special here.
 *
 * Ours, since `path.matchesGlob` is newer than Node 20 and not for browsers, and the libraries also read folders.
 */

/** More alternatives than this in one pattern, and its braces are taken literally. */
const MAX_ALTERNATIVES = 256;

type Token =
  | { readonly kind: "literal"; readonly char: string }
  | { readonly kind: "one" }
  | { readonly kind: "many" }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** `null` stands for `**`: any number of segments, none included. */
type Segment = readonly Token[] | null;

/** Whether a text is a pattern, rather than the name of one file or folder. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/** The folder below which everything lies that a pattern can match: its segments before the first with a wildcard. */
export function globBase(pattern: string): string {
  const segments = pattern.split("/");
  const first = segments.findIndex(isGlob);
  const base = (first === -1 ? segments.slice(0, -1) : segments.slice(0, first)).join("/");
  if (base === "") return pattern.startsWith("/") ? "/" : ".";
  return base;
}

/**
 * Compiles a pattern into a test for paths. A leading `./` is ignored on both sides; a pattern that ends in `/` names
 * a folder and matches everything in it.
 */
export function glob(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(relative(pattern)).map(compile);
  return (path) => {
    const segments = relative(path)
      .split("/")
      .map((segment) => [...segment]);
    return alternatives.some((alternative) => matchSegments(alternative, segments));
  };
}

function relative(path: string): string {
  return path.replace(/^(?:\.\/+)+/, "");
}

function compile(pattern: string): Segment[] {
  const whole = pattern.endsWith("/") ? `${pattern}**` : pattern;
  return whole.split("/").map((segment) => (segment === "**" ? null : tokens([...segment])));
}

function tokens(chars: readonly string[]): Token[] {
  const result: Token[] = [];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? "";
    if (char === "*") {
      if (result.at(-1)?.kind !== "many") result.push({ kind: "many" });
    } else if (char === "?") result.push({ kind: "one" });
    else if (char === "\\" && i + 1 < chars.length) result.push({ kind: "literal", char: chars[++i] ?? "" });
    else {
      const end = char === "[" ? chars.indexOf("]", i + (chars[i + 1] === "!" || chars[i + 1] === "^" ? 3 : 2)) : -1;
      if (end === -1) result.push({ kind: "literal", char });
      else {
        result.push(characterClass(chars.slice(i + 1, end)));
        i = end;
      }
    }
  }
  return result;
}

function characterClass(inside: readonly string[]): Token {
  const negated = inside[0] === "!" || inside[0] === "^";
  const chars = negated ? inside.slice(1) : inside;
  const ranges: [string, string][] = [];
  for (let i = 0; i < chars.length; i++) {
    const from = chars[i] ?? "";
    const to = chars[i + 1] === "-" ? chars[i + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) i += 2;
  }
  return { kind: "class", negated, ranges };
}

/** The wildcard walk: on a mismatch, let the last wildcard take one element more. Never worse than the product of both lengths. */
function matchList<P, T>(
  pattern: readonly P[],
  list: readonly T[],
  isMany: (p: P) => boolean,
  fits: (p: P, item: T) => boolean,
): boolean {
  let p = 0;
  let retryPattern = -1;
  let retryItem = 0;
  for (let i = 0; i < list.length; ) {
    const part = pattern[p];
    const item = list[i];
    if (part !== undefined && isMany(part)) {
      retryPattern = ++p;
      retryItem = i;
    } else if (part !== undefined && item !== undefined && fits(part, item)) {
      p++;
      i++;
    } else if (retryPattern !== -1) {
      p = retryPattern;
      i = ++retryItem;
    } else return false;
  }
  return pattern.slice(p).every(isMany);
}

function matchSegments(pattern: readonly Segment[], path: readonly (readonly string[])[]): boolean {
  return matchList(
    pattern,
    path,
    (segment) => segment === null,
    (segment, chars) => segment !== null && matchList(segment, chars, (token) => token.kind === "many", matchToken),
  );
}

function matchToken(token: Token, char: string): boolean {
  switch (token.kind) {
    case "literal":
      return token.char === char;
    case "one":
    case "many":
      return true;
    case "class":
      return token.ranges.some(([from, to]) => from <= char && char <= to) !== token.negated;
  }
}

/** `a{b,c}d` → `abd`, `acd`; nested too. Braces without a comma, or never closed, are plain characters. */
function expandBraces(pattern: string): string[] {
  let open: string[] = [pattern];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const text of open) {
      const brace = firstBrace(text);
      if (brace === undefined) done.push(text);
      else next.push(...brace.options.map((option) => text.slice(0, brace.start) + option + text.slice(brace.end)));
    }
    if (done.length + next.length > MAX_ALTERNATIVES) return [pattern];
    open = next;
  }
  return done;
}

function firstBrace(text: string): { start: number; end: number; options: string[] } | undefined {
  for (let start = 0; start < text.length; start++) {
    if (text[start] === "\\") start++;
    else if (text[start] === "{") {
      const brace = braceAt(text, start);
      if (brace !== undefined) return brace;
    }
  }
  return undefined;
}

function braceAt(text: string, start: number): { start: number; end: number; options: string[] } | undefined {
  const options: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === "{") depth++;
    else if (char === "," && depth === 1) {
      options.push(text.slice(from, i));
      from = i + 1;
    } else if (char === "}" && --depth === 0) {
      if (options.length === 0) return undefined;
      options.push(text.slice(from, i));
      return { start, end: i + 1, options };
    }
  }
  return undefined;
}
