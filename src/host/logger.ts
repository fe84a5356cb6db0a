import type { Logger } from "../pipeline/context.js";

export interface LoggerOptions {
  /** Takes whole lines, each with its line end. */
  readonly write: (text: string) => void;
  /** Makes text harmless for where it is shown; texts may quote a flow or an answer of the API. */
  readonly clean: (text: string) => string;
  readonly debug: boolean;
}

/** Progress for people, as plain lines; groups are indented. */
export function textLogger({ write, clean, debug }: LoggerOptions): Logger {
  let depth = 0;
  const line = (label: string, text: string): void => {
    for (const part of clean(text).split("\n")) write(`${"  ".repeat(depth)}${label}${part}\n`);
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
