/** The path of a file as the repository knows it: `base` and path joined, with `.` and `..` resolved where possible. */
export function repositoryPath(path: string, base: string | undefined): string {
  if (isAbsolute(path)) return path;
  const segments: string[] = [];
  for (const segment of `${base ?? ""}/${path}`.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else segments.push(segment);
  }
  return segments.join("/");
}

/** Whether a path with forward slashes starts at a root: `/…`, or `C:/…` on Windows. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:\//.test(path);
}
