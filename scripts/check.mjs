// Everything that is checked without running the code: lint, types, and whether dist/ and schemas/ are what src/ makes.
// `node scripts/check.mjs [lint] [types] [drift] [docs]` runs the named checks, all by default. Every check runs, whatever the others find.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundle } from "./build.mjs";
import { emitLibrary } from "./prepare.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const checks = {
  lint: async () => command("biome", "check", "."),
  types: async () => command("tsc", "--noEmit", "-p", "tsconfig.json"),
  drift,
  docs: async () => script("update-docs.mjs", "--check"),
};

/** Rebuilds into a temporary folder and compares byte by byte; true when nothing differs. */
async function drift() {
  const folder = mkdtempSync(join(tmpdir(), "wa-drift-"));
  try {
    if (!(await emitLibrary(join(folder, "lib")))) return false;
    await bundle(join(folder, "lib"), join(folder, "dist"));
    const script = join(root, "scripts", "generate-schemas.mjs");
    const schemas = spawnSync(
      process.execPath,
      [script, "--lib", join(folder, "lib"), "--out", join(folder, "schemas")],
      { stdio: ["ignore", "inherit", "pipe"], encoding: "utf8" },
    );
    if (schemas.status !== 0) {
      console.error(schemas.stderr);
      return false;
    }
    const stale = ["dist", "schemas"].flatMap((name) => differences(name, join(root, name), join(folder, name)));
    for (const line of stale) console.error(line);
    if (stale.length > 0)
      console.error("Run `npm run build` and `node scripts/generate-schemas.mjs`, and commit the result.");
    return stale.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What differs between a committed folder and a fresh one, one line per file. */
function differences(name, committed, fresh) {
  const files = [...new Set([...filesOf(committed), ...filesOf(fresh)])].sort();
  return files.flatMap((file) => {
    const before = bytesOf(join(committed, file));
    const after = bytesOf(join(fresh, file));
    if (before === undefined) return [`${name}/${file}: is missing`];
    if (after === undefined) return [`${name}/${file}: is not made any more`];
    if (before.equals(after)) return [];
    const at = before.findIndex((byte, i) => byte !== after[i]);
    return [
      `${name}/${file}: differs from byte ${at === -1 ? before.length : at} on (${before.length} bytes, made anew ${after.length})`,
    ];
  });
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function bytesOf(path) {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function command(name, ...args) {
  const bin = join(root, "node_modules", ".bin", name);
  return spawnSync(bin, args, { stdio: "inherit", cwd: root }).status === 0;
}

function script(name, ...args) {
  return spawnSync(process.execPath, [join(root, "scripts", name), ...args], { stdio: "inherit" }).status === 0;
}

async function main() {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(checks, name));
  if (unknown.length > 0) {
    console.error(`There is no check ${unknown.join(", ")}. Checks are ${Object.keys(checks).join(", ")}.`);
    process.exit(2);
  }
  const failed = [];
  for (const name of named.length > 0 ? named : Object.keys(checks)) {
    const passed = await checks[name]().catch((error) => {
      console.error(error);
      return false;
    });
    console.error(`${name}: ${passed ? "passed" : "FAILED"}`);
    if (!passed) failed.push(name);
  }
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main();
