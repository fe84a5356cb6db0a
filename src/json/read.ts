/**
 * Reads JSON text into a tree in which every key and value knows its exact place.
 *
 * Written by hand because positions on the hot path are what this project is for: over public flows `jsonc-parser`
 * needed four times as long as `JSON.parse`, this needs about as long, and its error texts do not help an
 * author. It accepts exactly what `JSON.parse` accepts, up to {@link MAX_DEPTH}; property tests hold the two together.
 */

import { codeUnits } from "./code-units.js";
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

/** The members or items of what is empty. */
const none: readonly never[] = [];

class Failure {
  readonly problem: SyntaxProblem;
  constructor(problem: SyntaxProblem) {
    this.problem = problem;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The longest key that is kept for the next time. */
const LONGEST_KNOWN = 48;
/** Up to how many keys of an object are compared one by one. */
const FEW = 16;
const KEY_SLOTS = 2048;
/** The first key met of each hash; none has an escape, so that equal text is an equal key. */
const knownKeys: (string | undefined)[] = new Array(KEY_SLOTS);
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
  private readonly units: Uint16Array;
  /** Members and items of all that is open; what is closed takes its own from the end, and no more room than it needs. */
  private readonly openMembers: Member[] = [];
  private readonly openItems: JsonNode[] = [];
  private memberCount = 0;
  private itemCount = 0;
  readonly duplicates: Duplicate[] = [];

  constructor(text: string) {
    this.text = text;
    this.units = codeUnits(text);
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
    const units = this.units;
    let at = this.at;
    for (;;) {
      const c = units[at];
      if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) at++;
      else break;
    }
    this.at = at;
  }

  private value(parent: ObjectNode | ArrayNode | null, key: string | number | null): JsonNode {
    const start = this.at;
    switch (this.units[start]) {
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
        return this.numberNode(parent, key);
    }
  }

  /** The fields stand in the same order in every node, so that the engine sees few shapes. */
  private numberNode(parent: ObjectNode | ArrayNode | null, key: string | number | null): JsonNode {
    const start = this.at;
    const value = this.number();
    return { kind: "number", start, end: this.at, parent, key, value };
  }

  private object(parent: ObjectNode | ArrayNode | null, key: string | number | null): ObjectNode {
    const units = this.units;
    const start = this.at;
    const node: Writable<ObjectNode> = { kind: "object", start, end: start, parent, key, members: none };
    const base = this.memberCount;
    this.enter();
    this.space();
    if (units[this.at] !== 0x7d) {
      for (;;) {
        const keyStart = this.at;
        if (units[keyStart] !== QUOTE) this.failKey(start, this.memberCount > base);
        const name = this.keyText();
        const keyEnd = this.at;
        this.space();
        if (units[this.at] !== 0x3a) this.failColon(start, name);
        this.at++;
        this.space();
        const member = { key: name, keyStart, keyEnd, value: this.value(node, name) };
        this.openMembers[this.memberCount++] = member;
        this.space();
        const c = units[this.at];
        if (c === 0x7d) break;
        if (c !== 0x2c) this.failSeparator(start, "{", "}");
        this.at++;
        this.space();
      }
      node.members = this.openMembers.slice(base, this.memberCount);
      this.memberCount = base;
      this.findDuplicates(node.members);
    }
    this.at++;
    this.depth--;
    node.end = this.at;
    return node;
  }

  private findDuplicates(members: readonly Member[]): void {
    // Beyond a handful of keys a linear search would make reading quadratic.
    const seen = members.length > FEW ? new Map<string, Member>() : undefined;
    let before = 0;
    for (const again of members) {
      const first = seen === undefined ? firstOf(members, before, again.key) : seen.get(again.key);
      if (first !== undefined) this.duplicates.push({ first, again });
      else seen?.set(again.key, again);
      before++;
    }
  }

  private array(parent: ObjectNode | ArrayNode | null, key: string | number | null): ArrayNode {
    const units = this.units;
    const start = this.at;
    const node: Writable<ArrayNode> = { kind: "array", start, end: start, parent, key, items: none };
    const base = this.itemCount;
    this.enter();
    this.space();
    if (units[this.at] !== 0x5d) {
      for (;;) {
        if (units[this.at] === 0x5d) this.failTrailingComma("array");
        this.failEnd(start, "[");
        const item = this.value(node, this.itemCount - base);
        this.openItems[this.itemCount++] = item;
        this.space();
        const c = units[this.at];
        if (c === 0x5d) break;
        if (c !== 0x2c) this.failSeparator(start, "[", "]");
        this.at++;
        this.space();
      }
      node.items = this.openItems.slice(base, this.itemCount);
      this.itemCount = base;
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
    const units = this.units;
    const start = this.at + 1;
    let at = start;
    let hash = 0;
    for (;;) {
      const c = units[at] ?? 0;
      if (c === QUOTE || c === BACKSLASH || c < 0x20) break;
      hash = (Math.imul(hash, 31) + c) | 0;
      at++;
    }
    if (units[at] !== QUOTE || at - start > LONGEST_KNOWN) return this.string();
    this.at = at + 1;
    const slot = (hash ^ (hash >>> 9)) & (KEY_SLOTS - 1);
    const known = knownKeys[slot];
    if (known === undefined) {
      const key = internal(this.text.slice(start, at));
      knownKeys[slot] = key;
      return key;
    }
    return this.stands(known, start, at) ? known : this.text.slice(start, at);
  }

  /** Whether just that text stands there. */
  private stands(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    const units = this.units;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== units[start + i]) return false;
    return true;
  }

  private string(): string {
    const start = this.at + 1;
    const end = this.plainEnd(start);
    if (this.units[end] !== QUOTE) return this.escapedString(start, end);
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  /** Where the characters end that stand for themselves: at a quote, an escape, a control character or the end. */
  private plainEnd(from: number): number {
    const units = this.units;
    let at = from;
    for (;;) {
      const c = units[at] ?? 0;
      if (c === QUOTE || c === BACKSLASH || c < 0x20) return at;
      at++;
    }
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
        const end = this.plainEnd(at);
        value += text.slice(at, end);
        at = end;
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
    const c = this.units[end];
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

  private failColon(opened: number, name: string): never {
    this.failEnd(opened, "{");
    this.fail(
      `Expected \`:\` after the key \`${shown(name)}\`, found ${this.describe(this.at)}.`,
      this.at,
      this.at + 1,
    );
  }

  private failKey(opened: number, follows: boolean): never {
    this.failEnd(opened, "{");
    const c = this.text.charAt(this.at);
    if (c === "}" && follows) this.failTrailingComma("object");
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

/** The first of the members up to an index that has the key. */
function firstOf(members: readonly Member[], end: number, key: string): Member | undefined {
  for (let i = 0; i < end; i++) {
    const member = members[i];
    if (member !== undefined && member.key === key) return member;
  }
  return undefined;
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
