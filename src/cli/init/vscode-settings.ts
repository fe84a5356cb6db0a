/**
 * Tells VS Code of the schemas, in the text of its settings: JSON with comments and trailing commas. What is there
 * stays as it is, character by character; only the mapping is added.
 */
import { type ArrayNode, type JsonNode, type ObjectNode, property } from "../../json/node.js";
import { readJson } from "../../json/read.js";
import { tool } from "../../tool.js";

/** The schema of a flow of whatever version it declares. */
export const flowSchemaUrl = `./node_modules/${tool.name}/schemas/flow-json.schema.json`;

export type Merged =
  | { readonly ok: true; readonly text: string }
  /** Why nothing was done, as the end of a sentence. */
  | { readonly ok: false; readonly reason: string };

/** The settings with the flows mapped to their schema. An absent or empty text becomes new settings. */
export function withFlowSchema(settings: string | undefined, fileMatch: readonly string[]): Merged {
  if (settings === undefined || settings.trim() === "") {
    const fresh = { "json.schemas": [{ fileMatch, url: flowSchemaUrl }] };
    return { ok: true, text: `${JSON.stringify(fresh, null, 2)}\n` };
  }
  const read = readJson(plainJson(settings));
  if (!read.ok) return { ok: false, reason: `cannot be read: ${read.problem.message}` };
  const { root } = read;
  if (root.kind !== "object") return { ok: false, reason: "holds no object" };
  const editor = new Editor(settings);
  const schemas = property(root, "json.schemas");
  if (schemas === undefined) {
    return editor.append(root, { key: "json.schemas", value: [{ fileMatch, url: flowSchemaUrl }] });
  }
  if (schemas.kind !== "array") return { ok: false, reason: "has a `json.schemas` that is no list" };
  const ours = schemas.items.find(
    (item): item is ObjectNode => item.kind === "object" && isText(property(item, "url"), flowSchemaUrl),
  );
  if (ours === undefined) return editor.append(schemas, { value: { fileMatch, url: flowSchemaUrl } });
  const matches = property(ours, "fileMatch");
  if (matches === undefined) return editor.append(ours, { key: "fileMatch", value: fileMatch });
  if (matches.kind !== "array") return { ok: false, reason: "has a `fileMatch` that is no list" };
  const missing = fileMatch.filter((pattern) => !matches.items.some((item) => isText(item, pattern)));
  return missing.length === 0
    ? { ok: true, text: settings }
    : editor.append(matches, ...missing.map((value) => ({ value })));
}

function isText(node: JsonNode | undefined, text: string): boolean {
  return node?.kind === "string" && node.value === text;
}

interface Entry {
  readonly key?: string;
  readonly value: unknown;
}

class Editor {
  readonly #text: string;
  readonly #newline: string;
  readonly #unit: string;

  constructor(text: string) {
    this.#text = text;
    this.#newline = text.includes("\r\n") ? "\r\n" : "\n";
    this.#unit = /^(?:\t| +)(?=\S)/m.exec(withoutComments(text))?.[0] ?? "  ";
  }

  /** Adds entries behind the last one, in lines of their own where the container has more than one line. */
  append(container: ObjectNode | ArrayNode, ...entries: readonly Entry[]): Merged {
    const last = container.kind === "object" ? container.members.at(-1)?.value : container.items.at(-1);
    const closing = container.end - 1;
    const inOneLine = !this.#text.slice(container.start, closing).includes("\n") && last !== undefined;
    const indent = this.#indentAt(container.start);
    const inner = inOneLine ? "" : indent + this.#unit;
    const parts = entries.map(({ key, value }) => {
      const shown = inOneLine ? JSON.stringify(value) : this.#shown(value, inner);
      return key === undefined ? shown : `${JSON.stringify(key)}: ${shown}`;
    });
    if (inOneLine) return this.#insert(last.end, parts.map((part) => `, ${part}`).join(""));
    const lines = parts.map((part) => `${this.#newline}${inner}${part}`).join(",");
    // Behind the comments that follow the last entry, which belong to it.
    const behind = this.#text.slice(0, closing).trimEnd().length;
    const end = this.#endOfLine(behind, closing);
    const tail = end === closing ? `${lines}${this.#newline}${indent}` : lines;
    if (last === undefined || hasComma(this.#text, last.end, closing)) return this.#insert(end, tail);
    const merged = `${this.#text.slice(0, last.end)},${this.#text.slice(last.end, end)}${tail}${this.#text.slice(end)}`;
    return { ok: true, text: merged };
  }

  #insert(at: number, text: string): Merged {
    return { ok: true, text: this.#text.slice(0, at) + text + this.#text.slice(at) };
  }

  /** Where the line with the last text before the closing bracket ends; the bracket itself when it stands there. */
  #endOfLine(from: number, closing: number): number {
    const lineEnd = this.#text.slice(from, closing).search(/\r?\n/);
    return lineEnd === -1 ? closing : from + lineEnd;
  }

  #indentAt(offset: number): string {
    const lineStart = this.#text.lastIndexOf("\n", offset - 1) + 1;
    return /^[\t ]*/.exec(this.#text.slice(lineStart))?.[0] ?? "";
  }

  #shown(value: unknown, indent: string): string {
    return JSON.stringify(value, null, this.#unit).replaceAll("\n", `${this.#newline}${indent}`);
  }
}

/** Whether a comma follows a value before the end of what holds it. */
function hasComma(text: string, from: number, to: number): boolean {
  return withoutComments(text).slice(from, to).includes(",");
}

/** The same text, at the same offsets, as JSON: comments and trailing commas are blanks. */
export function plainJson(text: string): string {
  return replaceOutsideStrings(withoutComments(text), /,(?=\s*[\]}])/g);
}

function withoutComments(text: string): string {
  return replaceOutsideStrings(text, /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)/g);
}

/** Replaces matches that do not begin in a string by blanks; line ends stay. */
function replaceOutsideStrings(text: string, pattern: RegExp): string {
  const either = new RegExp(`"(?:[^"\\\\]|\\\\[\\s\\S])*(?:"|$)|(?:${pattern.source})`, "g");
  return text.replace(either, (match) => (match.startsWith('"') ? match : match.replace(/[^\r\n]/g, " ")));
}
