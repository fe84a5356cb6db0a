/** Paths with forward slashes, as reports and configs have them; no file system is asked. */

/** Whether a path starts at a root: `/…`, or `C:/…` on Windows. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:\//.test(path);
}

/** The folder a path lies in; empty for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === 0 ? "/" : path.slice(0, Math.max(slash, 0));
}

/** A path as seen from where `folder` is relative to, with `.` and `..` resolved where possible. */
export function joinPath(folder: string, path: string): string {
  const whole = isAbsolutePath(path) || folder === "" ? path : `${folder}/${path}`;
  const root = /^(?:[A-Za-z]:)?\//.exec(whole)?.[0] ?? "";
  const segments: string[] = [];
  for (const segment of whole.slice(root.length).split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (root === "") segments.push(segment);
  }
  return root + segments.join("/");
}

/** The way from a folder to a path; both relative to the same place, or both absolute. */
export function relativePath(folder: string, path: string): string {
  const from = segmentsOf(folder);
  const to = segmentsOf(path);
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

function segmentsOf(path: string): string[] {
  return joinPath("", path)
    .split("/")
    .filter((segment) => segment !== "");
}

/** A name that may be any text as the name of a file or folder: nothing in it leads elsewhere. */
export function fileNameOf(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}._ -]+/gu, "-").replace(/^[. ]+|[. ]+$/g, "");
  return safe === "" ? "flow" : safe.slice(0, 80);
}
