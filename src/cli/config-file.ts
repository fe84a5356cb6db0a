/** The config of a project, as flags choose it. */
import { loadProject, type Project } from "../pipelines/project.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";

export type FileConfig = Project;

/**
 * Reads the config that is named, or the one that lies in the folder; undefined when there is none. Among several
 * environments one has to be named only when `needsEnvironment`: validation is the same in all of them.
 */
export function loadConfigFile(
  options: Options,
  session: Session,
  needsEnvironment: boolean,
): Promise<Project | undefined> {
  const choice = { config: options.text("config"), environment: options.text("environment"), needsEnvironment };
  return loadProject(choice, session.files);
}
