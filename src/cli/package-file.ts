/** Files that come with this package, such as the pages on rules: the same in a clone and in an installed package. */
import { readFile } from "node:fs/promises";
import { tool } from "../tool.js";

/** The text of a file of the package, or undefined when it is not there. Nothing is looked for anywhere else. */
export async function readPackageFile(path: string): Promise<string | undefined> {
  const root = await packageRoot();
  return root === undefined ? undefined : readOrNothing(new URL(path, root));
}

/** The nearest folder above this file whose package.json is ours; the build may join files, so depths are not counted. */
async function packageRoot(): Promise<URL | undefined> {
  let folder = new URL(".", import.meta.url);
  for (;;) {
    const text = await readOrNothing(new URL("package.json", folder));
    if (text !== undefined && isOurs(text)) return folder;
    const parent = new URL("..", folder);
    if (parent.href === folder.href) return undefined;
    folder = parent;
  }
}

function isOurs(text: string): boolean {
  const manifest: unknown = JSON.parse(text);
  return typeof manifest === "object" && manifest !== null && "name" in manifest && manifest.name === tool.name;
}

async function readOrNothing(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
