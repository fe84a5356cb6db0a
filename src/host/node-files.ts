import { constants, type Dirent, type Stats } from "node:fs";
import { access, open, readdir, stat } from "node:fs/promises";
import { isAbsolute, posix, relative, resolve, sep } from "node:path";
import { compareText } from "../diagnostic/order.js";
import { FileError } from "../errors/errors.js";
import type { FileSource } from "../pipeline/context.js";
import { glob, globBase, isGlob } from "../text/glob.js";

/**
 * Largest file that is read. Meta takes Flow JSON of at most 10 MB (Meta docs: Flow JSON, Best practices, 2025-11); a
 * larger one is still read, so that it is reported as a finding, up to a size that is surely a mistake.
 */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** Files below one folder of this machine. Paths are relative to it, with forward slashes; absolute ones work too. */
export function nodeFiles(root: string): FileSource {
  return {
    read: (path) => readText(resolve(root, path), path),
    expand: async (patterns) => {
      const found = new Set<string>();
      for (const pattern of patterns) {
        for (const path of await expandOne(root, pattern)) found.add(path);
      }
      return [...found].sort(compareText);
    },
  };
}

async function readText(absolute: string, shown: string): Promise<string> {
  const bytes = await readBytes(absolute, shown);
  return decodeText(bytes, shown);
}

/** Bytes as text, or a `FileError` that says why they are none. A byte-order mark is kept: positions count it. */
export function decodeText(bytes: Uint8Array, shown: string): string {
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(shown, bytes.byteLength);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new FileError("FILE_NOT_TEXT", `File \`${shown}\` is UTF-16.`, { hint: "Save it as UTF-8." });
  }
  try {
    if (!bytes.includes(0)) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Falls through: the decoder's own message names no file.
  }
  throw new FileError("FILE_NOT_TEXT", `File \`${shown}\` is not UTF-8 text.`, {
    hint: "Check that the path names the right file, and save it as UTF-8.",
  });
}

function tooLarge(shown: string, bytes: number): FileError {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return new FileError("FILE_TOO_LARGE", `File \`${shown}\` has ${size} MB; at most 32 MB are read.`, {
    hint: "Meta takes Flow JSON of at most 10 MB. Move images out of the file, or make them smaller.",
  });
}

async function readBytes(absolute: string, shown: string): Promise<Uint8Array> {
  const info = await statOf(absolute, shown);
  if (info.isDirectory()) {
    throw new FileError("FILE_UNREADABLE", `\`${shown}\` is a folder, and a file is needed.`, {
      hint: "Name a file inside it.",
    });
  }
  if (info.size > MAX_FILE_BYTES) throw tooLarge(shown, info.size);
  try {
    const file = await open(absolute, "r");
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(error, shown);
  }
}

async function statOf(absolute: string, shown: string): Promise<Stats> {
  try {
    return await stat(absolute);
  } catch (error) {
    throw unreadable(error, shown);
  }
}

/** What the operating system said, in words; only its codes are stable, not its texts. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  ELOOP: "its links form a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  EISDIR: "it is a folder",
  EIO: "the disk reports an error",
};

function unreadable(cause: unknown, shown: string): FileError {
  const code = errorCode(cause);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new FileError("FILE_NOT_FOUND", `File \`${shown}\` does not exist.`, {
      cause,
      hint: "Check the spelling, and that the path is relative to the working directory.",
    });
  }
  const reason = (code === undefined ? undefined : reasons[code]) ?? `the system answered ${code ?? "an error"}`;
  return new FileError("FILE_UNREADABLE", `\`${shown}\` cannot be read: ${reason}.`, { cause });
}

function errorCode(error: unknown): string | undefined {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}

/** What one argument stands for: a file that exists goes before a glob, so that a name with brackets works. */
async function expandOne(root: string, pattern: string): Promise<readonly string[]> {
  const shown = toSlashes(pattern);
  const absolute = resolve(root, pattern);
  const info = await stat(absolute).catch((error: unknown) => {
    if (isGlob(shown) && ["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return undefined;
    throw unreadable(error, shown);
  });
  const place: Place = { root, absolute: isAbsolute(pattern) };
  if (info?.isDirectory() === true) return flowsBelow(place, absolute);
  if (info !== undefined) return [shownPath(place, absolute)];
  return matches(place, shown);
}

/** What paths are shown relative to; outside of it, a path that was named absolutely stays so. */
interface Place {
  readonly root: string;
  readonly absolute: boolean;
}

/** A folder stands for its `.json` files that look like Flow JSON, so that settings of other tools are left alone. */
async function flowsBelow(place: Place, folder: string): Promise<readonly string[]> {
  const flows: string[] = [];
  for await (const entry of walk(place, folder)) {
    if (entry.folder || !entry.path.endsWith(".json")) continue;
    const shown = shownPath(place, entry.path);
    if (await mentionsScreens(entry.path, shown)) flows.push(shown);
  }
  return flows;
}

/** Names of files a glob may stand for; a folder it matches stands for its flows, as if it had been named. */
async function matches(place: Place, pattern: string): Promise<readonly string[]> {
  const normal = posix.normalize(pattern);
  const fits = glob(normal);
  // Scenarios are taken only by a glob that asks for them, so that `flows/**` still stands for flows and code.
  const kinds = normal.endsWith(".yml") ? /\.(json|js|scenario\.yml)$/ : /\.(json|js)$/;
  const paths: string[] = [];
  for await (const entry of walk(place, resolve(place.root, globBase(normal)))) {
    const shown = shownPath(place, entry.path);
    if (!fits(place.absolute ? toSlashes(entry.path) : shown)) continue;
    if (entry.folder) paths.push(...(await flowsBelow(place, entry.path)));
    else if (kinds.test(shown)) paths.push(shown);
  }
  return paths;
}

interface Entry {
  readonly path: string;
  readonly folder: boolean;
}

/** Everything below a folder, without `node_modules` and dot folders. Linked folders are not entered: they may circle. */
async function* walk(place: Place, folder: string): AsyncGenerator<Entry> {
  for (const entry of await entriesOf(place, folder)) {
    const path = resolve(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === "node_modules" || entry.name.startsWith(".")) continue;
      yield { path, folder: true };
      yield* walk(place, path);
    } else if (entry.isFile() || (entry.isSymbolicLink() && (await isLinkedFile(path)))) {
      yield { path, folder: false };
    }
  }
}

async function entriesOf(place: Place, folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw unreadable(error, shownPath(place, folder));
  }
}

async function isLinkedFile(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() === true;
}

/** Looks at the bytes, not at parsed JSON: a flow with a syntax error or a wrong encoding is to be reported too. */
async function mentionsScreens(absolute: string, shown: string): Promise<boolean> {
  try {
    await access(absolute, constants.R_OK);
    const file = await open(absolute, "r");
    try {
      const start = Buffer.alloc(Math.min((await file.stat()).size, MAX_FILE_BYTES));
      const { bytesRead } = await file.read(start, 0, start.length, 0);
      return start.subarray(0, bytesRead).includes('"screens"');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(error, shown);
  }
}

function shownPath({ root, absolute }: Place, path: string): string {
  const way = relative(root, path);
  if (way === "") return ".";
  const outside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return toSlashes(outside && absolute ? path : way);
}

function toSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
