import type { FlowReport } from "../pipeline/report.js";
import { counted } from "../text/counted.js";
import { mermaidText } from "../text/mermaid.js";

type Simulated = NonNullable<FlowReport["simulation"]>;
type Exchanged = Simulated["sequence"][number];

/** Diagrams that are longer are cut: beyond 50,000 characters Mermaid draws nothing, and long before that nobody reads. */
const longest = 12_000;
const longestName = 40;
const mostMembers = 6;

/** The exchanges of a simulation between the phone and the data endpoint, as a Mermaid sequence diagram. */
export function sequenceDiagram({ sequence, sequenceMore, completions }: Simulated): string {
  const ends = completions.filter(({ by }) => by === "complete");
  const groups = [
    ...sequence.map(exchangeLines),
    ...ends.map(({ screen, members, times }) => [
      `  Note over P: complete on ${name(screen)}${list(members)}${often(times)}`,
    ]),
  ];
  const lines = ["sequenceDiagram", "  participant P as Phone", "  participant E as Data endpoint"];
  let length = 0;
  let left = sequenceMore;
  for (const group of groups) {
    length += group.join("\n").length;
    if (length > longest) left += 1;
    else lines.push(...group);
  }
  if (left > 0) lines.push(`  Note over P,E: and ${counted(left, "other")}`);
  return `${lines.join("\n")}\n`;
}

function exchangeLines({ asked, from, sent, answer, failure, rules, times }: Exchanged): readonly string[] {
  const where = from === null ? "" : ` from ${name(from)}`;
  const noted = rules.length === 0 ? [] : [`  Note over P,E: ${rules.map(name).join(", ")}`];
  return [
    `  P->>E: ${name(asked)}${where}${list(sent)}${often(times)}`,
    answer === null
      ? `  E--xP: ${mermaidText(failure ?? "", longestName * 2)}`
      : `  E-->>P: ${name(answer) || "no screen"}`,
    ...noted,
  ];
}

function name(text: string): string {
  return mermaidText(text, longestName);
}

function list(members: readonly string[]): string {
  if (members.length === 0) return "";
  const more = members.length > mostMembers ? ", …" : "";
  return ` (${members.slice(0, mostMembers).map(name).join(", ")}${more})`;
}

function often(times: number): string {
  return times === 1 ? "" : `, ${times} times`;
}
