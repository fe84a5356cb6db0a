/** The config of the project, as inputs choose it. */
import type { FileSource } from "../pipeline/context.js";
import type { Effect } from "../pipeline/step.js";
import { type Project, loadProject as projectOf } from "../pipelines/project.js";
import type { Inputs } from "./inputs.js";

export type ProjectConfig = Project;

/** Reads the config that is named, or the one that lies in the folder; undefined when there is none. */
export function loadProject(
  { config, environment }: Inputs,
  effect: Effect,
  files: FileSource,
): Promise<Project | undefined> {
  const needsEnvironment = effect !== "none";
  return projectOf({ config: config?.value, environment: environment?.value, needsEnvironment }, files);
}
