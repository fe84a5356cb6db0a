/** The lock file of this machine: read once at the start of a run, written whenever a flow is done. */
import { resolve } from "node:path";
import { emptyLock, type LockFile, lockEntry, lockText, readLock, withLockEntry } from "../deployment/lock-file.js";
import { FileError } from "../errors/errors.js";
import type { LockStore } from "../pipeline/context.js";
import { nodeFiles } from "./node-files.js";
import { replaceFile, tryToReplace } from "./replace-file.js";

export interface LockChoice {
  /** Folder that the path is relative to. */
  readonly root: string;
  readonly path: string;
  /** The environment whose flows the run is about. */
  readonly environment: string;
  /** Whether the run may record something. */
  readonly toWrite: boolean;
}

/**
 * Opens the lock file; one that is not there is empty. Throws ConfigError when its text is no lock, and FileError when it
 * cannot be read, or could not be written later: that is better known before anything is deployed.
 */
export async function openLock({ root, path, environment, toWrite }: LockChoice): Promise<LockStore> {
  const absolute = resolve(root, path);
  const read = (): Promise<LockFile> => loadLock(root, path);
  let lock = await read();
  if (toWrite) await tryToReplace(absolute).catch((cause: unknown) => refuse(path, cause));
  return {
    entry: (target) => lockEntry(lock, environment, target),
    async record(target, entry) {
      // Read again: another run may have recorded another flow meanwhile.
      const before = await read();
      lock = withLockEntry(before, environment, target, entry);
      const text = lockText(lock);
      if (text !== lockText(before)) await replaceFile(absolute, text).catch((cause: unknown) => refuse(path, cause));
    },
  };
}

async function loadLock(root: string, path: string): Promise<LockFile> {
  try {
    return readLock(await nodeFiles(root).read(path), path);
  } catch (error) {
    if (error instanceof FileError && error.code === "FILE_NOT_FOUND") return emptyLock;
    throw error;
  }
}

function refuse(path: string, cause: unknown): never {
  throw new FileError("FILE_UNWRITABLE", `The lock file \`${path}\` cannot be written.`, {
    cause,
    hint: "Make its folder writable, name another place with `--lock FILE`, or work without it: `--no-lock`.",
  });
}
