import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing. What the file system refuses is thrown as it is. Node's own way
 * never ends below a folder that is there and takes nothing, such as `/proc` (seen with Node 24).
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isFolder(path)) return;
    const parent = dirname(path);
    if (!isMissing(error) || parent === path) throw error;
    if (!(await isFolder(parent))) await makeFolder(parent);
    // Another process may have made it meanwhile.
    await mkdir(path).catch(async (cause: unknown) => {
      if (!(await isFolder(path))) throw cause;
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
}
