/**
 * A page of our own docs for a terminal. It knows the Markdown that those pages are made of and no more: headings,
 * paragraphs, lists, tables of two columns, fences, links, and folded parts, which are left out.
 */
import { painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import { textRecord } from "./text-table.js";

const WIDTH = 100;

/** @param color whether escape sequences are welcome. */
export function pageText(markdown: string, color: boolean): string {
  const blocks = blocksOf(markdown.replace(/<!--[\s\S]*?-->\n*/g, "").replace(/<details>[\s\S]*?<\/details>\n*/g, ""));
  return `${blocks.map((block) => blockText(block, color)).join("\n\n")}\n`;
}

/** Parts between blank lines; a fence is one part, whatever stands in it. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined && line.trim() === "") {
      if (block.length > 0) blocks.push(block.join("\n"));
      block = [];
      continue;
    }
    block.push(line);
    if (fence === undefined) fence = mark;
    else if (line === fence) fence = undefined;
  }
  if (block.length > 0) blocks.push(block.join("\n"));
  return blocks;
}

function blockText(block: string, color: boolean): string {
  const heading = /^#+ (.*)$/.exec(block);
  if (heading !== null) return painter(color)(style.bold, inline(heading[1] ?? ""));
  if (block.startsWith("```")) {
    const lines = block.split("\n").slice(1, -1);
    return lines.map((line) => `  ${terminalSafe(line.replaceAll("\t", "  "))}`.trimEnd()).join("\n");
  }
  if (block.startsWith("|")) return tableText(block);
  if (block.startsWith("- ")) {
    return block
      .split(/\n(?=- )/)
      .map((item) => wrapped(inline(item), 2))
      .join("\n");
  }
  return wrapped(inline(block), 0);
}

/** The rows under the heading and its rule, name and value aligned. */
function tableText(block: string): string {
  const rows = block.split("\n").slice(2);
  const cells = rows.map((row) => row.replace(/^\| | \|$/g, "").split(" | "));
  return textRecord(cells.map(([name = "", value = ""]) => [inline(name), inline(value)])).trimEnd();
}

/** Links as their words, with the address where that leads out of these pages; backticks stay. */
function inline(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replace(/\[([^\]]*)\]\((https:[^)]*)\)/g, "$1 ($2)")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<(https:[^>]*)>/g, "$1")
    .replaceAll("\\|", "|");
}

function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map(terminalSafe).join("\n");
}
