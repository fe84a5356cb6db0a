import { silentLogger, textLogger } from "../host/logger.js";
import { nodeClock } from "../host/node-clock.js";
import { nodeFiles } from "../host/node-files.js";
import type { Clock, FileSource, Logger } from "../pipeline/context.js";
import { wantsColor } from "./colors.js";
import type { Host } from "./host.js";
import type { Options } from "./options.js";

/** What a running command has at hand. */
export interface Session {
  readonly host: Host;
  readonly json: boolean;
  readonly colors: { readonly out: boolean; readonly err: boolean };
  readonly files: FileSource;
  readonly clock: Clock;
  /** Progress for people, on stderr; silent with `--json`. */
  readonly log: Logger;
  /** Texts that no output may hold. */
  readonly secrets: readonly string[];
}

/** What the command runs with, as its options and the environment say. */
export function openSession(host: Host, options: Options): Session {
  const json = options.switch("json");
  const noColor = options.switch("no-color");
  const key = options.knows("api-key") ? options.text("api-key") : undefined;
  return {
    host,
    json,
    colors: {
      out: wantsColor(host.out.isTerminal, noColor, host.env),
      err: wantsColor(host.err.isTerminal, noColor, host.env),
    },
    files: nodeFiles(host.cwd),
    clock: nodeClock,
    // A program reads one document from stderr if the command fails, so nothing else may be there.
    log: json ? silentLogger : textLogger({ write: host.err.write, debug: wantsDebug(host) }),
    secrets: key === undefined ? [] : [key],
  };
}

function wantsDebug({ env }: Host): boolean {
  return (env.DEBUG ?? "").split(",").includes("wa-flows");
}
