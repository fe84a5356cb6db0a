/** Which tests read the reference material beside the project (../shared), which not everybody has. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const folder = import.meta.dirname;

/** Whether it is there. */
export const hasReferenceMaterial = existsSync(resolve(folder, "../../shared/reference"));

/** The test files that read it, by themselves or through what they import; relative to the project. */
export function filesThatReadIt(): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && name !== "reference-material.ts")
    .map((name) => join(folder, name));
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  const readers = new Set(files.filter((file) => /shared\/(?:reference|corpus)/.test(texts.get(file) ?? "")));
  const imports = (file: string): string[] =>
    [...(texts.get(file) ?? "").matchAll(/from "(\.[^"]+)\.js"/g)].map(
      (m) => `${resolve(dirname(file), m[1] ?? "")}.ts`,
    );
  for (let before = -1; before !== readers.size; ) {
    before = readers.size;
    for (const file of files) if (imports(file).some((imported) => readers.has(imported))) readers.add(file);
  }
  return [...readers].filter((file) => file.endsWith(".test.ts")).map((file) => relative(resolve(folder, ".."), file));
}
