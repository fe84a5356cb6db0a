/** The part of `docs/steps.md` that is made from the steps: how each begins there. */
import { factSources } from "../../src/pipeline/facts.js";
import { type AnyStep, type Effect, exceeds } from "../../src/pipeline/step.js";

const effects: Readonly<Record<Effect, string>> = {
  none: "none; works offline, without a key",
  read: "reads from the service",
  write: "changes something on the service",
  message: "sends messages to people",
};

/** Heading, summary and table of a step. */
export function stepHead(step: AnyStep): string {
  const needs = step.needs.map((fact) => {
    const { label, inputs } = factSources[fact];
    return inputs === undefined ? label : `${label} (${inputs})`;
  });
  const gives = step.gives.map((fact) => factSources[fact].label);
  const after = [...(exceeds(step.effect, "read") ? ["validate"] : []), ...step.after];
  return [
    `### \`${step.name}\``,
    "",
    step.summary,
    "",
    "| | |",
    "| --- | --- |",
    `| Effect | ${effects[step.effect]} |`,
    `| Needs | ${list(needs, "; ")} |`,
    `| Gives | ${list(gives, ", ")} |`,
    `| Comes after, in the same list | ${list(
      after.map((name) => `\`${name}\``),
      ", ",
    )} |`,
    ...(step.concerns === "data-endpoint" ? ["| Concerns | flows with a data endpoint; others skip it |"] : []),
    "",
  ].join("\n");
}

function list(items: readonly string[], separator: string): string {
  return items.length === 0 ? "nothing" : [...new Set(items)].join(separator);
}
