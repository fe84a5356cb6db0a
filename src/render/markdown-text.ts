/**
 * Untrusted text in GitHub's Markdown. A code span is the one place where nothing is interpreted: no emphasis, HTML,
 * links, mentions (which notify people), issue and commit references. So values always stand in code spans, and in other
 * text every word that GitHub could act on is put in one.
 */
import { terminalSafe } from "../text/terminal.js";

/** A value as a code span, on one line. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line.trim() === "") return line === "" ? "(empty)" : "(blank)";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // A blank on both sides is taken off again (CommonMark 0.31, 6.1), unless there is nothing but blanks.
  const pad = /^`|`$|^ .*[^ ].* $/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** One of our messages: values in backticks stay code, everything else is plain text. */
export function message(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : words(part)))
    .join("");
}

/** Text without any markup. */
export function plain(text: string): string {
  return words(oneLine(text));
}

/** The blanks around are kept: this may be the part of a message between two values. */
function words(line: string): string {
  return line
    .split(/( +)/)
    .map((word) => (ACTED_ON.test(word) ? code(word) : word.replace(PUNCTUATION, "\\$&")))
    .join("");
}

// Mentions, issues (#1, GH-1), addresses (also bare www.), e-mail, commits: what GitHub turns into a link by itself.
// Emoji names (`:tada:`) too.
const ACTED_ON = /[@#]|:\/\/|www\.|gh-\d|:[\w+-]+:|\b[0-9a-f]{7,64}\b/i;
const PUNCTUATION = /[\\`*_[\]<>|~&$]/g;

/** A link, or only its text when the address is not a plain web address. `label` is Markdown. */
export function link(label: string, address: string): string {
  return /^https?:\/\/[^\s<>()"'`\\[\]|]+$/.test(address) ? `[${label}](${address})` : label;
}

/** Finished Markdown as the content of a table cell. */
export function cell(markdown: string): string {
  // A pipe ends the cell even in a code span; a backslash in front of it would undo its escape (GFM 0.29, 4.10).
  return markdown.replace(/(\\?)\|/g, (_, before: string) => (before === "" ? "\\|" : "\\\u200b\\|"));
}

/** A block of commands. */
export function codeBlock(language: string, text: string): string {
  const lines = text.split(/\r\n?|\n/).map(terminalSafe);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.join("\n")}\n${fence}\n`;
}

/** The text itself, or its start and an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A table, or nothing when it has no rows. Cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function oneLine(text: string): string {
  return terminalSafe(text.replace(/[\r\n\t]+/g, " "));
}
