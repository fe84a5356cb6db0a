import type { Logger } from "../pipeline/context.js";
import { terminalSafe } from "../text/terminal.js";

export interface LoggerOptions {
  /** Takes whole lines, each with its line end. */
  readonly write: (text: string) => void;
  readonly debug: boolean;
}

/** Progress for people, as plain lines; groups are indented. */
export function textLogger({ write, debug }: LoggerOptions): Logger {
  let depth = 0;
  const line = (label: string, text: string): void => {
    for (const part of text.split("\n")) write(`${"  ".repeat(depth)}${label}${terminalSafe(part)}\n`);
  };
  return {
    info: (text) => line("", text),
    notice: (text) => line("", text),
    warn: (text) => line("warning: ", text),
    debug: (text) => {
      if (debug) line("debug: ", text);
    },
    group: async (title, run) => {
      line("", title);
      depth++;
      try {
        return await run();
      } finally {
        depth--;
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
