import { LOCK_FILE } from "../deployment/lock.js";
import { joinPath } from "../text/path.js";
import type { Project } from "./project.js";

/** Entries of a config that has no environments. */
const NO_ENVIRONMENT = "default";

/** Where the lock of a project lies, beside its config, and which of its entries are meant. */
export function lockPlace({ config, environment }: Pick<Project, "config" | "environment">): {
  readonly path: string;
  readonly environment: string;
} {
  return { path: joinPath(config.folder, LOCK_FILE), environment: environment?.name ?? NO_ENVIRONMENT };
}
