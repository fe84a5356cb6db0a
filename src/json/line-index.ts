import type { Position, Range } from "../diagnostic/diagnostic.js";

/**
 * Turns offsets into lines and columns. Lines end at LF, CRLF or a lone CR. A byte order mark takes no column:
 * editors hide it, and its line starts behind it.
 */
export class LineIndex {
  private readonly text: string;
  private starts: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The position of an offset in UTF-16 units, `0 … text.length`. */
  position(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The offset of a position; one past the end of its line is clamped to the text. */
  offset(position: Position): number {
    const start = this.lineStarts()[position.line - 1] ?? this.text.length;
    return Math.min(start + position.column - 1, this.text.length);
  }

  private lineStarts(): number[] {
    if (this.starts !== undefined) return this.starts;
    const text = this.text;
    const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
    if (text.includes("\r")) {
      const lineEnd = /\r\n?|\n/g;
      while (lineEnd.test(text)) starts.push(lineEnd.lastIndex);
    } else {
      for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    }
    this.starts = starts;
    return starts;
  }
}
