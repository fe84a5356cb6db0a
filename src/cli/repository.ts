import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Host } from "./host.js";

/**
 * The working folder as seen from the root of the repository, as in `packages/shop`; undefined in the root itself or
 * outside of any. GitHub names the root in a workflow; elsewhere it is the folder that has `.git` in it.
 */
export function repositoryBase({ cwd, env }: Pick<Host, "cwd" | "env">): string | undefined {
  const root = containing(env.GITHUB_WORKSPACE, cwd) ?? gitRoot(cwd);
  const base = root === undefined ? "" : relative(root, cwd);
  return base === "" ? undefined : base.split(sep).join("/");
}

function containing(folder: string | undefined, cwd: string): string | undefined {
  if (folder === undefined || folder === "") return undefined;
  const way = relative(folder, cwd);
  return way.startsWith("..") || isAbsolute(way) ? undefined : folder;
}

function gitRoot(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent);
}
