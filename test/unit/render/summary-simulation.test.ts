import { describe, expect, test } from "vitest";
import type { FlowReport, Report } from "../../../src/pipeline/report.js";
import { sequenceDiagram } from "../../../src/render/sequence-diagram.js";
import { MAX_COMMENT, renderSummary } from "../../../src/render/summary.js";
import { diagnostic, failedRun, hostileTexts } from "./samples.js";

type Simulated = NonNullable<FlowReport["simulation"]>;

const whole = { seen: 2, total: 2, missing: [] };
const none = { seen: 0, total: 0, missing: [] };
const simulated: Simulated = {
  coverage: {
    percent: 75,
    screens: whole,
    transitions: { seen: 1, total: 2, missing: ["A → B"] },
    actions: whole,
    branches: none,
  },
  exchanges: 12,
  sequence: [
    { asked: "INIT", from: null, sent: [], answer: "A", failure: null, rules: [], times: 1 },
    {
      ...{ asked: "data_exchange", from: "A", sent: ["name", "day"] },
      ...{ answer: null, failure: "throws no", rules: ["endpoint-throws"], times: 3 },
    },
  ],
  sequenceMore: 0,
  scenarios: { passed: 2, total: 3 },
  completions: [{ screen: "B", by: "complete", members: ["ok"], times: 2 }],
};

function reportWith(simulation: Simulated, count = 1, files: Report["files"] = []): Report {
  const [flow] = failedRun.flows;
  if (flow === undefined) throw new Error("The sample has no flow.");
  const flows = Array.from({ length: count }, (_, i) => ({ ...flow, name: `booking${i}`, simulation }));
  return { ...failedRun, flows, files };
}

const summary = (report: Report): string => renderSummary(report, { key: "ci" });

describe("the section", () => {
  test("has a line with the coverage of each flow, and what was not seen", () => {
    const text = summary(reportWith(simulated));
    expect(text).toContain(
      "### Simulation\n\n" +
        "| Flow | Coverage | Screens | Routes | Actions | Branches | Exchanges | Ends | Scenarios |\n" +
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n" +
        "| `booking0` | 75 % | 2 of 2 | 1 of 2 | 2 of 2 | – | 12 | 2 | 2 of 3 |\n\n" +
        "- Routes of `booking0` not seen: `A → B`\n",
    );
  });

  test("has the findings of the simulation, which then stand nowhere else", () => {
    const found = diagnostic({ message: "The code throws.", origin: "simulation", rule: "endpoint-throws" });
    const own = diagnostic({ message: "A rule of the flow." });
    const files = [{ path: "flow.json", kind: "flow-json" as const, diagnostics: [own, found] }];
    const text = summary(reportWith(simulated, 1, files));
    expect(text.match(/The code throws/g)).toHaveLength(1);
    expect(text.indexOf("The code throws")).toBeGreaterThan(text.indexOf("### Simulation"));
    expect(text.indexOf("A rule of the flow")).toBeLessThan(text.indexOf("### Simulation"));
  });

  test("is not there when nothing was simulated", () => {
    expect(summary(failedRun)).not.toContain("### Simulation");
  });

  test.each([
    ["of many flows", 3_000, "a".repeat(80)],
    ["of flows with texts that take long to escape", 300, "😀".repeat(40)],
    ["of flows with nothing but markup", 300, "|`\\*@#<;".repeat(10)],
  ])("leaves a comment that GitHub takes, %s", (_, count, text) => {
    const names = Array.from({ length: 50 }, () => text);
    const share = { seen: 0, total: 50, missing: names };
    const entry = { asked: text, from: text, sent: names, answer: text, failure: null, rules: names, times: 2 };
    const simulation: Simulated = {
      coverage: { percent: 0, screens: share, transitions: share, actions: share, branches: share },
      exchanges: 1,
      sequence: Array.from({ length: 40 }, () => entry),
      sequenceMore: 7,
      scenarios: { passed: 0, total: 0 },
      completions: Array.from({ length: 40 }, () => ({ screen: text, by: "complete", members: names, times: 1 })),
    };
    const long = summary(reportWith(simulation, count));
    expect(long.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(long).toContain("### Simulation");
  });
});

describe("the diagram", () => {
  test("shows who asks what, how often, what comes back, and what was wrong with it", () => {
    expect(sequenceDiagram(simulated)).toBe(`sequenceDiagram
  participant P as Phone
  participant E as Data endpoint
  P->>E: INIT
  E-->>P: A
  P->>E: data_exchange from A (name, day), 3 times
  E--xP: throws no
  Note over P,E: endpoint-throws
  Note over P: complete on B (ok), 2 times
`);
  });

  test("says what it leaves out", () => {
    expect(sequenceDiagram({ ...simulated, sequenceMore: 3 })).toContain("  Note over P,E: and 3 others\n");
  });

  test("is cut where Mermaid would not draw it", () => {
    const entry = { asked: "INIT", from: null, sent: [], failure: null, rules: [], times: 1 };
    const sequence = Array.from({ length: 40 }, () => ({ ...entry, answer: "😀".repeat(80) }));
    const text = sequenceDiagram({ ...simulated, sequence });
    expect(text.length).toBeLessThan(13_000);
    expect(text).toMatch(/and \d+ others/);
  });

  // Statements of Mermaid end at `;` and at line ends, `#` begins a code and `%%` a comment; and GitHub closes the block at
  // backticks. So a line is one of ours with nothing but plain characters and codes behind its colon.
  const line = /^ {2}(P->>E|E-->>P|E--xP|Note over P(,E)?): (?:[\p{L}\p{N} _.,…()-]|#\d+;)+$/u;

  test.each([...hostileTexts, "end", "a;b", "%% x", "A-->>B: x", "\u2028", "#35;", "loop x\nend"])(
    "stays ours, whatever a flow writes: %j",
    (text) => {
      const entry = { asked: text, from: text, sent: [text], answer: text, failure: null, rules: [text], times: 2 };
      const lines = sequenceDiagram({
        ...simulated,
        sequence: [entry, { ...entry, answer: null, failure: text || "none" }],
        completions: [{ screen: text, by: "complete", members: [text], times: 1 }],
      }).split("\n");
      const own = lines.slice(3, -1);
      expect(lines.slice(0, 3)).toEqual(sequenceDiagram(simulated).split("\n").slice(0, 3));
      expect(own).toHaveLength(7);
      expect(own.filter((one) => !line.test(one) && !/: $/.test(one))).toEqual([]);
    },
  );
});
