/** Backups as files: a folder for each run, in it a folder for each flow. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FileError } from "../errors/errors.js";
import type { BackupStore } from "../pipeline/context.js";
import { fileNameOf } from "../text/path.js";
import { makeFolder } from "./make-folder.js";

export interface BackupChoice {
  /** Folder that paths are relative to, and shown relative to. */
  readonly root: string;
  /** Folder of all runs' backups. */
  readonly folder: string;
  /** When the run began, in milliseconds since the epoch. */
  readonly now: number;
  /** Whether a `.gitignore` keeps the folder out of the repository. */
  readonly ignored: boolean;
}

/** Makes nothing before there is something to keep. A backup never replaces another one. */
export function backupFolder({ root, folder, now, ignored }: BackupChoice): BackupStore {
  let run: Promise<string> | undefined;
  return {
    async save(target, name, text) {
      try {
        run ??= newRunFolder(root, folder, now, ignored);
        // Two names may look the same as folders.
        for (let i = 1; ; i++) {
          const path = `${await run}/${fileNameOf(target)}${i === 1 ? "" : `-${i}`}`;
          await makeFolder(resolve(root, path));
          if (await writeNew(resolve(root, path, name), text)) return `${path}/${name}`;
        }
      } catch (cause) {
        throw new FileError("FILE_UNWRITABLE", `The backup of \`${target}\` cannot be written below \`${folder}\`.`, {
          cause,
          hint: "Nothing is overwritten on the service without a backup. Make the folder writable.",
        });
      }
    },
  };
}

/** Named after the second, and by a number where several runs share it. */
async function newRunFolder(root: string, folder: string, now: number, ignored: boolean): Promise<string> {
  await makeFolder(resolve(root, folder, "backups"));
  if (ignored) await writeFile(join(resolve(root, folder), ".gitignore"), "*\n");
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
  for (let i = 1; ; i++) {
    const path = `${folder}/backups/${i === 1 ? stamp : `${stamp}-${i}`}`;
    if (await isNew(mkdir(resolve(root, path)))) return path;
  }
}

function writeNew(path: string, text: string): Promise<boolean> {
  return isNew(writeFile(path, text, { flag: "wx" }));
}

/** False when something is there already. */
async function isNew(making: Promise<void>): Promise<boolean> {
  try {
    await making;
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
