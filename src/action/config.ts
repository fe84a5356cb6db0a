/** The config of the project, as a run of the action uses it. */
import { CONFIG_FILE, type Config, type EnvironmentConfig, usableConfig } from "../config/config.js";
import type { Severity } from "../diagnostic/diagnostic.js";
import { FileError, UsageError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";
import type { Effect } from "../pipeline/step.js";
import { environmentFor } from "../pipelines/targets.js";
import type { Inputs } from "./inputs.js";

export interface ProjectConfig {
  readonly config: Config;
  readonly environment: EnvironmentConfig | undefined;
  readonly severity: (rule: string, path: string) => Severity | "off" | undefined;
}

/** Reads the config that is named, or the one that lies in the folder; undefined when there is none. */
export async function loadProject(
  inputs: Inputs,
  effect: Effect,
  files: FileSource,
): Promise<ProjectConfig | undefined> {
  const named = inputs.config?.value;
  const name = inputs.environment?.value;
  const path = named ?? CONFIG_FILE;
  const text = await readConfig(path, named !== undefined, files);
  if (text === undefined) {
    if (name === undefined) return undefined;
    throw new UsageError("USAGE_NO_CONFIG", `There is no config that has the environment \`${name}\`.`, {
      hint: `Environments stand in \`${CONFIG_FILE}\` in the working directory; name another file with \`config\`.`,
    });
  }
  const [{ loadConfig }, { severityOf }, { ruleIds }] = await Promise.all([
    import("../config/load.js"),
    import("../config/severity.js"),
    import("../validate/rule-set.js"),
  ]);
  const config = usableConfig(await loadConfig(text, { path, ruleIds }));
  return { config, environment: environmentFor(config, name, effect), severity: severityOf(config) };
}

async function readConfig(path: string, mustExist: boolean, files: FileSource): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (!mustExist && error instanceof FileError && error.code === "FILE_NOT_FOUND") return undefined;
    throw error;
  }
}
