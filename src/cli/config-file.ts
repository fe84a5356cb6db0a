/** The config of a project, as commands use it. */
import { CONFIG_FILE, type Config, type EnvironmentConfig, usableConfig } from "../config/config.js";
import type { Diagnostic, Severity } from "../diagnostic/diagnostic.js";
import { FileError, UsageError } from "../errors/errors.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";

export interface FileConfig {
  readonly config: Config;
  /** For showing findings in it; what looks like a secret is covered. */
  readonly shownText: string;
  /** The one that was named, or the only one; undefined when several could be meant, or there is none. */
  readonly environment: EnvironmentConfig | undefined;
  readonly severity: (rule: string, path: string) => Severity | "off" | undefined;
  /** Settings that match none of these paths. */
  readonly unusedSettings: (paths: readonly string[]) => readonly Diagnostic[];
}

/**
 * Reads the config that is named, or the one that lies in the folder; undefined when there is none. An environment
 * that is not named is only chosen when `needsEnvironment`: validation is the same in all of them.
 */
export async function loadConfigFile(
  options: Options,
  session: Session,
  needsEnvironment: boolean,
): Promise<FileConfig | undefined> {
  const named = options.text("config");
  const path = named ?? CONFIG_FILE;
  const name = options.text("environment");
  const text = await readConfig(path, named !== undefined, session);
  if (text === undefined) {
    if (name === undefined) return undefined;
    throw new UsageError("USAGE_NO_CONFIG", `There is no config that has the environment \`${name}\`.`, {
      hint: `Environments stand in \`${CONFIG_FILE}\`; name another file with \`--config\`.`,
    });
  }
  const [{ loadConfig }, { chooseEnvironment }, { severityOf, unusedSettings }, { ruleIds }] = await Promise.all([
    import("../config/load.js"),
    import("../config/environment.js"),
    import("../config/severity.js"),
    import("../validate/rule-set.js"),
  ]);
  const result = await loadConfig(text, { path, ruleIds });
  const config = usableConfig(result);
  return {
    config,
    shownText: result.shownText,
    environment: needsEnvironment || name !== undefined ? chooseEnvironment(config, name) : undefined,
    severity: severityOf(config),
    unusedSettings: (paths) => unusedSettings(config, paths),
  };
}

async function readConfig(path: string, mustExist: boolean, session: Session): Promise<string | undefined> {
  try {
    return await session.files.read(path);
  } catch (error) {
    if (!mustExist && error instanceof FileError && error.code === "FILE_NOT_FOUND") return undefined;
    throw error;
  }
}
