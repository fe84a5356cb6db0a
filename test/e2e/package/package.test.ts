/**
 * What a user of the package gets: a fresh build is packed, installed into a small project with its dependencies from the
 * registry, imported, type-checked and run.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as source from "../../../src/index.js";
import { tool } from "../../../src/tool.js";
import { root } from "../../support/docs.js";

const folder = mkdtempSync(join(tmpdir(), "wa-package-"));
const packed = join(folder, "packed");
const project = join(folder, "project");
const installed = join(project, "node_modules", "whatsapp-flows-ci");
let packedFiles: readonly string[] = [];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(project);
  buildInto(packed);
  const [tarball] = JSON.parse(npm(packed, "pack", "--json", "--ignore-scripts", "--pack-destination", folder));
  packedFiles = tarball.files.map(({ path }: { readonly path: string }) => path);
  write("package.json", JSON.stringify({ name: "consumer", private: true, type: "module" }));
  npm(project, "install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, tarball.filename));
  mkdirSync(join(project, "node_modules", "@types"), { recursive: true });
  symlinkSync(join(root, "node_modules/@types/node"), join(project, "node_modules/@types/node"), "junction");
}, 120_000);

/** A copy of the project as far as packing goes, with a fresh lib/; sources too, which must stay out. */
function buildInto(target: string): void {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of ["package.json", "src", "action.yml", ...files]) {
    if (name !== "lib") cpSync(join(root, name), join(target, name), { recursive: true });
  }
  const prepare = pathToFileURL(join(root, "scripts", "prepare.mjs")).href;
  const lib = JSON.stringify(join(target, "lib"));
  const script = `import { emitLibrary } from ${JSON.stringify(prepare)}; process.exit((await emitLibrary(${lib})) ? 0 : 1);`;
  expectSuccess(spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" }));
}

function npm(cwd: string, ...args: readonly string[]): string {
  return expectSuccess(spawnSync("npm", args, { cwd, encoding: "utf8" }));
}

function inProject(...args: readonly string[]): string {
  return expectSuccess(spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" }));
}

function expectSuccess(result: { status: number | null; stdout: string; stderr: string }): string {
  if (result.status !== 0) throw new Error(`Ended with ${result.status}: ${result.stdout}${result.stderr}`);
  return result.stdout;
}

function write(name: string, text: string): void {
  writeFileSync(join(project, name), text);
}

test("the package holds the library, the schemas, the docs and what they link to, and nothing to build or test it with", () => {
  const folders = new Set(packedFiles.map((path) => path.split("/")[0]));
  expect([...folders].sort()).toEqual([
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "docs",
    "examples",
    "lib",
    "package.json",
    "schemas",
  ]);
  expect(packedFiles).toEqual(
    expect.arrayContaining([
      "lib/index.d.ts",
      "lib/cli/bin.js",
      "docs/start/validate.md",
      "schemas/config.schema.json",
    ]),
  );
});

test("what is installed exports what the source exports", () => {
  write("names.js", 'console.log(JSON.stringify(Object.keys(await import("whatsapp-flows-ci"))));');
  expect(JSON.parse(inProject("names.js")).toSorted()).toEqual(Object.keys(source).toSorted());
});

test("schemas can be imported", () => {
  write(
    "schema.js",
    `import schema from "whatsapp-flows-ci/schemas/config.schema.json" with { type: "json" };
     console.log(schema.$schema);`,
  );
  expect(inProject("schema.js")).toContain("json-schema.org");
});

test("a strict consumer compiles, its dependencies' types included, and runs", () => {
  const compilerOptions = { target: "es2023", lib: ["es2023"], module: "nodenext", types: ["node"], strict: true };
  write("tsconfig.json", JSON.stringify({ compilerOptions: { ...compilerOptions, noEmit: true }, include: ["*.ts"] }));
  write(
    "consumer.ts",
    `import { type FileReport, KapsoClient, startEmulator, validate } from "whatsapp-flows-ci";
const report: FileReport = await validate("{}", "flow.json", { today: "2026-11-22" });
// @ts-expect-error A day is needed.
const unused = () => validate("{}", "flow.json", {});
const emulator = await startEmulator();
const client = new KapsoClient({ apiKey: emulator.apiKey, baseUrl: emulator.url });
const flow = await client.flows.create({ phoneNumberId: emulator.phoneNumberId, name: "Signup" });
await emulator.close();
console.log(report.diagnostics.length > 0, flow.status, typeof unused);
`,
  );
  expect(inProject(join(root, "node_modules", "typescript", "bin", "tsc"), "-p", ".")).toBe("");
  expect(inProject("consumer.ts")).toBe("true draft function\n");
});

test("the command is installed and runs", () => {
  expect(npm(project, "exec", "--no", "--", "wa-flows", "--version")).toBe(`${tool.version}\n`);
  const flow = join(root, "examples/flows/sign-up/flow.json");
  expect(npm(project, "exec", "--no", "--", "wa-flows", "validate", flow)).toContain("No findings");
});

test("the Workers runtime is not among the dependencies, and who asks for it is told what to install", () => {
  const [flow, endpoint] = ["flow.json", "endpoint.js"].map((name) => join(root, "examples/flows/booking", name));
  const args = ["exec", "--no", "--", "wa-flows", "simulate", String(flow), "--endpoint", String(endpoint)];
  const { status, stderr } = spawnSync("npm", [...args, "--runtime", "workerd"], { cwd: project, encoding: "utf8" });
  expect(stderr).toContain("npm install --save-dev miniflare");
  expect(status).toBe(2);
});

test("the manifest of what is installed names files that are there", () => {
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const named = [manifest.bin["wa-flows"], ...Object.values(manifest.exports["."])];
  for (const path of named) expect(() => readFileSync(join(installed, String(path)))).not.toThrow();
});
