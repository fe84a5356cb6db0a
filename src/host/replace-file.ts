import { open, rename, rm, writeFile } from "node:fs/promises";

/** Replaces a whole file at once, so that a crash leaves the old one. What the file system refuses is thrown as it is. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
}

/** Throws what the file system says when {@link replaceFile} would fail; leaves nothing behind. */
export async function tryToReplace(path: string): Promise<void> {
  const draft = draftOf(path);
  await (await open(draft, "a")).close();
  await rm(draft, { force: true });
}

function draftOf(path: string): string {
  return `${path}.new`;
}
