// `node test/corpus/run.mjs [FOLDER]`: the corpus tests, over the folder (default `../shared/corpus`).
import { spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [folder = join(root, "../shared/corpus")] = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "test/corpus"], {
  cwd: root,
  env: { ...process.env, CORPUS: resolve(folder) },
  stdio: "inherit",
});
process.exitCode = status ?? 2;
