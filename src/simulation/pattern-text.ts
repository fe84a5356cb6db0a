/** A text that a regular expression matches, for the patterns that flows use: classes, groups, counts, alternatives. */

import { patternMatches } from "../schema/bounded-pattern.js";

/** Tried where looking ahead or the like is in the way of building a text. */
const usual = ["a1b2c3d4", "Passw0rd!", "12345678", "alex@example.com", "+15550100", "Alex Example"];

/** Undefined where no text was found: the pattern uses what is not understood here, or matches nothing. */
export function textMatching(pattern: string): string | undefined {
  if (pattern.length > 500) return undefined;
  try {
    const whole = `^(?:${pattern})$`;
    const texts = [new Builder(pattern).alternatives(), ...usual];
    return texts.find((text) => text.length <= 2000 && patternMatches(whole, text) === true);
  } catch {
    return undefined;
  }
}

const classes: Readonly<Record<string, string>> = { d: "7", w: "a", s: " ", D: "x", W: "-", S: "a", t: "\t", n: "\n" };
/** Characters that are tried for a class, most welcome first. */
const candidates = "a7A5b -_.@:/+#,0é";

class Builder {
  private readonly pattern: string;
  private at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  /** The first alternative; the others are passed over. */
  alternatives(): string {
    const first = this.sequence();
    while (this.pattern.charAt(this.at) === "|") {
      this.at += 1;
      this.sequence();
    }
    return first;
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.pattern.length && !"|)".includes(this.pattern.charAt(this.at))) {
      const piece = this.piece();
      text += piece.repeat(this.count());
    }
    return text;
  }

  private piece(): string {
    const c = this.pattern.charAt(this.at);
    this.at += 1;
    if (c === "^" || c === "$") return "";
    if (c === ".") return "a";
    if (c === "(") return this.group();
    if (c === "[") return this.set();
    if (c !== "\\") return c;
    const escaped = this.pattern.charAt(this.at);
    this.at += 1;
    if (escaped === "b" || escaped === "B") return "";
    return classes[escaped] ?? escaped;
  }

  private group(): string {
    const opening = /^\?(?::|<[A-Za-z]\w*>|[=!]|<[=!])/.exec(this.pattern.slice(this.at))?.[0] ?? "";
    this.at += opening.length;
    const text = this.alternatives();
    this.at += 1;
    // What is looked for ahead or behind adds nothing; whether it is met is tested in the end.
    return /^\?<?[=!]$/.test(opening) ? "" : text;
  }

  /** A character that the set holds. */
  private set(): string {
    const start = this.at - 1;
    if (this.pattern.charAt(this.at) === "^") this.at += 1;
    while (this.at < this.pattern.length && this.pattern.charAt(this.at) !== "]") {
      this.at += this.pattern.charAt(this.at) === "\\" ? 2 : 1;
    }
    this.at += 1;
    const set = this.pattern.slice(start, this.at);
    const test = new RegExp(`^${set}$`);
    const first = /^\[\^?\\?(.)/.exec(set)?.[1] ?? "";
    return [...candidates, first].find((c) => test.test(c)) ?? "";
  }

  /** How often the piece before stands: the fewest times that are allowed, and once where none would do. */
  private count(): number {
    const match = /^(?:([*+?])|\{(\d+)(?:,(\d*))?\})\??/.exec(this.pattern.slice(this.at));
    if (match === null) return 1;
    this.at += match[0].length;
    if (match[2] === undefined) return 1;
    return Math.min(Math.max(Number(match[2]), match[3] === "0" ? 0 : 1), 500);
  }
}
