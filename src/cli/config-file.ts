import type { Severity } from "../diagnostic/diagnostic.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";

/** The config of a project, as far as commands need it. */
export interface FileConfig {
  /** Flow JSON and data endpoint files of all flows. */
  readonly sources: readonly string[];
  readonly severity: (rule: string, path: string) => Severity | "off" | undefined;
}

export async function loadConfig(_options: Options, _session: Session): Promise<FileConfig | undefined> {
  return undefined;
}
