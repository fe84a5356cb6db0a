import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Compares a text with a file below `test/`. `UPDATE_GOLDENS=1` writes the file instead; whoever sets it reads the
 * difference before committing. A missing file fails, so that nothing is compared with itself.
 */
export function expectGolden(path: string, actual: string): void {
  const file = `${root}test/${path}`;
  if (process.env.UPDATE_GOLDENS === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual, relative(root, file)).toBe(readFileSync(file, "utf8"));
}
