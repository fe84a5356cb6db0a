import type { Logger } from "../pipeline/context.js";
import { terminalSafe } from "../text/terminal.js";

export interface LoggerOptions {
  /** Takes whole lines, each with its line end. */
  readonly write: (text: string) => void;
  readonly debug: boolean;
}

/** Progress for people, as plain lines; groups are indented, and one in which nothing is said has no title either. */
export function textLogger({ write, debug }: LoggerOptions): Logger {
  /** Titles of the innermost open groups that have no line yet. */
  const untold: string[] = [];
  let depth = 0;
  const put = (level: number, text: string): void => write(`${"  ".repeat(level)}${terminalSafe(text)}\n`);
  const line = (label: string, text: string): void => {
    const titles = untold.splice(0);
    for (const [i, title] of titles.entries()) put(depth - titles.length + i, title);
    for (const part of text.split("\n")) put(depth, label + part);
  };
  return {
    info: (text) => line("", text),
    notice: (text) => line("", text),
    warn: (text) => line("warning: ", text),
    debug: (text) => {
      if (debug) line("debug: ", text);
    },
    group: async (title, run) => {
      untold.push(title);
      depth++;
      try {
        return await run();
      } finally {
        depth--;
        untold.pop();
      }
    },
  };
}

/** For runs whose output is for programs. */
export const silentLogger: Logger = {
  info: () => undefined,
  notice: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  group: (_, run) => run(),
};
