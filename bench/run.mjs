// Measures what was promised about speed and size (issue 2, section 8; issue 5): `npm run bench [-- --strict]`. Ratios
// against something simple on the same machine, so that the machine's speed drops out; medians, so that a busy moment does.
// Build first (`npm run build`).
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { exchangeRates } from "./exchanges.mjs";
import { makeFlows } from "./flows.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const PROCESS_RUNS = 31;
const WARM_ROUNDS = 25;
const FLOWS = 200;

const flows = makeFlows(FLOWS, join(root, "examples", "flows"));
const folder = mkdtempSync(join(tmpdir(), "wa-bench-"));
try {
  const results = [...processes(), await warm(), ...(await exchanges()), size()];
  print(results);
  if (process.argv.includes("--strict") && results.some((result) => result.value > result.aim)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Whole processes, taken in turns. */
function processes() {
  writeFileSync(join(folder, "flow.json"), flows[0]);
  mkdirSync(join(folder, "temp"));
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const action = { ...files, INPUT_PIPELINE: "validate", INPUT_PATH: "flow.json", RUNNER_TEMP: join(folder, "temp") };
  const [base, cli, bundle] = medians([
    { args: ["-e", "0"] },
    { args: [join(root, "lib", "cli", "bin.js"), "validate", "flow.json"] },
    { args: [join(root, "dist", "index.js")], env: action },
  ]);
  return [
    { name: "wa-flows validate ÷ node -e 0", value: cli / base, aim: 4, detail: `${ms(cli)} ÷ ${ms(base)}` },
    { name: "action validate ÷ node -e 0", value: bundle / base, aim: 5, detail: `${ms(bundle)} ÷ ${ms(base)}` },
  ];
}

function medians(commands) {
  const times = commands.map(() => []);
  for (let run = 0; run < PROCESS_RUNS; run++) {
    for (const [i, { args, env }] of commands.entries()) {
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd: folder,
        env: { PATH: process.env.PATH, ...env },
      });
      times[i].push(Number(process.hrtime.bigint() - start) / 1e6);
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${String(stderr).slice(0, 500)}`);
    }
  }
  return times.map(median);
}

/** In a process that has validated before, as an editor or a build has. */
async function warm() {
  const { validateFlow } = await import(join(root, "lib", "validate", "validate-flow.js"));
  const options = { today: "2026-11-22" };
  const found = flows.flatMap((text) => validateFlow(text, "flow.json", options).diagnostics);
  if (found.length > 0) throw new Error(`The flows for measuring are not valid: ${JSON.stringify(found[0])}`);
  const parse = [];
  const validate = [];
  for (let round = 0; round < WARM_ROUNDS; round++) {
    parse.push(timeOf(() => flows.forEach((text) => void JSON.parse(text))));
    validate.push(timeOf(() => flows.forEach((text) => void validateFlow(text, "flow.json", options))));
  }
  const bytes = flows.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    name: `validating ${FLOWS} flows ÷ JSON.parse`,
    value: median(validate) / median(parse),
    aim: 5,
    detail: `${ms(median(validate))} ÷ ${ms(median(parse))}, ${(bytes / FLOWS / 1024).toFixed(1)} KB each`,
  };
}

/** The second is no ratio: the issue asks for at least 300 exchanges a second. */
async function exchanges() {
  const { inSandbox, inPlain, inSimulations } = await exchangeRates(root);
  const rate = (perSecond) => `${Math.round(perSecond)} a second`;
  return [
    {
      name: "exchange in the sandbox ÷ plain process",
      value: inPlain / inSandbox,
      aim: 4,
      detail: `${rate(inSandbox)}, plain ${rate(inPlain)}`,
    },
    { name: "300 ÷ exchanges a second", value: 300 / inSimulations, aim: 1, detail: rate(inSimulations) },
  ];
}

function size() {
  const dist = join(root, "dist");
  const bytes = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  return { name: "size of dist in MB", value: bytes / 1e6, aim: 1.45, detail: `${bytes} bytes` };
}

function timeOf(act) {
  const start = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function ms(milliseconds) {
  return `${milliseconds.toFixed(1)} ms`;
}

function print(results) {
  const rows = [["", "measured", "aim", "", ""]];
  for (const { name, value, aim, detail } of results) {
    rows.push([name, value.toFixed(2), `≤ ${aim}`, value <= aim ? "met" : "MISSED", detail]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}
