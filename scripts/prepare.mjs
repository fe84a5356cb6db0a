// Run by npm's `prepare`: builds lib/ and nothing else. Does nothing where the sources or the compiler are absent.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundleCli } from "./bundle-cli.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Compiles src/ into `libDir` from scratch. True when that worked, or when there is nothing to compile with. */
export async function emitLibrary(libDir = join(root, "lib")) {
  const compiler = compilerPath();
  if (!compiler || !existsSync(join(root, "src"))) {
    console.error("prepare: the sources or TypeScript are not here, so lib/ stays as it is.");
    return true;
  }
  // Beside the old one and then swapped, so that nobody who runs the old one meanwhile finds half of it.
  const fresh = mkdtempSync(join(dirname(libDir), ".lib-"));
  try {
    const args = [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh];
    if (spawnSync(process.execPath, args, { stdio: "inherit", cwd: root }).status !== 0) return false;
    await bundleCli(fresh);
    rmSync(libDir, { recursive: true, force: true });
    renameSync(fresh, libDir);
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The tsc of our own development dependencies, or undefined (`npm install --omit=dev`). */
function compilerPath() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  } catch {
    return undefined;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = (await emitLibrary()) ? 0 : 1;
}
