import type { Span } from "./span.js";

/** Whose data or inputs a reference means: the screen it stands on, or a named one (Flow JSON 4.0+). */
export type ReferenceScope = { readonly kind: "local" } | { readonly kind: "screen"; readonly screenId: string };

export type ReferenceStorage = "data" | "form";

/** A well-formed reference such as `${data.a.b}` or `${screen.S.form.x}`. */
export interface Reference extends Span {
  readonly scope: ReferenceScope;
  readonly storage: ReferenceStorage;
  readonly path: readonly string[];
  /** As written, with `${` and `}`. */
  readonly text: string;
}

export type ReferenceProblem =
  | "not-closed"
  | "empty"
  | "nested-reference"
  | "index"
  | "white-space"
  | "unknown-storage"
  | "missing-screen-id"
  | "screen-id-characters"
  | "empty-path"
  | "empty-key"
  | "key-characters";

/** A text that begins like a reference but is none. `at` is the offending part, start and end the whole of it. */
export interface MalformedReference extends Span {
  readonly problem: ReferenceProblem;
  readonly at: Span;
  readonly text: string;
  /** What it would mean if the unusual characters in its keys were accepted; only for `key-characters`. */
  readonly lenient: Reference | null;
}

export type ReferenceResult =
  | { readonly ok: true; readonly reference: Reference }
  | { readonly ok: false; readonly malformed: MalformedReference };

const local: ReferenceScope = { kind: "local" };

// Digits and hyphens in a screen id are accepted here: an id with them is reported where the screen is declared.
const wellFormed =
  /\$\{(?:screen\.([\p{L}\p{M}\p{N}_-]+)\.)?(data|form)\.([\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*)\}/uy;
const key = /^[\p{L}\p{M}\p{N}_-]+$/u;
const white = /^[ \t\r\n]+/;

/** Reads the reference that begins with `${` at `start`; what follows it is not looked at. */
export function parseReference(value: string, start = 0): ReferenceResult {
  const common = commonReference(value, start);
  if (common !== undefined) return { ok: true, reference: common };
  wellFormed.lastIndex = start;
  const match = wellFormed.exec(value);
  if (match === null) return { ok: false, malformed: diagnose(value, start) };
  const [text, screenId, storage, path = ""] = match;
  return {
    ok: true,
    reference: {
      scope: screenId === undefined ? local : { kind: "screen", screenId },
      storage: storage === "form" ? "form" : "data",
      path: path.split("."),
      text,
      start,
      end: start + text.length,
    },
  };
}

/**
 * Reads a reference of the commonest form, to the screen's own data or form and with names in ASCII, which needs no
 * regular expression; undefined for every other text. A flow has as many references as other texts.
 */
function commonReference(value: string, start: number): Reference | undefined {
  const storage = value.startsWith("${form.", start) ? "form" : "data";
  if (storage === "data" && !value.startsWith("${data.", start)) return undefined;
  let from = start + 7;
  let path: string[] | undefined;
  for (let at = from; ; at++) {
    const code = value.charCodeAt(at);
    if (isAsciiNameCode(code)) continue;
    if (at === from || !(code === 0x2e || code === 0x7d)) return undefined;
    const name = value.slice(from, at);
    if (path === undefined) path = [name];
    else path.push(name);
    from = at + 1;
    if (code === 0x7d) return { scope: local, storage, path, text: value.slice(start, from), start, end: from };
  }
}

/** A letter, digit, underscore or hyphen. */
function isAsciiNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2d
  );
}

/** Every `${` of a text in order, well-formed or not. */
export function findReferences(value: string): readonly ReferenceResult[] {
  const found: ReferenceResult[] = [];
  let at = value.indexOf("${");
  while (at !== -1) {
    const result = parseReference(value, at);
    found.push(result);
    at = value.indexOf("${", result.ok ? result.reference.end : result.malformed.end);
  }
  return found;
}

/** Whether a name in the path has a hyphen, which inside an expression could be read as a minus. */
export function hasHyphen(reference: Reference): boolean {
  return reference.path.some((name) => name.includes("-"));
}

/** Says in a clause what is wrong: "`foo` is neither `data`, `form` nor `screen`". */
export function explainReference(malformed: MalformedReference): string {
  return explanations[malformed.problem](malformed.text.slice(...within(malformed)));
}

const explanations: Record<ReferenceProblem, (part: string) => string> = {
  "not-closed": () => "its closing brace is missing",
  empty: () => "it names nothing",
  "nested-reference": () => "a reference cannot stand inside another one",
  index: (part) => `\`${part}\` looks like an index, and only names separated by dots are possible`,
  "white-space": () => "there must be no white space inside the braces",
  "unknown-storage": (part) => `\`${part}\` stands where \`data\` or \`form\` is expected`,
  "missing-screen-id": () => "the screen id after `screen.` is missing",
  "screen-id-characters": (part) => `\`${part}\` cannot be a screen id`,
  "empty-path": (part) => `the name after \`${part}\` is missing`,
  "empty-key": () => "there is no name between two dots",
  "key-characters": (part) => `\`${part}\` has characters other than letters, digits, underscores and hyphens`,
};

function within({ start, at }: MalformedReference): [number, number] {
  return [at.start - start, at.end - start];
}

function diagnose(value: string, start: number): MalformedReference {
  const end = closingBrace(value, start);
  if (end === null) {
    // Nothing closes it, so nothing after it can be told apart from it either.
    return malformed(value, { start, end: value.length }, "not-closed", { start, end: start + 2 });
  }
  const span = { start, end };
  const content = value.slice(start + 2, end - 1);
  const at = start + 2;
  if (content === "") return malformed(value, span, "empty", span);
  const inner = content.indexOf("${");
  const index = content.search(/[[\]]/);
  if (index !== -1 && (inner === -1 || index < inner)) {
    return malformed(value, span, "index", indexSpan(content, index, at));
  }
  if (inner !== -1) return malformed(value, span, "nested-reference", { start: at + inner, end: end - 1 });
  const blank = white.exec(content);
  if (blank !== null) return malformed(value, span, "white-space", { start: at, end: at + blank[0].length });
  return diagnoseNames(value, span, content.split("."));
}

function diagnoseNames(value: string, span: Span, names: readonly string[]): MalformedReference {
  const offsets = offsetsOf(names, span.start + 2);
  const nameSpan = (position: number): Span => {
    const start = offsets[position] ?? span.end - 1;
    return { start, end: start + (names[position]?.length ?? 0) };
  };
  const global = names[0] === "screen";
  const screenId = global ? names[1] : undefined;
  if (global && (screenId === undefined || screenId === "")) {
    return malformed(value, span, "missing-screen-id", nameSpan(0));
  }
  if (screenId !== undefined && !key.test(screenId)) {
    return malformed(value, span, "screen-id-characters", nameSpan(1));
  }
  const first = global ? 2 : 0;
  const storage = names[first];
  if (storage !== "data" && storage !== "form") return malformed(value, span, "unknown-storage", nameSpan(first));
  const path = names.slice(first + 1);
  if (path.length === 0 || (path.length === 1 && path[0] === "")) {
    return malformed(value, span, "empty-path", nameSpan(first));
  }
  const empty = path.indexOf("");
  if (empty !== -1) {
    const { start } = nameSpan(first + 1 + empty);
    return malformed(value, span, "empty-key", { start: start - 1, end: start });
  }
  const unusual = path.findIndex((name) => !key.test(name));
  const scope: ReferenceScope = screenId === undefined ? local : { kind: "screen", screenId };
  const lenient: Reference = { scope, storage, path, text: value.slice(span.start, span.end), ...span };
  return { ...malformed(value, span, "key-characters", nameSpan(first + 1 + unusual)), lenient };
}

function malformed(value: string, span: Span, problem: ReferenceProblem, at: Span): MalformedReference {
  return { problem, at, text: value.slice(span.start, span.end), lenient: null, start: span.start, end: span.end };
}

/** Where the text after the brace that closes the reference begins; null when none does. */
function closingBrace(value: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code === 0x24 && value.charCodeAt(at + 1) === 0x7b) depth += 1;
    else if (code === 0x7d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function indexSpan(content: string, index: number, at: number): Span {
  const close = content.lastIndexOf("]");
  return { start: at + index, end: at + Math.max(close, index) + 1 };
}

function offsetsOf(names: readonly string[], start: number): readonly number[] {
  const offsets: number[] = [];
  let at = start;
  for (const name of names) {
    offsets.push(at);
    at += name.length + 1;
  }
  return offsets;
}
