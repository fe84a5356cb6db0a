import * as core from "@actions/core";
import { commandSafe } from "./command-safe.js";
import type { Runner } from "./runner.js";

const commands = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** The runner through @actions/core. Log lines are made harmless here; messages of commands are escaped by the package. */
export function coreRunner(env: Runner["env"]): Runner {
  return {
    env,
    mask: (secret) => core.setSecret(secret),
    setOutput: (name, value) => core.setOutput(name, value),
    fail: (text) => core.setFailed(text),
    annotate: (level, text, properties) => {
      const { line, endLine, col, endColumn, ...rest } = properties ?? {};
      const place = {
        ...rest,
        ...(line === undefined ? {} : { startLine: line }),
        ...(endLine === undefined ? {} : { endLine }),
        ...(col === undefined ? {} : { startColumn: col }),
        ...(endColumn === undefined ? {} : { endColumn }),
      };
      commands[level](text, place);
    },
    info: (text) => core.info(lines(text)),
    debug: (text) => core.debug(text),
    group: (title, run) => core.group(commandSafe(title), run),
    addSummary: async (markdown) => {
      await core.summary.addRaw(markdown, true).write();
    },
  };
}

function lines(text: string): string {
  return text.split("\n").map(commandSafe).join("\n");
}
