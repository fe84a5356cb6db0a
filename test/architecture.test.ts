import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../src");

/** What a folder may import besides itself. Order is from the inside out. */
const base = ["text", "tool", "errors", "diagnostic"];
const core = [...base, "json", "flow"];
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  tool: [],
  errors: ["text"],
  diagnostic: ["text"],
  json: base,
  flow: [...base, "json"],
  schema: core,
  rules: core,
  endpoint: [...core, "schema"],
  validate: [...core, "schema", "endpoint", "rules"],
  yaml: [...base, "json"],
  config: [...core, "yaml", "deployment"],
  client: [...base, "json"],
  simulation: [...core, "schema", "endpoint", "yaml"],
  completion: [...core, "schema", "simulation"],
  preview: [...base, "json", "flow"],
  diff: core,
  deployment: [...core, "diff"],
  pipeline: [...base, "client", "deployment", "json", "simulation"],
  steps: [...core, "pipeline", "deployment", "validate", "simulation", "client"],
  pipelines: [...core, "pipeline", "deployment", "steps", "validate", "simulation", "config"],
  render: [...base, "deployment", "diff", "pipeline"],
  emulator: [...core, "client", "validate", "simulation"],
  host: [...base, "deployment", "pipeline", "client", "simulation", "emulator"],
  action: [
    ...core,
    ...[
      "deployment",
      "preview",
      "pipeline",
      "pipelines",
      "validate",
      "simulation",
      "config",
      "client",
      "render",
      "host",
    ],
  ],
  cli: [
    ...core,
    ...["deployment", "diff", "pipeline", "pipelines", "steps", "validate", "simulation", "completion", "config"],
    ...["client", "render", "emulator", "host"],
  ],
};

/** Packages and the one place that may name each. */
const packages: Readonly<Record<string, readonly string[]>> = {
  undici: ["client/transport.ts"],
  ajv: ["schema/judge.ts"],
  yaml: ["yaml/"],
  hono: ["emulator/"],
  "@hono/node-server": ["emulator/serve.ts"],
  acorn: ["endpoint/"],
  miniflare: ["host/sandbox/workerd-runner.ts"],
  "@actions/core": ["action/"],
  "@actions/github": ["action/"],
};

/** Modules of Node that touch nothing outside of the process, and the one place that may name each. */
const harmless: Readonly<Record<string, string>> = { "node:vm": "schema/bounded-pattern.ts" };

/** Folders and files at the edge, which may touch the machine. */
const edges = ["host/", "action/", "cli/", "client/transport.ts", "emulator/serve.ts"];

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : name.endsWith(".ts") ? [path] : [];
  });
}

const files = sources(root).map((path) => ({
  path: relative(root, path).replaceAll("\\", "/"),
  absolute: path,
  text: readFileSync(path, "utf8"),
}));

function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  for (const match of text.matchAll(/^(import|export)\s+(type\s+)?[^;]*?from\s+"([^"]+)"/gms)) {
    found.push({ specifier: match[3] ?? "", typeOnly: match[2] !== undefined });
  }
  for (const match of text.matchAll(/\bimport\("([^"]+)"\)/g)) {
    found.push({ specifier: match[1] ?? "", typeOnly: false });
  }
  return found;
}

const folderOf = (path: string): string =>
  path.includes("/") ? (path.split("/")[0] ?? "") : path.replace(/\.ts$/, "");
const within = (path: string, places: readonly string[]): boolean => places.some((place) => path.startsWith(place));

describe("imports point inwards", () => {
  test("every folder of src is in the table", () => {
    const folders = new Set(files.map((file) => folderOf(file.path)).filter((name) => name !== "index"));
    expect([...folders].filter((name) => allowed[name] === undefined)).toEqual([]);
  });

  test("between folders", () => {
    const breaches: string[] = [];
    for (const file of files) {
      const folder = folderOf(file.path);
      if (folder === "index") continue;
      for (const { specifier } of importsOf(file.text)) {
        if (!specifier.startsWith(".")) continue;
        const target = relative(root, resolve(dirname(file.absolute), specifier)).replaceAll("\\", "/");
        const other = folderOf(target.replace(/\.js$/, ".ts"));
        if (other !== folder && !(allowed[folder] ?? []).includes(other)) breaches.push(`${file.path} -> ${target}`);
      }
    }
    expect(breaches).toEqual([]);
  });

  test("nothing is allowed that nobody does", () => {
    const done = new Set(
      files.flatMap((file) =>
        importsOf(file.text)
          .filter(({ specifier }) => specifier.startsWith("."))
          .map(({ specifier }) => relative(root, resolve(dirname(file.absolute), specifier)).replaceAll("\\", "/"))
          .map((target) => `${folderOf(file.path)} -> ${folderOf(target)}`),
      ),
    );
    const wider = Object.entries(allowed).flatMap(([folder, others]) =>
      others.filter((other) => !core.includes(other)).map((other) => `${folder} -> ${other}`),
    );
    expect(wider.filter((way) => !done.has(way))).toEqual([]);
  });

  test("the emulator knows the client by its types alone", () => {
    const breaches = files
      .filter((file) => file.path.startsWith("emulator/"))
      .flatMap((file) => importsOf(file.text).map((found) => ({ ...found, path: file.path })))
      .filter((found) => found.specifier.includes("/client/") && !found.typeOnly);
    expect(breaches.map((found) => `${found.path} -> ${found.specifier}`)).toEqual([]);
  });

  test("packages and Node modules are named in their place only", () => {
    const breaches: string[] = [];
    for (const file of files) {
      for (const { specifier, typeOnly } of importsOf(file.text)) {
        if (specifier.startsWith(".")) continue;
        if (specifier.startsWith("node:")) {
          if (!within(file.path, edges) && !typeOnly && harmless[specifier] !== file.path)
            breaches.push(`${file.path} -> ${specifier}`);
          continue;
        }
        const name = Object.keys(packages).find((known) => specifier === known || specifier.startsWith(`${known}/`));
        if (name === undefined || !within(file.path, packages[name] ?? []))
          breaches.push(`${file.path} -> ${specifier}`);
      }
    }
    expect(breaches).toEqual([]);
  });
});

test("no module imports itself through others", () => {
  const imports = new Map(
    files.map((file) => [
      file.path,
      importsOf(file.text)
        .filter(({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly)
        .map(({ specifier }) => relative(root, resolve(dirname(file.absolute), specifier)).replaceAll("\\", "/"))
        .map((target) => target.replace(/\.js$/, ".ts")),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" -> "));
    if (done.has(path) || way.includes(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});

test("CONTRIBUTING.md says what every folder of src holds", () => {
  const page = readFileSync(resolve(root, "../CONTRIBUTING.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `src/"));
  const described = new Set(rows.flatMap((row) => [...row.matchAll(/`src\/(\w+)/g)].map(([, name]) => name)));
  expect(Object.keys(allowed).filter((name) => name !== "tool" && !described.has(name))).toEqual([]);
});

describe("effects stay at the edges", () => {
  const effects = [
    /\bprocess\b/,
    /\bconsole\b/,
    /\bDate\.now\b/,
    /\bnew Date\(\)/,
    /\bMath\.random\b/,
    /(?<![.\w])fetch\(/,
    /\bsetTimeout\(/,
  ];

  test("no globals of the machine elsewhere", () => {
    const breaches: string[] = [];
    for (const file of files) {
      if (within(file.path, edges)) continue;
      const code = file.text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gm, "");
      for (const effect of effects) if (effect.test(code)) breaches.push(`${file.path}: ${effect.source}`);
    }
    expect(breaches).toEqual([]);
  });

  test("nothing reads the reference material", () => {
    const breaches = files.filter((file) => /shared\/(corpus|reference|contracts)/.test(file.text));
    expect(breaches.map((file) => file.path)).toEqual([]);
  });
});
