import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { StatePort } from "../emulator/persistence.js";
import { FileError } from "../errors/errors.js";

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
      const draft = `${path}.new`;
      try {
        await writeFile(draft, text);
        await rename(draft, path);
      } catch (cause) {
        throw new FileError("FILE_UNWRITABLE", `The state file \`${shown}\` cannot be written.`, {
          cause,
          hint: `Check that the folder \`${dirname(resolve(path))}\` exists and can be written to.`,
        });
      }
    },
  };
}
