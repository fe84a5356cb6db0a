/** A simulation as JUnit XML, which most CI systems show: a test case for each finding, and for each step of a scenario. */
import type { FailOn } from "../diagnostic/counts.js";
import { fails } from "../diagnostic/counts.js";
import type { Diagnostic, FileReport } from "../diagnostic/diagnostic.js";
import type { ScenarioResult, StepResult } from "./scenario/result.js";
import type { Simulation } from "./simulate.js";

/** Findings as failures; below `failOn` they are only printed. One case says that the exchanges took place. */
export function junitOf(
  { files, exchanges, scenarios }: Pick<Simulation, "files" | "exchanges" | "scenarios">,
  failOn: FailOn,
): string {
  const played = new Map(scenarios.filter(({ steps }) => steps.length > 0).map((result) => [result.path, result]));
  const suites = files.map((file) => {
    const scenario = played.get(file.path);
    return scenario === undefined ? suiteOf(file, failOn, exchanges.length) : scenarioSuite(scenario);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wa-flows simulate">\n${suites.join("")}</testsuites>\n`;
}

function suiteOf({ path, diagnostics }: FileReport, failOn: FailOn, exchanges: number): string {
  const failures = diagnostics.filter((diagnostic) => fails(diagnostic, failOn)).length;
  const cases = diagnostics.map((diagnostic) => caseOf(path, diagnostic, failOn));
  const walked = `    <testcase classname="${xml(path)}" name="${exchanges} exchanges"/>\n`;
  const head = `  <testsuite name="${xml(path)}" tests="${cases.length + 1}" failures="${failures}">\n`;
  return `${head}${walked}${cases.join("")}  </testsuite>\n`;
}

function caseOf(path: string, diagnostic: Diagnostic, failOn: FailOn): string {
  const { rule, message, severity, range } = diagnostic;
  const name = `${rule} at line ${range.start.line}`;
  const body = fails(diagnostic, failOn)
    ? `<failure type="${severity}" message="${xml(message)}"/>`
    : `<system-out>${xml(`${severity}: ${message}`)}</system-out>`;
  return `    <testcase classname="${xml(path)}" name="${xml(name)}">${body}</testcase>\n`;
}

function scenarioSuite({ path, name, steps }: ScenarioResult): string {
  const count = (status: StepResult["status"]): number => steps.filter((step) => step.status === status).length;
  const counts = `tests="${steps.length}" failures="${count("failed")}" skipped="${count("skipped")}"`;
  const head = `  <testsuite name="${xml(name ?? path)}" file="${xml(path)}" ${counts}>\n`;
  return `${head}${steps.map((step) => stepCase(path, step)).join("")}  </testsuite>\n`;
}

function stepCase(path: string, { number, name, line, status, failures }: StepResult): string {
  const title = number === 0 ? (name ?? "opening the flow") : `step ${number}${name === null ? "" : `: ${name}`}`;
  const messages = failures.map(({ message }) => message);
  const body = {
    passed: "",
    skipped: "<skipped/>",
    failed: `<failure type="error" message="${xml(failures[0]?.message ?? "")}">${xml(messages.join("\n"))}</failure>`,
  }[status];
  return `    <testcase classname="${xml(path)}" name="${xml(title)}" file="${xml(path)}" line="${line}">${body}</testcase>\n`;
}

/** Text for XML 1.0, which has no place for most control characters. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
