import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { FileError } from "../errors/errors.js";
import { makeFolder } from "./make-folder.js";

/**
 * Writes a file of the user's project, with the folders above it.
 * @param replace without it a file that is there already is left alone, and a `FileError` thrown.
 */
export async function writeProjectFile(root: string, path: string, text: string, replace: boolean): Promise<void> {
  const absolute = resolve(root, path);
  try {
    await makeFolder(dirname(absolute));
    await writeFile(absolute, text, { flag: replace ? "w" : "wx" });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") {
      throw new FileError("FILE_EXISTS", `File \`${path}\` is there already.`, { cause });
    }
    throw new FileError("FILE_UNWRITABLE", `File \`${path}\` cannot be written.`, {
      cause,
      hint: `Check that the folder \`${dirname(absolute)}\` can be written to.`,
    });
  }
}
