// Writes the generated pages below docs/ from the rules, the tables and the conformance cases; every sample is run.
// `--check` writes nothing and fails when a page is stale, missing or left over. Needs no build: Node 24 reads src/ as it is.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const docs = join(root, "docs");

/** Sources import each other by the names that the compiler writes. */
function readSources() {
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith(".") && specifier.endsWith(".js")) {
        const source = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
        if (existsSync(fileURLToPath(source))) return next(source.href, context);
      }
      return next(specifier, context);
    },
  });
}

/** An older Node than the one the project is built with cannot read TypeScript; the right one is a dependency. */
function withProjectsNode() {
  const node = join(root, "node_modules", "node", "bin", "node");
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: "inherit" });
  process.exitCode = status ?? 1;
}

/** Folders in which every page is generated, so that one whose rule is gone is noticed. */
const generatedFolders = ["rules"];

async function main() {
  const { values } = parseArgs({ options: { check: { type: "boolean" } } });
  readSources();
  const { generatedDocs } = await import("./docs/pages.ts");
  const { pages, withoutSample } = await generatedDocs();
  const stale = [...pages].filter(([path, text]) => readPage(path) !== text).map(([path]) => path);
  const leftOver = generatedFolders
    .flatMap((folder) =>
      existsSync(join(docs, folder)) ? readdirSync(join(docs, folder)).map((name) => `${folder}/${name}`) : [],
    )
    .filter((path) => !pages.has(path));
  if (!values.check) {
    for (const path of stale) {
      mkdirSync(dirname(join(docs, path)), { recursive: true });
      writeFileSync(join(docs, path), pages.get(path));
    }
    for (const path of leftOver) rmSync(join(docs, path));
  }
  report(values.check ? "Stale, run `node scripts/update-docs.mjs`:" : "Written:", stale);
  report(values.check ? "No rule has these pages any more:" : "Removed:", leftOver);
  report("These rules have no sample; write conformance cases for them:", withoutSample);
  if (withoutSample.length > 0 || (values.check && stale.length + leftOver.length > 0)) process.exitCode = 1;
}

function readPage(path) {
  return existsSync(join(docs, path)) ? readFileSync(join(docs, path), "utf8") : undefined;
}

function report(title, names) {
  if (names.length === 0) return;
  console.error(title);
  for (const name of names) console.error(`  ${name}`);
}

if (nodeModule.registerHooks === undefined || !process.features.typescript) withProjectsNode();
else await main();
