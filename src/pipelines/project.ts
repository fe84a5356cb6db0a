/** The config of a project, as a run uses it. */
import { CONFIG_FILE, type Config, type EnvironmentConfig, usableConfig } from "../config/config.js";
import type { Diagnostic, Severity } from "../diagnostic/diagnostic.js";
import { FileError, UsageError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";

/** What a user says about the config. */
export interface ProjectChoice {
  /** The file; without one, the config that lies in the root of the files, if there is one. */
  readonly config: string | undefined;
  readonly environment: string | undefined;
  /** Whether one of several environments has to be chosen; a run that stays offline is the same in all of them. */
  readonly needsEnvironment: boolean;
}

/** A config with the environment that was chosen. */
export interface Project {
  readonly config: Config;
  /** The one that was named, or the only one; undefined when there is none, or none of several was needed. */
  readonly environment: EnvironmentConfig | undefined;
  /** For showing findings in the config; what looks like a secret is covered. */
  readonly shownText: string;
  readonly severity: (rule: string, path: string) => Severity | "off" | undefined;
  /** Settings that match none of these paths. */
  readonly unusedSettings: (paths: readonly string[]) => readonly Diagnostic[];
}

/**
 * Reads the config that is named, or the one that lies there; undefined when there is none. Throws ConfigError,
 * FileError, and UsageError for an environment that is unknown, or that would have to be guessed.
 */
export async function loadProject(choice: ProjectChoice, files: FileSource): Promise<Project | undefined> {
  const path = choice.config ?? CONFIG_FILE;
  const text = await readConfig(path, choice.config !== undefined, files);
  if (text === undefined) {
    await refuseMisnamed(files);
    if (choice.environment === undefined) return undefined;
    throw new UsageError("USAGE_NO_CONFIG", `There is no config that has the environment \`${choice.environment}\`.`, {
      hint: `Environments stand in \`${CONFIG_FILE}\`; name another file with \`--config\`, or the input \`config\`.`,
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
  const choose = choice.needsEnvironment || choice.environment !== undefined || config.environments.length === 1;
  return {
    config,
    environment: choose ? chooseEnvironment(config, choice.environment) : undefined,
    shownText: result.shownText,
    severity: severityOf(config),
    unusedSettings: (paths) => unusedSettings(config, paths),
  };
}

/** Both endings are common for YAML; a config that is silently left out is found out late. */
async function refuseMisnamed(files: FileSource): Promise<void> {
  const misnamed = CONFIG_FILE.replace(/\.yml$/, ".yaml");
  if ((await readConfig(misnamed, false, files)) === undefined) return;
  throw new UsageError("USAGE_CONFIG_NAME", `\`${misnamed}\` is not read: the config is called \`${CONFIG_FILE}\`.`, {
    hint: `Rename it, or name it with \`--config ${misnamed}\`, or the input \`config\`.`,
  });
}

async function readConfig(path: string, mustExist: boolean, files: FileSource): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (!mustExist && error instanceof FileError && error.code === "FILE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Says of a file that is not there which config names it: nobody typed its path just now. */
export async function readAsNamedBy<T>(config: { readonly path: string }, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof FileError && error.code === "FILE_NOT_FOUND")) throw error;
    const hint = `\`${config.path}\` names it; paths there are relative to that file.`;
    throw new FileError(error.code, error.message, { cause: error, hint });
  }
}
