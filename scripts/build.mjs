// Builds lib/ (the package) with tsc and dist/ (the action) with ncc.
// `node scripts/build.mjs [--out DIR] [--lib DIR]` writes elsewhere; scripts/check.mjs uses that to look for drift.
// How the bundle is put together, and why: docs/design/bundle.md.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { emitLibrary } from "./prepare.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Matches `import("x")` in tsc's output; tsc keeps neither line breaks nor comments inside it that we write. */
const dynamicImport = /\bimport\(\s*(["'][^"'\n]+["'])\s*\)/g;
/** Matches `import { a, b as c } from "undici"` and `const { a } = await import("undici")`. */
const undiciImport = /\{([^{}]*)\}\s*(?:from\s*|=\s*await import\()["']undici["']/g;

/** Files of undici that the bundle does without: 230 KB. `bundle/left-out.cjs` takes their place. */
const leftOut = [
  "llhttp/llhttp-wasm.js",
  "dispatcher/client-h2.js",
  "dispatcher/socks5-proxy-agent.js",
  "web/fetch/body.js",
];

/** Bundles `lib/action/main.js` into `outDir`: index.js, package.json, licenses.txt. */
export async function bundle(libDir, outDir) {
  const stage = makeStage(libDir);
  const cwd = process.cwd();
  try {
    // Module ids are hashes of paths relative to the working directory, and there ncc looks for its tsconfig.json.
    process.chdir(stage);
    const ncc = createRequire(import.meta.url)("@vercel/ncc");
    const { code, assets } = await ncc(join(stage, "lib", "action", "main.js"), {
      cache: false,
      quiet: true,
      license: "licenses.txt",
    });
    write(outDir, await minified(code), assets);
  } finally {
    process.chdir(cwd);
    rmSync(stage, { recursive: true, force: true });
  }
}

/** ncc's own `minify` shortens names and drops blanks only; this also drops what cannot run, which is 6 % more. */
async function minified(code) {
  const { minifySync } = await import("rolldown/utils");
  // Stack traces are to be read, and the sandbox sends the text of functions to its process.
  const keepNames = { function: true, class: true };
  const { code: short, errors } = minifySync("index.js", code, {
    module: true,
    compress: { target: "node20", keepNames },
    mangle: { toplevel: true, keepNames },
    codegen: { removeWhitespace: true, legalComments: "none" },
  });
  if (errors.length > 0) throw new Error(`The bundle could not be minified: ${errors[0].message}`);
  return short;
}

/** A copy of lib/ and the stand-ins beside the real node_modules, so that no path depends on where the project lies. */
function makeStage(libDir) {
  const stage = mkdtempSync(join(realpathSync(join(root, "node_modules")), "..", ".bundle-"));
  cpSync(libDir, join(stage, "lib"), { recursive: true, filter: (path) => !path.endsWith(".d.ts") });
  cpSync(join(root, "scripts", "bundle"), join(stage, "bundle"), { recursive: true });
  copyUndici(stage);
  // ncc takes aliases from the `paths` of a tsconfig only.
  cpSync(join(root, "scripts", "bundle", "aliases.json"), join(stage, "tsconfig.json"));
  for (const file of ["package.json", "LICENSE"]) cpSync(join(root, file), join(stage, file));
  for (const file of javascript(join(stage, "lib"))) {
    const text = readFileSync(file, "utf8");
    assertStandIn(file, text);
    // "eager" keeps the module in the one file and still evaluates it only when the import runs.
    writeFileSync(file, text.replace(dynamicImport, 'import(/* webpackMode: "eager" */ $1)'));
  }
  return stage;
}

/** ncc has no way to replace a file that another imports by a relative path, so the stand-in imports a copy. */
function copyUndici(stage) {
  const source = join(root, "node_modules", "undici");
  for (const name of ["lib", "package.json", "LICENSE"]) {
    cpSync(join(source, name), join(stage, "undici", name), { recursive: true });
  }
  for (const file of leftOut) {
    const path = join(stage, "undici", "lib", file);
    if (!existsSync(path)) throw new Error(`undici has no ${file} any more; see what took its place.`);
    cpSync(join(stage, "bundle", "left-out.cjs"), path);
  }
  const parser = "llhttp/llhttp_simd-wasm.js";
  const compressed = brotliCompressSync(createRequire(import.meta.url)(join(source, "lib", parser)));
  writeFileSync(join(stage, "undici", "lib", parser), unpacking(compressed));
}

/** A module that is these bytes, for a third of the size. Brotli's output is the same for Node 20 and 24. */
function unpacking(compressed) {
  const text = JSON.stringify(compressed.toString("base64"));
  return `module.exports = require("node:zlib").brotliDecompressSync(Buffer.from(${text}, "base64"));\n`;
}

function javascript(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".js"));
}

/** webpack does not notice a missing name in a CommonJS module, so it is looked for here. */
function assertStandIn(file, text) {
  const offered = Object.keys(createRequire(import.meta.url)("./bundle/undici.cjs"));
  for (const [, names] of text.matchAll(undiciImport)) {
    for (const name of names.split(",").map((part) => part.trim().split(/\s+as\s+|:/)[0])) {
      if (name && !offered.includes(name)) {
        throw new Error(
          `${file} imports \`${name}\` from undici, which scripts/bundle/undici.cjs does not offer. Add it there.`,
        );
      }
    }
  }
}

function write(outDir, code, assets) {
  const extra = Object.keys(assets).filter((name) => !["licenses.txt", "package.json"].includes(name));
  if (extra.length > 0) {
    throw new Error(
      `ncc wrote files beside index.js: ${extra.join(", ")}. The action is one file; import their content instead.`,
    );
  }
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, "index.js"), code);
  writeFileSync(join(outDir, "licenses.txt"), assets["licenses.txt"].source);
  writeFileSync(join(outDir, "package.json"), '{"type":"module"}\n');
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: "string" }, lib: { type: "string" } } });
  const libDir = resolve(values.lib ?? join(root, "lib"));
  if (!(await emitLibrary(libDir))) process.exit(1);
  if (existsSync(join(libDir, "action", "main.js"))) await bundle(libDir, resolve(values.out ?? join(root, "dist")));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
