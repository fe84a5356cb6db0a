/** What the action is handed: the runner and the machine's effects, so that tests run it without either. */
import type { LockChoice } from "../host/lock-store.js";
import type { BackupStore, Clock, FileSource, LockStore, RandomToken } from "../pipeline/context.js";
import type { Sandbox } from "../simulation/sandbox.js";
import type { Repository } from "./event.js";
import type { GitHub } from "./github.js";
import type { Runner } from "./runner.js";

export interface Machine {
  readonly runner: Runner;
  readonly clock: Clock;
  readonly randomToken: RandomToken;
  /** Where data endpoint code runs. */
  readonly sandbox: Sandbox;
  /** Aborted when the workflow is cancelled. */
  readonly signal: AbortSignal;
  /** Files below a folder. */
  files(folder: string): FileSource;
  /** The second path as seen from the first, which is a folder. */
  resolve(from: string, path: string): string;
  /** The way from one folder to another, with forward slashes; empty when they are the same. */
  relativePath(from: string, to: string): string;
  /** A new folder for reports, or the named one. Gives its absolute path. */
  makeFolder(choice: { readonly named?: string; readonly below: string }): Promise<string>;
  /** Writes a file into a folder and gives its path. */
  write(folder: string, name: string, text: string): Promise<string>;
  /** The lock file of a project. Throws ConfigError and FileError. */
  openLock(choice: LockChoice): Promise<LockStore>;
  /** Backups below a folder that exists. */
  openBackups(folder: string): BackupStore;
  connectGitHub(token: string, repository: Repository): Promise<GitHub>;
}

/** The folder that the repository was checked out into, and that `working-directory` starts from. */
export function workspaceOf({ env }: Runner): string {
  return env.GITHUB_WORKSPACE || ".";
}
