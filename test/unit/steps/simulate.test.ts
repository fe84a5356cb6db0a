import { describe, expect, it } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipeline } from "../../../src/pipelines/index.js";
import type { Sandbox } from "../../../src/simulation/sandbox.js";
import { steps } from "../../../src/steps/index.js";
import { ports } from "./fake-service.js";

const flowJson = {
  path: "flow.json",
  text: JSON.stringify({
    version: "7.3",
    data_api_version: "4.0",
    routing_model: { DAY: [] },
    screens: [
      {
        id: "DAY",
        title: "Day",
        terminal: true,
        data: { note: { type: "string", __example__: "Hello" } },
        layout: {
          type: "SingleColumnLayout",
          children: [
            { type: "TextBody", text: "${data.note}" },
            { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
          ],
        },
      },
    ],
  }),
};
const endpointCode = { path: "endpoint.js", text: "async function handler(request, env) { return answer(); }" };

/** A sandbox in which any code answers with this data. */
function answering(data: unknown): Sandbox {
  return () => ({
    call: async () => {
      const body = JSON.stringify({ version: "3.0", screen: "DAY", data });
      return {
        kind: "answered",
        status: 200,
        body,
        at: null,
        durationMs: 1,
        log: [],
        logCut: false,
        refused: [],
        kv: {},
      };
    },
    close: async () => {},
  });
}

async function run(
  more: Partial<FlowTarget>,
  sandbox?: Sandbox,
): Promise<Report & { readonly log: readonly string[] }> {
  const tools = ports();
  const target = { name: "booking", flowJson, endpointCode, ...more };
  const given = sandbox === undefined ? {} : { sandbox };
  const report = await pipeline([steps.simulate]).run({ targets: [target], ...given, ...tools });
  return { ...report, log: tools.log.lines };
}

describe("simulate", () => {
  it("passes when all answers are right, and logs the coverage", async () => {
    const report = await run({}, answering({ note: "Hello" }));
    expect(report.conclusion).toBe("success");
    expect(report.log.join("\n")).toContain("Coverage 100 %");
  });

  it("fails over a wrong answer, with the finding in the report", async () => {
    const report = await run({}, answering({}));
    expect(report.errors.map(({ code }) => code)).toEqual(["VALIDATION_FAILED"]);
    const found = report.files.flatMap(({ diagnostics }) => diagnostics);
    expect(found.map(({ rule, origin }) => [rule, origin])).toEqual([["endpoint-field-missing", "simulation"]]);
    expect(report.flows[0]?.simulation).toMatchObject({
      coverage: { percent: 100 },
      sequence: [{ asked: "INIT", answer: "DAY", rules: ["endpoint-field-missing"], times: 1 }],
      completions: [{ screen: "DAY", by: "complete", times: 1 }],
    });
    expect(report.outputs.flows).not.toContain("sequence");
  });

  it("does not run code that cannot start", async () => {
    const never: Sandbox = () => {
      throw new Error("The code was run.");
    };
    const report = await run({ endpointCode: { path: "endpoint.js", text: "export default 1;" } }, never);
    expect(report.errors.map(({ code }) => code)).toEqual(["VALIDATION_FAILED"]);
  });

  it("is skipped for a flow without a data endpoint", async () => {
    const targets = [
      { name: "static", flowJson: { ...flowJson, text: flowJson.text.replace("data_api_version", "other") } },
      { name: "booking", flowJson, endpointCode },
    ];
    const sandbox = answering({ note: "Hello" });
    const report = await pipeline([steps.simulate]).run({ targets, sandbox, ...ports() });
    expect(report.steps.map(({ target, status }) => [target, status])).toEqual([
      ["static", "skipped"],
      ["booking", "passed"],
    ]);
  });

  it("says what is missing where no sandbox was handed in", async () => {
    const report = await run({});
    expect(report.errors.map(({ code }) => code)).toEqual(["USAGE_NO_SANDBOX"]);
    expect(report.flows[0]?.simulation).toBeNull();
  });
});
