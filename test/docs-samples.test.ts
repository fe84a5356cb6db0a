/**
 * The TypeScript samples of the documentation: each is complete, compiles as strictly as a careful user would have it,
 * runs against the built library in a copy of `examples/`, and prints what the page says it prints.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Block, blocksOf, markdownPages, root } from "./support/docs.js";

interface Sample {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  /** The block of plain text that follows: what it prints. */
  readonly prints: string | undefined;
}

const samples: readonly Sample[] = markdownPages().flatMap((page) => {
  const blocks = blocksOf(page);
  return blocks.flatMap((block, i) =>
    block.language === "ts" ? [sampleOf(page.path, block, page.text, blocks[i + 1])] : [],
  );
});

function sampleOf(path: string, block: Block, page: string, next: Block | undefined): Sample {
  const name = `${path}:${block.line}`;
  const between = page.split("\n").slice(block.line + block.text.split("\n").length - 1, (next?.line ?? 0) - 2);
  const follows = next?.language === "text" && between.every((line) => line.trim() === "");
  const file = `${name.replace(/[^\w]+/g, "-")}.ts`;
  return { name, file, code: block.text, prints: follows ? next.text : undefined };
}

const folder = mkdtempSync(join(tmpdir(), "wa-docs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  cpSync(join(root, "examples"), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules", "whatsapp-flows-ci"), "junction");
  symlinkSync(join(root, "node_modules", "@types", "node"), join(folder, "node_modules", "@types", "node"), "junction");
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
  };
  write("package.json", JSON.stringify({ name: "samples", private: true, type: "module" }));
  write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  for (const sample of samples) write(sample.file, sample.code);
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function run(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

test("there are samples, in the README and for the library", () => {
  const pages = new Set(samples.map(({ name }) => name.split(":")[0]));
  expect([...pages]).toEqual(expect.arrayContaining(["README.md", "docs/library.md"]));
});

test("every sample compiles", () => {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  expect(run(compiler, "-p", "tsconfig.json")).toEqual({ status: 0, output: "" });
});

test.each(samples)("$name runs and prints what the page says", ({ file, prints }) => {
  const { status, output } = run(file);
  expect({ status, output }).toEqual({ status: 0, output: prints ?? output });
});
