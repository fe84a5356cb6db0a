import type { Logger } from "../pipeline/context.js";
import type { Runner } from "./runner.js";

/** Progress in the log of the job. Notices and warnings become annotations, so they stay few and short. */
export function runnerLog(runner: Runner): Logger {
  return {
    info: (text) => runner.info(text),
    notice: (text) => runner.annotate("notice", text),
    warn: (text) => runner.annotate("warning", text),
    debug: (text) => runner.debug(text),
    group: (title, run) => runner.group(title, run),
  };
}
