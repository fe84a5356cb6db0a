/**
 * Reads the cases of rules about data endpoint code, `endpoint/<rule-id>.case`. The form is that of the other cases:
 *
 *     === invalid: a screen that is misspelt
 *     1 error endpoint-screen-unknown WF_ENDPOINT_SCREEN_UNKNOWN
 *     ---
 *     return Response.json({ version: "3.0", screen: «1:"STRAT"», data: {} });
 *
 * The code stands in a handler that has read the request, unless `whole: true` says that it is the whole file. The flow
 * is `endpoint/flow.json`, unless `flow: none` says that it is not known. Findings that are not listed fail a case.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lineAndColumn } from "./places.js";

export interface EndpointCase {
  readonly rule: string;
  readonly valid: boolean;
  readonly title: string;
  readonly code: string;
  readonly hasFlow: boolean;
  /** `LINE:COL-LINE:COL severity rule-id CODE`, sorted by position, then rule. */
  readonly expected: readonly string[];
}

const folder = join(import.meta.dirname, "endpoint");

export const endpointFlow = readFileSync(join(folder, "flow.json"), "utf8");

const before = `async function handler(request, env) {
  const { data_exchange: exchange } = await request.json();
  const { action, screen, data } = exchange;
`;

export function endpointCases(): readonly EndpointCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".case"))
    .sort()
    .flatMap((name) => {
      const [intro, ...blocks] = readFileSync(join(folder, name), "utf8").split(/^=== /m);
      if (intro?.trim() !== "") throw new Error(`${name}: expected \`=== valid: title\` or \`=== invalid: title\`.`);
      return blocks.map((block) => readCase(name.slice(0, -".case".length), block));
    });
}

function readCase(rule: string, block: string): EndpointCase {
  const [head = "", code = ""] = block.split(/^---\n/m);
  const [first = "", ...lines] = head.trim().split("\n");
  const heading = /^(valid|invalid): (.+)$/.exec(first);
  if (heading === null || code === "")
    throw new Error(`${rule}: ${first}: expected a heading, and code below \`---\`.`);
  const options = new Set(lines.filter((line) => /^(flow: none|whole: true)$/.test(line)));
  const findings = lines.filter((line) => !options.has(line));
  const whole = options.has("whole: true") ? code.trimEnd() : `${before}${code.trimEnd()}\n}`;
  const { text, marks } = unmarked(`${whole}\n`);
  const used = new Set<string>();
  const expected = findings.flatMap((line) => {
    const [, mark = "", finding = ""] = /^(\w+) ((?:error|warning|info) [a-z-]+ WF_[A-Z_]+)$/.exec(line) ?? [];
    const places = marks.filter((each) => each.mark === mark);
    if (places.length === 0) throw new Error(`${rule}: ${first}: nothing is marked for: ${line}`);
    used.add(mark);
    return places.map(({ start, end }) => ({
      start,
      line: `${lineAndColumn(text, start)}-${lineAndColumn(text, end)} ${finding}`,
    }));
  });
  const idle = marks.find(({ mark }) => !used.has(mark));
  if (idle !== undefined) throw new Error(`${rule}: ${first}: no finding is listed for «${idle.mark}:…»`);
  expected.sort((a, b) => a.start - b.start || (a.line < b.line ? -1 : 1));
  return {
    rule,
    valid: heading[1] === "valid",
    title: heading[2] ?? "",
    code: text,
    hasFlow: !options.has("flow: none"),
    expected: expected.map(({ line }) => line),
  };
}

function unmarked(marked: string) {
  const open: { mark: string; start: number }[] = [];
  const marks: { mark: string; start: number; end: number }[] = [];
  let text = "";
  for (const piece of marked.split(/(«\w+:|»)/)) {
    if (piece.startsWith("«")) open.push({ mark: piece.slice(1, -1), start: text.length });
    else if (piece === "»") {
      const opened = open.pop();
      if (opened === undefined) throw new Error("A » has no «.");
      marks.push({ ...opened, end: text.length });
    } else text += piece;
  }
  return { text, marks };
}
