import * as core from "@actions/core";
import { terminalSafe } from "../text/terminal.js";
import { commandSafe } from "./command-safe.js";
import type { Runner } from "./runner.js";

const commands = { error: core.error, warning: core.warning, notice: core.notice } as const;

/**
 * The runner through @actions/core. What is logged is made harmless here; the package only keeps the text of a command
 * from being another command.
 */
export function coreRunner(env: Runner["env"]): Runner {
  return {
    env,
    mask: (secret) => core.setSecret(secret),
    setOutput: (name, value) => core.setOutput(name, value),
    fail: (text) => core.setFailed(shown(text)),
    annotate: (level, text, properties) => {
      const { line, endLine, col, endColumn, ...rest } = properties ?? {};
      const place = {
        ...rest,
        ...(line === undefined ? {} : { startLine: line }),
        ...(endLine === undefined ? {} : { endLine }),
        ...(col === undefined ? {} : { startColumn: col }),
        ...(endColumn === undefined ? {} : { endColumn }),
      };
      commands[level](shown(text), place);
    },
    info: (text) => core.info(logged(text)),
    debug: (text) => core.debug(shown(text)),
    group: (title, run) => core.group(commandSafe(title), run),
    addSummary: async (markdown) => {
      await core.summary.addRaw(markdown, true).write();
    },
  };
}

/** For the text of a command. */
function shown(text: string): string {
  return text.split("\n").map(terminalSafe).join("\n");
}

/** For plain lines. */
function logged(text: string): string {
  return text.split("\n").map(commandSafe).join("\n");
}
