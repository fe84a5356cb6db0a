/** What runs and simulations leave behind conforms to the schemas that programs are given. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import { schemaOf } from "../../../src/json/shape.js";
import { reportOfErrors } from "../../../src/pipeline/record.js";
import type { Report } from "../../../src/pipeline/report.js";
import { reportShape } from "../../../src/pipeline/report-shape.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { simulationSchema } from "../../../src/render/simulation-schema.js";
import { steps } from "../../../src/steps/index.js";
import { said } from "../../support/cli-host.js";
import { ports } from "../steps/fake-service.js";
import { failedRun, passedRun } from "./samples.js";

const examples = resolve(import.meta.dirname, "../../../examples");
const read = (path: string): string => readFileSync(resolve(examples, path), "utf8");
const source = (path: string): { readonly path: string; readonly text: string } => ({ path, text: read(path) });

function judge(schema: object): (document: unknown) => unknown {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
  return (document) => (validate(JSON.parse(JSON.stringify(document))) ? [] : validate.errors);
}

const flowJson = source("flows/booking/flow.json");
const endpointCode = source("flows/booking/endpoint.js");
const run = (code: string): Promise<Report> =>
  pipeline([steps.validate, steps.simulate]).run({
    targets: [{ name: "booking", flowJson, endpointCode: { ...endpointCode, text: code } }],
    ...ports(),
    sandbox: nodeSandbox,
  });

describe("schemas/run-report.schema.json", () => {
  const problems = judge(schemaOf(reportShape));

  test.each([
    ["a run that passed", passedRun],
    ["a run that failed", failedRun],
    ["a run that could not begin", reportOfErrors(failedRun.errors)],
  ])("describes %s", (_, report) => {
    expect(problems(report)).toEqual([]);
  });

  test("describes a run with a simulation, passed and failed", async () => {
    const passed = await run(endpointCode.text);
    const failed = await run(endpointCode.text.replace("const key =", "data.nothing.at.all; const key ="));
    expect([passed.conclusion, failed.conclusion]).toEqual(["success", "failure"]);
    expect([problems(passed), problems(failed)]).toEqual([[], []]);
    expect(failed.flows[0]?.simulation?.sequence.length).toBeGreaterThan(1);
  });

  test("refuses a report that lacks something, or has something else in its place", () => {
    const { flows: _, ...lacking } = failedRun;
    expect(problems(lacking)).not.toEqual([]);
    expect(problems({ ...failedRun, flows: [{ ...failedRun.flows[0], simulation: {} }] })).not.toEqual([]);
  });

  test("is this one", () => {
    expect(JSON.parse(read("../schemas/run-report.schema.json"))).toMatchObject(schemaOf(reportShape));
  });
});

describe("schemas/simulation.schema.json", () => {
  const problems = judge(simulationSchema());
  const simulated = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await said(["simulate", "flows/booking/flow.json", "--json", "--endpoint", ...args], examples)).stdout);

  test.each([
    ["a simulation without findings", ["flows/booking/endpoint.js"]],
    ["one that was cut short", ["flows/booking/endpoint.js", "--max-exchanges", "3"]],
    ["one of code with findings", ["../test/conformance/exchange/broken/endpoint-field-missing.js"]],
    ["one of code that cannot be started", ["../test/conformance/exchange/broken/endpoint-not-started.js"]],
  ])("describes %s", async (_, args) => {
    expect(problems(await simulated(...args))).toEqual([]);
  });

  test("is this one", () => {
    expect(JSON.parse(read("../schemas/simulation.schema.json"))).toEqual(simulationSchema());
  });
});
