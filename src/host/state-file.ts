import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { StatePort } from "../emulator/persistence.js";
import { FileError } from "../errors/errors.js";
import { replaceFile } from "./replace-file.js";

/** Keeps a text in one file. A save replaces the whole file at once, so that a crash leaves the old one. */
export function stateFile(path: string, shown: string): StatePort {
  return {
    async load() {
      try {
        return await readFile(path, "utf8");
      } catch (cause) {
        if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
        throw new FileError("FILE_UNREADABLE", `The state file \`${shown}\` cannot be read.`, { cause });
      }
    },
    async save(text) {
      try {
        await replaceFile(path, text);
      } catch (cause) {
        throw new FileError("FILE_UNWRITABLE", `The state file \`${shown}\` cannot be written.`, {
          cause,
          hint: `Check that the folder \`${dirname(resolve(path))}\` exists and can be written to.`,
        });
      }
    },
  };
}
