/**
 * Samples of the rules that a simulation finds: the endpoints of test/conformance/exchange/broken, each broken in one
 * way, with the output that they have there. The test beside them runs them in the sandbox and holds the output to it.
 */
import { existsSync, readFileSync } from "node:fs";
import type { RuleSamples, Sample, SampleFinding } from "./samples.js";

const folder = new URL("../../test/conformance/exchange/broken/", import.meta.url);
const path = "endpoint.js";

/** Rules without such an endpoint, and why. */
export const noExchangeSample: Readonly<Record<string, string>> = {
  "endpoint-slow":
    "How long an answer takes differs from machine to machine, so there is no sample that is always slow.",
  "endpoint-stopped": "No code that is known brings it about; it is there for what nobody thought of.",
  "simulation-cut-short": "A run of one exchange, as with `--max-exchanges 1`, brings it about for every flow.",
};

/** Undefined when no endpoint is broken in that way. */
export function exchangeSamples(rule: string): RuleSamples | undefined {
  if (!existsSync(new URL(`${rule}.js`, folder))) return undefined;
  return {
    bad: sampleOf(rule),
    good: { ...sampleOf("none"), title: "an endpoint that answers as the flow declares it" },
    fixed: undefined,
  };
}

function sampleOf(name: string): Sample {
  const read = (ending: string): string => readFileSync(new URL(`${name}.${ending}`, folder), "utf8");
  const source = read("js");
  return {
    title: /^\/\/ (.+)\.$/m.exec(source)?.[1] ?? name,
    path,
    text: source,
    command: `wa-flows simulate flow.json --endpoint ${path}`,
    settings: {},
    diagnostics: findingsIn(read("out")),
    output: read("txt").trimEnd(),
    find: async () => [],
  };
}

/** The findings that the test beside the endpoints writes down, one on a line. */
function findingsIn(lines: string): readonly SampleFinding[] {
  return [...lines.matchAll(/^[\w./-]+:(\d+):(\d+)-(\d+):(\d+) \w+ ([a-z-]+):/gm)].map(
    ([, line, column, endLine, endColumn, rule = ""]) => ({
      rule,
      range: {
        start: { line: Number(line), column: Number(column) },
        end: { line: Number(endLine), column: Number(endColumn) },
      },
      related: [],
      fix: null,
    }),
  );
}
