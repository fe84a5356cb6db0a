/** Reads data endpoint code; where it is none, says what is wrong in plain words. */
import { parse, tokenizer } from "acorn";
import type { FlowDocument } from "../flow/document.js";
import { shorten } from "../flow/words.js";
import { EndpointCode } from "./code.js";
import type { EndpointFinding } from "./rule.js";

export type ReadEndpoint =
  | { readonly ok: true; readonly code: EndpointCode }
  | { readonly ok: false; readonly rule: "endpoint-fenced" | "endpoint-syntax"; readonly finding: EndpointFinding }
  /** Nested more deeply than can be followed here; nothing is known of it. */
  | { readonly ok: false; readonly rule: undefined };

/** Workers run modules, in which strict mode holds. */
const options = { ecmaVersion: "latest", sourceType: "module" } as const;

export function readEndpoint(text: string, flow: FlowDocument | undefined): ReadEndpoint {
  // At the beginning it would be read as a template; elsewhere such a line may stand in one.
  const first = /^\s*```.*$/m.exec(text);
  if (first?.index === 0) return fenced(text, text.indexOf("`"));
  try {
    return { ok: true, code: new EndpointCode(text, parse(text, options), flow) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, rule: undefined };
    if (!(error instanceof SyntaxError)) throw error;
    const fence = /^[ \t]*```/m.exec(text);
    if (fence !== null) return fenced(text, fence.index + fence[0].length - 3);
    return { ok: false, rule: "endpoint-syntax", finding: syntaxFinding(error, text) };
  }
}

function fenced(text: string, start: number): ReadEndpoint {
  const end = start + (/^.*/.exec(text.slice(start))?.[0].trimEnd().length ?? 0);
  const message = "This is a Markdown fence; keep only the JavaScript between the fences.";
  return { ok: false, rule: "endpoint-fenced", finding: { start, end, message } };
}

function syntaxFinding(error: SyntaxError, text: string): EndpointFinding {
  const at = "pos" in error && typeof error.pos === "number" ? Math.min(error.pos, text.length) : 0;
  const isEnd = text.slice(at).trim() === "";
  // acorn ends its message with the position, which the finding already has.
  const reason = error.message.replace(/ \(\d+:\d+\)$/, "");
  const brackets = openBrackets(text, at);
  const opened = brackets.open.at(-1);
  const start = isEnd ? text.trimEnd().length : at;
  const end = Math.min(start + wordAt(text, start).length, text.length);
  if (isEnd && opened !== undefined) {
    const first = brackets.suspect ?? opened;
    const message = `The code ends before ${nameOf(first, text)} in line ${lineOf(text, first)} is closed.`;
    return { start, end, message, related: { message: "Opened here.", start: first, end: first + 1 } };
  }
  if (!/^Unexpected token/.test(reason)) {
    return { start, end, message: `The code is no valid JavaScript: ${shorten(reason, 120)}.` };
  }
  const word = shorten(wordAt(text, at), 40);
  const isClosing = /^[)\]}]/.test(word);
  if (opened !== undefined && text[opened] !== "{" && /^[;)\]}]/.test(word)) {
    const message = `Unexpected \`${word}\`: the \`${text[opened]}\` in line ${lineOf(text, opened)} is not closed yet.`;
    return { start, end, message, related: { message: "Opened here.", start: opened, end: opened + 1 } };
  }
  if (isClosing && opened === undefined) {
    return { start, end, message: `Unexpected \`${word}\`: there is nothing left that it could close.` };
  }
  const isType = /^:\s*(?:[A-Z]\w*|string|number|boolean|any|unknown|void)\b/.test(text.slice(at));
  const hint = isType ? " Kapso runs JavaScript; take out the types of TypeScript." : "";
  return { start, end, message: `The code is no valid JavaScript: unexpected \`${word}\`.${hint}` };
}

/** The word, number or sign that stands there. */
function wordAt(text: string, at: number): string {
  return /^(?:[\w$]+|[^\s\w$])/u.exec(text.slice(at, at + 100))?.[0] ?? "";
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n?|\n/).length;
}

/** `` `{` `` with what it belongs to, where that is a function with a name. */
function nameOf(at: number, text: string): string {
  const before = /function\s*\*?\s*([\w$]+)\s*\([^)]*\)\s*$/.exec(text.slice(Math.max(0, at - 300), at));
  const bracket = `\`${text[at] ?? ""}\``;
  return before === null ? `the ${bracket}` : `the ${bracket} of \`${before[1]}\``;
}

interface Brackets {
  /** Offsets of those that are open at the end, outermost first. */
  readonly open: readonly number[];
  /** The first that is closed by a bracket which is indented less: it most likely lacks its own. */
  readonly suspect: number | undefined;
}

function openBrackets(text: string, until: number): Brackets {
  const open: number[] = [];
  let suspect: number | undefined;
  try {
    for (const token of tokenizer(text.slice(0, until), options)) {
      const sign = text.slice(token.start, token.end);
      if (["{", "(", "[", "${"].includes(sign)) open.push(token.end - 1);
      if (!["}", ")", "]"].includes(sign)) continue;
      const opener = open.pop();
      const isLess = opener !== undefined && indentOf(text, token.start) < indentOf(text, opener);
      if (isLess) suspect ??= opener;
    }
  } catch {
    // What cannot even be cut into words is reported as it is.
  }
  return { open, suspect };
}

function indentOf(text: string, at: number): number {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
