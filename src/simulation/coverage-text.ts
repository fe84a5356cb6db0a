/** Coverage for people. */
import { terminalSafe } from "../text/terminal.js";
import { type Coverage, coverageKinds } from "./coverage.js";

/** Names that are listed of each kind. */
const mostNames = 10;

/** Safe for a terminal. One line with the numbers, and a line for each kind with something missing. */
export function coverageText({
  coverage,
  exchanges,
}: {
  readonly coverage: Coverage;
  readonly exchanges: number;
}): string {
  const counts = coverageKinds.map((kind) => `${kind} ${coverage[kind].seen} of ${coverage[kind].total}`).join(", ");
  const lines = [`Coverage ${coverage.percent} %: ${counts}. Exchanges: ${exchanges}.`];
  for (const kind of coverageKinds) {
    const { missing } = coverage[kind];
    if (missing.length === 0) continue;
    const more = missing.length > mostNames ? ` and ${missing.length - mostNames} more` : "";
    lines.push(terminalSafe(`  ${kind} not seen: ${missing.slice(0, mostNames).join(", ")}${more}`));
  }
  return `${lines.join("\n")}\n`;
}
