import type { Diagnostic, TextEdit } from "../diagnostic/diagnostic.js";
import { LineIndex } from "../json/line-index.js";

export interface FixedText {
  readonly text: string;
  /** The findings whose fix was applied, in the order of the text. */
  readonly applied: readonly Diagnostic[];
}

/**
 * Applies the fixes of findings to their text. Of fixes that touch the same characters only the first is applied; the
 * others come with the next round, when the text has been validated again.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): FixedText {
  const lines = new LineIndex(text);
  const taken: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const applied: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const edits = (diagnostic.fix?.edits ?? []).map((edit) => toOffsets(edit, lines));
    if (edits.length === 0) continue;
    if (edits.some((edit) => taken.some((other) => overlap(edit, other)))) continue;
    taken.push(...edits);
    applied.push(diagnostic);
  }
  // From the end, so that offsets before an edit stay right.
  const ordered = taken.map((edit, i) => ({ edit, i })).sort((a, b) => b.edit.start - a.edit.start || b.i - a.i);
  let result = text;
  for (const { edit } of ordered) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return { text: result, applied };
}

/** More rounds than this mean that two fixes undo each other. */
const maxRounds = 50;

/**
 * Validates and fixes until nothing is left to fix. A round applies the fixes of one rule only: those of two rules may
 * each be right and together wrong, such as a renamed screen and a new route to its old name.
 * @param findings the findings of a text; called once per round
 */
export async function fixAll(
  text: string,
  findings: (text: string) => Promise<readonly Diagnostic[]>,
): Promise<FixedText> {
  let current = text;
  const applied: Diagnostic[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const fixable = (await findings(current)).filter((finding) => finding.fix !== null);
    const fixed = applyFixes(
      current,
      fixable.filter((finding) => finding.rule === fixable[0]?.rule),
    );
    if (fixed.applied.length === 0) break;
    applied.push(...fixed.applied);
    current = fixed.text;
  }
  return { text: current, applied };
}

function toOffsets(edit: TextEdit, lines: LineIndex): { start: number; end: number; text: string } {
  return { start: lines.offset(edit.range.start), end: lines.offset(edit.range.end), text: edit.text };
}

/** Two edits collide when they share a character, or one inserts inside the other. */
function overlap(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}
