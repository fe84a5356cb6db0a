import { expect, test } from "vitest";
import { booking, bookingEndpoint, faulty, signup } from "./flows.js";
import { startProject } from "./harness.js";

test("flows that a glob finds are validated together, each with its own findings", async () => {
  const project = await startProject({
    files: {
      "flows/signup/flow.json": signup,
      "flows/broken/flow.json": faulty,
      "flows/booking/flow.json": booking,
      "flows/booking/package.json": "{}",
      "flows/node_modules/x/flow.json": faulty,
    },
  });
  const run = await project.run({ inputs: { pipeline: "validate", path: "flows/**/flow.json" } });
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ valid: "false", errors: "1" });
  expect(run.report).toMatchObject({
    files: [
      { path: "flows/booking/flow.json", diagnostics: [] },
      { path: "flows/broken/flow.json" },
      { path: "flows/signup/flow.json", diagnostics: [] },
    ],
  });
  expect(JSON.parse(run.outputs.flows ?? "")).toMatchObject([
    { name: "booking" },
    { name: "broken" },
    { name: "signup" },
  ]);
});

test("`path` takes lists by line and comma, with commas inside braces left alone, and endpoint code", async () => {
  const project = await startProject({
    files: {
      "a/flow.json": signup,
      "b/flow.json": signup,
      "c/flow.json": booking,
      "c/endpoint.js": bookingEndpoint,
      "d/flow.json": faulty,
    },
  });
  const run = await project.run({
    inputs: { pipeline: "validate", path: "{a,b}/flow.json, c/flow.json\nc/endpoint.js" },
  });
  expect(run.exitCode).toBe(0);
  expect(run.report).toMatchObject({
    files: [
      { path: "a/flow.json" },
      { path: "b/flow.json" },
      { path: "c/endpoint.js", kind: "data-endpoint" },
      { path: "c/flow.json", kind: "flow-json" },
    ],
  });
});

test("nothing found is a failure that says what to give", async () => {
  const project = await startProject();
  const run = await project.run({ inputs: { pipeline: "validate" } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message)).toEqual([expect.stringContaining("`path`")]);
});
