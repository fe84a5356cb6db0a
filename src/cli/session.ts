import { textLogger } from "../host/logger.js";
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
  /** Progress for people, on stderr. */
  readonly log: Logger;
  /** Texts that no output may hold. */
  readonly secrets: readonly string[];
}

export function openSession(host: Host, options: Options): Session {
  const noColor = options.switch("no-color");
  const key = options.knows("api-key") ? options.text("api-key") : undefined;
  return {
    host,
    json: options.switch("json"),
    colors: {
      out: wantsColor(host.out.isTerminal, noColor, host.env),
      err: wantsColor(host.err.isTerminal, noColor, host.env),
    },
    files: nodeFiles(host.cwd),
    clock: nodeClock,
    log: textLogger({ write: host.err.write, debug: (host.env.DEBUG ?? "").includes("wa-flows") }),
    secrets: key === undefined ? [] : [key],
  };
}
