import { describe, expect, it } from "vitest";
import type { RunInput } from "../../../src/pipeline/context.js";
import { exitCodeOf } from "../../../src/pipeline/exit-code.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import type { AnyStep } from "../../../src/pipeline/step.js";
import { pipeline } from "../../../src/pipelines/index.js";
import type { Sandbox } from "../../../src/simulation/sandbox.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, ports } from "./fake-service.js";

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

  it("cannot be done with a scenario that is none", async () => {
    const scenarios = async () => [{ path: "a.scenario.yml", text: "name: [" }];
    const report = await run({ scenarios }, answering({ note: "Hello" }));
    expect(report.errors.map(({ code, message }) => [code, message])).toEqual([
      ["FILE_UNREADABLE", "`a.scenario.yml` cannot be played; the findings say why."],
    ]);
    expect(exitCodeOf(report)).toBe(2);
  });

  it("has the secrets of code that it shows a line of, so that frames cover them", async () => {
    const text = `const key = "sk_live_${"a1B2".repeat(6)}"; async function handler(request, env) { return answer(); }`;
    const failing: Sandbox = () => ({
      call: async () => ({ kind: "not-started", message: "ReferenceError: x", at: { line: 1, column: 1 } }),
      close: async () => {},
    });
    const report = await run({ endpointCode: { path: "endpoint.js", text } }, failing);
    const inCode = report.files.find(({ kind }) => kind === "data-endpoint");
    expect(inCode?.diagnostics.map(({ rule }) => rule)).toEqual(["endpoint-not-started", "endpoint-secret"]);
  });

  it("gives the code fakes for the secrets that the config names, never values", async () => {
    const given: unknown[] = [];
    const watched: Sandbox = (code, options) => {
      given.push(options.secrets);
      return answering({ note: "Hello" })(code, options);
    };
    await run({ secretNames: ["CRM_TOKEN"] }, watched);
    expect(given).toContainEqual({ CRM_TOKEN: "fake-CRM_TOKEN" });
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

describe("code that no step of the list has played", () => {
  /** A flow with encryption, and without or with other code. */
  async function service(code?: string): Promise<FakeService> {
    const made = new FakeService();
    made.add({ id: "f-1", flows_encryption_configured: true }, JSON.parse(flowJson.text));
    if (code !== undefined) await made.api.dataEndpoint.set("f-1", code);
    made.changes.length = 0;
    return made;
  }

  function change(made: FakeService, list: readonly AnyStep[], more: Partial<RunInput>): Promise<Report> {
    const target = { name: "booking", flowJson, endpointCode, flowId: "f-1" };
    return pipeline(list).run({ targets: [target], api: made.api, ...ports(), ...more });
  }

  it.each<[string, AnyStep, string | undefined]>([
    ["stored", steps.setEndpoint, undefined],
    ["deployed", steps.deploy, endpointCode.text],
  ])("is played before it is %s, and errors stop that", async (_what, step, stored) => {
    const made = await service(stored);
    const report = await change(made, [step], { sandbox: answering({ other: 1 }) });
    expect(report.errors).toMatchObject([
      { code: "VALIDATION_FAILED", message: expect.stringContaining("fails in the simulation") },
    ]);
    expect(made.changes).toEqual([]);
    expect((await change(made, [step], { sandbox: answering({ note: "Hello" }) })).errors).toEqual([]);
  });

  it("is checked before it is deployed", async () => {
    const made = await service("broken (");
    const target = { name: "a", endpointCode: { path: "e.js", text: "broken (" }, flowId: "f-1" };
    const report = await pipeline([steps.deploy]).run({ targets: [target], api: made.api, ...ports() });
    expect(report.errors).toMatchObject([{ code: "VALIDATION_FAILED", step: "deploy" }]);
    expect(made.changes).toEqual([]);
  });

  it.each<[string, Partial<RunInput>]>([
    ["where there is no sandbox", {}],
    ["where it must not run", { sandbox: answering({}), options: { noCode: "It is a stranger's." } }],
  ])("is stored as it is %s", async (_where, more) => {
    const made = await service();
    expect((await change(made, [steps.setEndpoint], more)).errors).toEqual([]);
  });

  it("is not played again when it is stored already, or was played in the same list", async () => {
    const made = await service(endpointCode.text);
    const never: Sandbox = () => {
      throw new Error("It was played.");
    };
    expect((await change(made, [steps.setEndpoint], { sandbox: never })).errors).toEqual([]);
    const other = await service();
    let plays = 0;
    const counting: Sandbox = (...args) => {
      plays += 1;
      return answering({ note: "Hello" })(...args);
    };
    await change(other, [steps.simulate], { sandbox: counting });
    const once = plays;
    await change(other, [steps.simulate, steps.setEndpoint, steps.deploy], { sandbox: counting });
    expect([once > 0, plays]).toEqual([true, 2 * once]);
  });
});
