/** Scenarios for people: which passed, and where the others differ. */
import { terminalSafe } from "../../text/terminal.js";
import type { Exchange } from "../exchange.js";
import { shown } from "./matchers.js";
import type { ScenarioResult, StepResult } from "./result.js";

/** One line for each scenario, and below one that failed what differs. Empty without scenarios. */
export function scenariosText(scenarios: readonly ScenarioResult[], exchanges: readonly Exchange[]): string {
  if (scenarios.length === 0) return "";
  const passed = scenarios.filter(({ status }) => status === "passed").length;
  const lines = scenarios.flatMap((scenario) => linesOf(scenario, exchanges));
  return [`Scenarios: ${passed} of ${scenarios.length} passed.`, ...lines, ""].map(terminalSafe).join("\n");
}

function linesOf({ path, name, status, steps }: ScenarioResult, exchanges: readonly Exchange[]): readonly string[] {
  const called = name === null ? path : `${name} (${path})`;
  return [`  ${status.padEnd(10)} ${called}`, ...steps.flatMap((step) => stepLines(step, path, exchanges))];
}

function stepLines(step: StepResult, path: string, exchanges: readonly Exchange[]): readonly string[] {
  if (step.status !== "failed") return [];
  const { number, name, line, screen, failures } = step;
  const what = number === 0 ? (name ?? "opening the flow") : `step ${number}${name === null ? "" : `, ${name}`}`;
  const where = screen === null ? "no screen" : `screen ${screen}`;
  const head = `    ${what}, at ${path}:${line}, on ${where}`;
  const differences = failures.flatMap(({ message, difference }) =>
    difference === undefined
      ? [`      ${message}`]
      : [
          `      ${difference.path}`,
          `        expected ${difference.expected}`,
          `        found    ${difference.actual}`,
        ],
  );
  const last = exchanges[(step.lastExchange ?? 0) - 1];
  return [head, ...differences, ...(last === undefined ? [] : exchangeLines(last))];
}

function exchangeLines({ number, request, outcome }: Exchange): readonly string[] {
  const { action, screen, data } = request;
  const asked = `${action}${screen === undefined ? "" : ` on ${screen}`}${data === undefined ? "" : ` ${shown(data)}`}`;
  const answer = outcome.kind === "answered" ? `${outcome.status} ${cut(outcome.body)}` : outcome.kind;
  return [`      exchange ${number}: ${asked}`, `        answer: ${answer}`];
}

function cut(body: string): string {
  return body.length > 200 ? `${body.slice(0, 199)}…` : body;
}
