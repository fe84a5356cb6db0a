/** What simulations met with: how much of each flow they saw, what failed, and the exchanges as a diagram. */
import type { FlowReport, Report } from "../pipeline/report.js";
import { counted } from "../text/counted.js";
import type { Detail } from "./detail.js";
import { code, codeBlock, shortened, table } from "./markdown-text.js";
import { sequenceDiagram } from "./sequence-diagram.js";
import { type FindingsOptions, findingsList } from "./summary-findings.js";

type Simulated = NonNullable<FlowReport["simulation"]>;
type Share = Simulated["coverage"]["screens"];

/** The kinds of coverage, as they are headed and told. */
const kinds = [
  { kind: "screens", head: "Screens" },
  { kind: "transitions", head: "Routes" },
  { kind: "actions", head: "Actions" },
  { kind: "branches", head: "Branches" },
] as const;

/** Names of one kind that are listed as not seen. */
const mostNames = 8;

/** Nothing when no flow of the run was simulated. */
export function simulationSection(report: Report, options: FindingsOptions, detail: Detail): string {
  const simulated = report.flows.flatMap(({ name, simulation }) => (simulation === null ? [] : [{ name, simulation }]));
  const findings = findingsList(simulationFindings(report.files), options, detail);
  if (simulated.length === 0 && findings === "") return "";
  const shown = simulated.slice(0, detail.flows);
  const rows = shown.map(({ name, simulation: { coverage, exchanges, completions, scenarios } }) => [
    code(shortened(name, detail.text)),
    `${coverage.percent} %`,
    ...kinds.map(({ kind }) => shareText(coverage[kind])),
    String(exchanges),
    String(completions.reduce((sum, { times }) => sum + times, 0)),
    scenarios.total === 0 ? "–" : `${scenarios.passed} of ${scenarios.total}`,
  ]);
  const heads = kinds.map(({ head }) => head);
  const hidden = simulated.length - shown.length;
  const parts = [
    table(["Flow", "Coverage", ...heads, "Exchanges", "Ends", "Scenarios"], rows),
    hidden > 0 ? `Not shown: ${counted(hidden, "flow")}.\n` : "",
    shown.map(({ name, simulation }) => unseen(name, simulation, detail)).join(""),
    findings,
    ...simulated.slice(0, detail.diagrams).map(({ name, simulation }) => diagram(name, simulation, detail)),
  ];
  return `### Simulation\n\n${parts.filter((part) => part !== "").join("\n")}`;
}

/** Files with the findings of simulations alone. */
function simulationFindings(files: Report["files"]): Report["files"] {
  return files.map((file) => ({
    ...file,
    diagnostics: file.diagnostics.filter(({ origin }) => origin === "simulation"),
  }));
}

function shareText({ seen, total }: Share): string {
  return total === 0 ? "–" : `${seen} of ${total}`;
}

/** One line for each kind of which something was not seen. */
function unseen(name: string, { coverage }: Simulated, detail: Detail): string {
  const lines = kinds.flatMap(({ kind, head }) => {
    const { missing, seen, total } = coverage[kind];
    if (missing.length === 0) return [];
    const named = missing.slice(0, mostNames).map((one) => code(shortened(one, detail.text)));
    const more = total - seen - named.length;
    return [
      `- ${head} of ${code(shortened(name, detail.text))} not seen: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}\n`,
    ];
  });
  return lines.join("");
}

function diagram(name: string, simulation: Simulated, detail: Detail): string {
  if (simulation.sequence.length === 0 && simulation.completions.length === 0) return "";
  return `#### Exchanges of ${code(shortened(name, detail.text))}\n\n${codeBlock("mermaid", sequenceDiagram(simulation).trimEnd())}`;
}
