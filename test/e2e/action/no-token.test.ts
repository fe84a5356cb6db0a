import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject } from "./harness.js";

test("without a token there is a warning instead of a comment", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({ inputs: { pipeline: "pull-request", path: "flow.json" }, event: pullRequest() });
  expect(run.exitCode).toBe(0);
  expect(run.annotations).toEqual([
    { level: "warning", message: expect.stringContaining("`permissions: pull-requests: write`"), place: undefined },
  ]);
  expect(run.outputs["comment-id"]).toBe("");
  expect(project.github.requests).toEqual([]);
});

test("a token in the environment is not taken", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json" },
    event: pullRequest(),
    env: { GITHUB_TOKEN: "ghs_fromTheEnvironment" },
  });
  expect(project.github.requests).toEqual([]);
});

test("`comment: never` asks for none", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json", comment: "never" },
    event: pullRequest(),
  });
  expect(run.annotations).toEqual([]);
  expect(run.exitCode).toBe(0);
});
