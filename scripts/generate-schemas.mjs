// Writes schemas/ from the tables in lib/ (build it first). `--check` writes nothing and fails when a file is stale;
// `--lib DIR` and `--out DIR` read and write elsewhere.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Every file below schemas/ with its schema. */
async function schemas(libDir) {
  const load = (path) => import(pathToFileURL(join(libDir, path)).href);
  const { reportSchema } = await load("render/report-schema.js");
  const { schemaOf } = await load("json/shape.js");
  const { reportShape } = await load("pipeline/report-shape.js");
  const { simulationSchema } = await load("render/simulation-schema.js");
  const { configSchema } = await load("config/schema.js");
  const { scenarioSchema } = await load("simulation/scenario/schema.js");
  const { planSchema } = await load("deployment/plan-schema.js");
  const { differenceSchema } = await load("diff/difference-shape.js");
  const { ruleIds } = await load("validate/rule-set.js");
  const files = new Map([
    ["report.schema.json", reportSchema()],
    ["simulation.schema.json", simulationSchema()],
    ["run-report.schema.json", runReportSchema(schemaOf(reportShape))],
    ["config.schema.json", configSchema(ruleIds)],
    ["scenario.schema.json", scenarioSchema()],
    ["plan.schema.json", planSchema()],
    ["diff.schema.json", differenceSchema()],
  ]);
  const { flowJsonSchema } = await load("schema/build.js");
  const { anyFlowJsonSchema } = await load("schema/build-any-version.js");
  const { dataEndpointSchema } = await load("schema/build-exchange.js");
  const { dataApiVersions, versionTable } = await load("flow/versions.js");
  files.set("flow-json.schema.json", anyFlowJsonSchema());
  for (const { version } of versionTable) files.set(`flow-json/${version}.schema.json`, flowJsonSchema(version));
  for (const version of dataApiVersions) files.set(`data-endpoint/${version}.schema.json`, dataEndpointSchema(version));
  return files;
}

function runReportSchema(schema) {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Report of a run of whatsapp-flows-ci",
    ...schema,
  };
}

async function main() {
  const { values } = parseArgs({
    options: { check: { type: "boolean" }, lib: { type: "string" }, out: { type: "string" } },
  });
  const outDir = resolve(values.out ?? join(root, "schemas"));
  const stale = [];
  for (const [name, schema] of await schemas(resolve(values.lib ?? join(root, "lib")))) {
    const file = join(outDir, name);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    stale.push(relative(root, file));
    if (values.check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (stale.length === 0) return;
  console.error(values.check ? `Stale, run \`node scripts/generate-schemas.mjs\`:` : "Written:");
  for (const file of stale) console.error(`  ${file}`);
  if (values.check) process.exitCode = 1;
}

await main();
