/**
 * Reads JSON text into a tree in which every key and value knows its exact place.
 *
 * Written by hand because positions on the hot path are what this project is for: over public flows `jsonc-parser`
 * needed four times as long as `JSON.parse`, this between one and two times, and its error texts do not help an
 * author. It accepts exactly what `JSON.parse` accepts, up to {@link MAX_DEPTH}; property tests hold the two together.
 */

import type { ArrayNode, JsonNode, Member, ObjectNode } from "./node.js";

/** The first mistake in the text: a sentence, and the offsets of what is wrong. */
export interface SyntaxProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** A bracket or quote that was opened and is not closed. */
  readonly opened?: number;
}

export type ReadResult =
  | { readonly ok: true; readonly root: JsonNode; readonly duplicates: readonly Duplicate[] }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/** A key that stands twice in one object; `JSON.parse`, and so every consumer, keeps the last. */
export interface Duplicate {
  readonly first: Member;
  readonly again: Member;
}

/** Levels of nesting that are read. A real flow has fewer than 30; recursion in rules relies on the bound. */
export const MAX_DEPTH = 500;

/** The engine's one copy of a text, which compares by address with the names in the tables. */
function internal(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

class Failure {
  readonly problem: SyntaxProblem;
  constructor(problem: SyntaxProblem) {
    this.problem = problem;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** How many characters are looked at one by one before the regular expression takes over; most strings are short. */
const SHORT = 48;
/** Up to how many keys of an object are compared one by one. */
const FEW = 16;
const KEY_SLOTS = 512;
/** The first key met of each cheap hash; none has an escape, so that equal text is an equal key. */
const knownKeys: (string | undefined)[] = new Array(KEY_SLOTS);
const PLAIN_RUN = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;
  readonly duplicates: Duplicate[] = [];

  constructor(text: string) {
    this.text = text;
    // RFC 8259 lets a reader ignore a byte order mark; editors on Windows write one.
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  document(): JsonNode {
    this.space();
    if (this.at >= this.text.length) this.fail("The file is empty; expected a JSON object.", this.at, this.at);
    const root = this.value(null, null);
    this.space();
    if (this.at < this.text.length) {
      const rest = this.describe(this.at);
      this.fail(`Unexpected ${rest} after the end of the JSON value.`, this.at, this.characterEnd());
    }
    return root;
  }

  private space(): void {
    const text = this.text;
    let at = this.at;
    for (;;) {
      const c = text.charCodeAt(at);
      if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) at++;
      else break;
    }
    this.at = at;
  }

  private value(parent: ObjectNode | ArrayNode | null, key: string | number | null): JsonNode {
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case 0x7b:
        return this.object(parent, key);
      case 0x5b:
        return this.array(parent, key);
      case QUOTE: {
        const value = this.string();
        return {
          kind: "string",
          start,
          end: this.at,
          parent,
          key,
          value,
          escaped: this.at - start - 2 !== value.length,
        };
      }
      case 0x74:
        return { kind: "boolean", start, end: this.word("true"), parent, key, value: true };
      case 0x66:
        return { kind: "boolean", start, end: this.word("false"), parent, key, value: false };
      case 0x6e:
        return { kind: "null", start, end: this.word("null"), parent, key, value: null };
      default:
        return { kind: "number", start, value: this.number(), end: this.at, parent, key };
    }
  }

  private object(parent: ObjectNode | ArrayNode | null, key: string | number | null): ObjectNode {
    const text = this.text;
    const start = this.at;
    const members: Member[] = [];
    const node: Writable<ObjectNode> = { kind: "object", start, end: start, parent, key, members };
    let seen: Map<string, Member> | undefined;
    this.enter();
    this.space();
    if (text.charCodeAt(this.at) !== 0x7d) {
      for (;;) {
        const keyStart = this.at;
        if (text.charCodeAt(keyStart) !== QUOTE) this.failKey(start, members);
        const name = this.keyText();
        const keyEnd = this.at;
        this.space();
        if (text.charCodeAt(this.at) !== 0x3a) {
          this.failEnd(start, "{");
          this.fail(
            `Expected \`:\` after the key \`${shown(name)}\`, found ${this.describe(this.at)}.`,
            this.at,
            this.at + 1,
          );
        }
        this.at++;
        this.space();
        const member: Member = { key: name, keyStart, keyEnd, value: this.value(node, name) };
        if (members.length < FEW) {
          for (const first of members) {
            if (first.key !== name) continue;
            this.duplicates.push({ first, again: member });
            break;
          }
        } else {
          // Beyond a handful of keys a linear search would make reading quadratic.
          seen ??= new Map(members.map((earlier) => [earlier.key, earlier]));
          const first = seen.get(name);
          if (first === undefined) seen.set(name, member);
          else this.duplicates.push({ first, again: member });
        }
        members.push(member);
        this.space();
        const c = text.charCodeAt(this.at);
        if (c === 0x7d) break;
        if (c !== 0x2c) this.failSeparator(start, "{", "}");
        this.at++;
        this.space();
      }
    }
    this.at++;
    this.depth--;
    node.end = this.at;
    return node;
  }

  private array(parent: ObjectNode | ArrayNode | null, key: string | number | null): ArrayNode {
    const text = this.text;
    const start = this.at;
    const items: JsonNode[] = [];
    const node: Writable<ArrayNode> = { kind: "array", start, end: start, parent, key, items };
    this.enter();
    this.space();
    if (text.charCodeAt(this.at) !== 0x5d) {
      for (;;) {
        if (text.charCodeAt(this.at) === 0x5d) this.failTrailingComma("array");
        this.failEnd(start, "[");
        items.push(this.value(node, items.length));
        this.space();
        const c = text.charCodeAt(this.at);
        if (c === 0x5d) break;
        if (c !== 0x2c) this.failSeparator(start, "[", "]");
        this.at++;
        this.space();
      }
    }
    this.at++;
    this.depth--;
    node.end = this.at;
    return node;
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) {
      this.fail(`The JSON is nested deeper than ${MAX_DEPTH} levels.`, this.at, this.at + 1);
    }
    this.at++;
  }

  /** The text of a key. The same few keys stand everywhere, so most are found without making a new string. */
  private keyText(): string {
    const text = this.text;
    const start = this.at + 1;
    const close = text.indexOf('"', start);
    const slot =
      ((close - start) * 31 +
        text.charCodeAt(start) * 7 +
        text.charCodeAt(start + 1) * 3 +
        text.charCodeAt(close - 1)) &
      (KEY_SLOTS - 1);
    const known = knownKeys[slot];
    if (known === undefined) {
      const key = this.string();
      const plain = key.length < SHORT && key.length === this.at - start - 1 && !key.includes("\\");
      if (plain) knownKeys[slot] = internal(key);
      return key;
    }
    if (known.length !== close - start || !text.startsWith(known, start)) return this.string();
    this.at = close + 1;
    return known;
  }

  private string(): string {
    const text = this.text;
    const start = this.at + 1;
    let at = start;
    const limit = Math.min(text.length, start + SHORT);
    let c = 0;
    while (at < limit) {
      c = text.charCodeAt(at);
      if (c === QUOTE || c === BACKSLASH || c < 0x20) break;
      at++;
    }
    if (at === limit) {
      PLAIN_RUN.lastIndex = at;
      PLAIN_RUN.test(text);
      at = PLAIN_RUN.lastIndex;
      c = text.charCodeAt(at);
    }
    if (c === QUOTE && at < text.length) {
      this.at = at + 1;
      return text.slice(start, at);
    }
    return this.escapedString(start, at);
  }

  /** The slow way, from the first character that is not plain. */
  private escapedString(start: number, from: number): string {
    const text = this.text;
    let value = text.slice(start, from);
    let at = from;
    for (;;) {
      if (at >= text.length) this.failUnclosedString(start - 1);
      const c = text.charCodeAt(at);
      if (c === QUOTE) break;
      if (c < 0x20) {
        if (c === 0x0a || c === 0x0d) this.failUnclosedString(start - 1);
        const code = c.toString(16).padStart(4, "0");
        this.fail(`A control character stands in a string; write it as \`\\u${code}\`.`, at, at + 1);
      }
      if (c !== BACKSLASH) {
        PLAIN_RUN.lastIndex = at;
        PLAIN_RUN.test(text);
        value += text.slice(at, PLAIN_RUN.lastIndex);
        at = PLAIN_RUN.lastIndex;
        continue;
      }
      const letter = text.charAt(at + 1);
      const simple = ESCAPES[letter];
      if (simple !== undefined) {
        value += simple;
        at += 2;
      } else if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) {
        value += String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16));
        at += 6;
      } else {
        const wrong = letter === "u" ? text.slice(at, at + 6) : text.slice(at, at + 2);
        this.fail(`\`${shown(wrong)}\` is no escape that JSON knows; a backslash is written \`\\\\\`.`, at, at + 2);
      }
    }
    this.at = at + 1;
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    if (!NUMBER.test(this.text)) this.failValue();
    const start = this.at;
    const end = NUMBER.lastIndex;
    if (!this.endsAt(end) && /[0-9a-zA-Z_.+-]/.test(this.text.charAt(end))) {
      const whole = /[-+.\w]+/y;
      whole.lastIndex = start;
      whole.test(this.text);
      const wrong = shown(this.text.slice(start, whole.lastIndex));
      this.fail(`\`${wrong}\` is not a number as JSON writes it.`, start, whole.lastIndex);
    }
    this.at = end;
    return Number(this.text.slice(start, end));
  }

  private word(word: "true" | "false" | "null"): number {
    const end = this.at + word.length;
    if (!this.text.startsWith(word, this.at)) this.failValue();
    if (!this.endsAt(end) && /[\w$]/.test(this.text.charAt(end))) this.failValue();
    this.at = end;
    return end;
  }

  /** Whether a number or word surely ends there; true for nearly all, and cheap. */
  private endsAt(end: number): boolean {
    const c = this.text.charCodeAt(end);
    return c === 0x2c || c === 0x0a || c === 0x20 || c === 0x7d || c === 0x5d || c === 0x0d;
  }

  private fail(message: string, start: number, end: number, opened?: number): never {
    const bounded = Math.min(end, this.text.length);
    throw new Failure(
      opened === undefined ? { message, start, end: bounded } : { message, start, end: bounded, opened },
    );
  }

  private failEnd(opened: number, bracket: "{" | "["): void {
    if (this.at < this.text.length) return;
    const closing = bracket === "{" ? "}" : "]";
    this.fail(
      `The file ends before the \`${bracket}\` is closed; a \`${closing}\` is missing.`,
      this.at,
      this.at,
      opened,
    );
  }

  private failSeparator(opened: number, bracket: "{" | "[", closing: "}" | "]"): never {
    this.failEnd(opened, bracket);
    const c = this.text.charAt(this.at);
    if (this.text.startsWith("//", this.at) || this.text.startsWith("/*", this.at)) this.failComment();
    if (c === "}" || c === "]") {
      this.fail(`Found \`${c}\` where \`${closing}\` closes the \`${bracket}\`.`, this.at, this.at + 1, opened);
    }
    this.fail(`Expected \`,\` or \`${closing}\`, found ${this.describe(this.at)}.`, this.at, this.characterEnd());
  }

  private failKey(opened: number, before: readonly Member[]): never {
    this.failEnd(opened, "{");
    const c = this.text.charAt(this.at);
    if (c === "}" && before.length > 0) this.failTrailingComma("object");
    if (this.text.startsWith("//", this.at) || this.text.startsWith("/*", this.at)) this.failComment();
    if (c === "'") this.fail("Keys are written in double quotes, not in apostrophes.", this.at, this.at + 1);
    if (/[A-Za-z_$]/.test(c)) {
      const end = this.wordEnd();
      this.fail(`The key \`${shown(this.text.slice(this.at, end))}\` must stand in double quotes.`, this.at, end);
    }
    this.fail(`Expected a key in double quotes, found ${this.describe(this.at)}.`, this.at, this.characterEnd());
  }

  private failTrailingComma(container: "object" | "array"): never {
    let comma = this.at - 1;
    while (this.text.charAt(comma) !== ",") comma--;
    this.fail(`Remove this comma: nothing follows it in the ${container}.`, comma, comma + 1);
  }

  private failComment(): never {
    this.fail("JSON has no comments; remove this one.", this.at, this.at + 2);
  }

  private failUnclosedString(quote: number): never {
    const lineEnd = /[\r\n]|$/g;
    lineEnd.lastIndex = quote;
    const end = lineEnd.exec(this.text)?.index ?? this.text.length;
    this.fail('This string is not closed on its line; a `"` is missing.', quote, end);
  }

  private failValue(): never {
    if (this.at >= this.text.length) this.fail("The file ends where a value is expected.", this.at, this.at);
    if (this.text.startsWith("//", this.at) || this.text.startsWith("/*", this.at)) this.failComment();
    const c = this.text.charAt(this.at);
    if (c === "'") this.fail("Strings are written in double quotes, not in apostrophes.", this.at, this.at + 1);
    if (/[A-Za-z_$]/.test(c)) {
      const end = this.wordEnd();
      this.fail(
        `\`${shown(this.text.slice(this.at, end))}\` is no JSON value; a text stands in double quotes.`,
        this.at,
        end,
      );
    }
    this.fail(`Expected a value, found ${this.describe(this.at)}.`, this.at, this.characterEnd());
  }

  private characterEnd(): number {
    return this.at + ((this.text.codePointAt(this.at) ?? 0) > 0xffff ? 2 : 1);
  }

  private wordEnd(): number {
    let end = this.at;
    while (/[\w$]/.test(this.text.charAt(end))) end++;
    return end;
  }

  private describe(at: number): string {
    if (at >= this.text.length) return "the end of the file";
    const c = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    if (c === "`") return "a backtick";
    return `\`${/[\p{C}\p{Z}]/u.test(c) ? escaped(c) : c}\``;
  }
}

/** A text as a message shows it: cut, and without what breaks a line, a terminal or the backticks around it. */
function shown(text: string): string {
  const points = [...text.slice(0, 120)];
  const cut = points.length > 60 ? `${points.slice(0, 59).join("")}…` : points.join("");
  return cut.replaceAll("`", "'").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, escaped);
}

/** A character as JSON escapes it. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }).join("");
}

/**
 * Reads a whole text. Stops at the first mistake: what follows one is guesswork, and one mistake is one finding.
 * Never throws.
 */
export function readJson(text: string): ReadResult {
  const reader = new Reader(text);
  try {
    return { ok: true, root: reader.document(), duplicates: reader.duplicates };
  } catch (thrown) {
    if (thrown instanceof Failure) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}
