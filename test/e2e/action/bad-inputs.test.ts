import { expect, test } from "vitest";
import { outputNames } from "../../../src/action/outputs.js";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("a missing key fails before anything is sent, and says which input is missing", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: { pipeline: "validate, create", path: "flow.json", name: "Signup", "phone-number-id": "1" },
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations).toEqual([
    { level: "error", message: expect.stringMatching(/`create`.*`api-key`.*`KAPSO_API_KEY`/), place: undefined },
  ]);
  expect(await project.requests()).toEqual([]);
});

test("an unknown pipeline is named with what was perhaps meant", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({ inputs: { pipeline: "validate, publsh", path: "flow.json" } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations).toEqual([
    { level: "error", message: expect.stringMatching(/`publsh`.*`publish`/), place: undefined },
  ]);
});

test("everything that is wrong with the inputs is told together", async () => {
  const project = await startProject();
  const run = await project.run({
    inputs: { comment: "sometimes", "fail-on": "info", "flow-action-payload": "{", pipeline: "publsh" },
  });
  const message = run.annotations.map((each) => each.message).join("\n");
  expect(message).toContain("`comment` cannot be `sometimes`");
  expect(message).toContain("`fail-on` cannot be `info`");
  expect(message).toContain("`flow-action-payload` is not a JSON object");
  expect(message).toContain("`publsh`");
});

test("a missing file fails; outputs, summary and comment are there all the same", async () => {
  const project = await startProject();
  const run = await project.run({
    inputs: { pipeline: "validate", path: "flows/nowhere.json", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message)).toEqual([expect.stringContaining("`flows/nowhere.json`")]);
  expect(Object.keys(run.outputs).sort()).toEqual([...outputNames].sort());
  expect(run.outputs).toMatchObject({ valid: "", errors: "0", flows: "[]", "comment-id": "1001" });
  expect(run.report).toMatchObject({ conclusion: "failure", errors: [{ code: "FILE_NOT_FOUND" }] });
  expect(run.summary).toContain("`flows/nowhere.json`");
  expect(project.github.comments[0]?.body).toContain("nowhere.json");
});

test("unreadable JSON is a finding with its place", async () => {
  const project = await startProject({ files: { "flow.json": '{\n  "version": "7.3",\n  "screens": [,]\n}\n' } });
  const run = await project.run({ inputs: { pipeline: "validate", path: "flow.json" } });
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ valid: "false" });
  expect(run.annotations[0]).toMatchObject({ level: "error", place: "flow.json:3" });
  expect(run.report).toMatchObject({ files: [{ diagnostics: [{ origin: "syntax", pointer: null }] }] });
});
