/** The pages of the documentation, as tests read them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

export interface Page {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. `line` is that of its first line of content. */
export interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** Every Markdown page of the project; what was downloaded or made by a run is none. */
export function markdownPages(): readonly Page[] {
  const skipped = new Set(["node_modules", "lib", "dist", "demo-output", "CHANGELOG.md"]);
  return pathsBelow("", skipped)
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function pathsBelow(folder: string, skipped: ReadonlySet<string>): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || skipped.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? pathsBelow(path, skipped) : [path];
  });
}

/** The fenced blocks of a page, in order. */
export function blocksOf({ text }: Page): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(\s*)(`{3,})(\S*)/.exec(lines[i] ?? "");
    if (fence === null) continue;
    const [, indent = "", ticks = "", language = ""] = fence;
    const first = i + 1;
    let end = first;
    while (end < lines.length && lines[end]?.trim() !== ticks) end++;
    const content = lines.slice(first, end).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ language, text: `${content.join("\n")}\n`, line: first + 1 });
    i = end;
  }
  return blocks;
}

/** The text without its fenced blocks and code spans, with as many lines as before. */
export function proseOf({ text }: Page): string {
  return text
    .replace(/^(\s*)(`{3,})[\s\S]*?^\s*\2\s*$/gm, (block) => block.replace(/[^\n]/g, ""))
    .replace(/`[^`\n]*`/g, (span) => " ".repeat(span.length));
}
