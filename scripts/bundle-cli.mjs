// Joins the command's modules into a few files: `lib/cli/bin.js` and `lib/cli/chunks/`. Loading some 200 small modules
// costs more than half of the time of `wa-flows validate`; the library itself stays as tsc makes it. Packages stay
// outside: they are dependencies, and loaded when used.
import { renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Bundles the command of a finished build of `src/`. */
export async function bundleCli(libDir) {
  const { build } = await import("rolldown");
  const staged = join(libDir, ".cli");
  await build({
    input: join(libDir, "cli", "bin.js"),
    platform: "node",
    logLevel: "warn",
    external: (id) => !id.startsWith(".") && !id.startsWith("/") && !/^[a-z]:[\\/]/i.test(id),
    output: { dir: staged, format: "esm", chunkFileNames: "chunks/[name]-[hash].js" },
  });
  rmSync(join(libDir, "cli"), { recursive: true });
  renameSync(staged, join(libDir, "cli"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleCli(resolve(process.argv[2] ?? "lib"));
