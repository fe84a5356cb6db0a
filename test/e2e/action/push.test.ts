import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { startProject, writeToken } from "./harness.js";

const inputs = { pipeline: "validate", path: "flow.json", "github-token": writeToken };

test("a push has no comment", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({ inputs });
  expect(run.exitCode).toBe(0);
  expect(run.annotations).toEqual([]);
  expect(project.github.requests).toEqual([]);
});

test("`comment: always` finds the pull request of the pushed commit", async () => {
  const pulls = { "1111111111111111111111111111111111111111": 7 };
  const project = await startProject({ files: { "flow.json": signup }, github: { pulls } });
  const run = await project.run({ inputs: { ...inputs, comment: "always" } });
  expect(run.outputs["comment-id"]).toBe("1001");
  expect(project.github.comments).toHaveLength(1);
});
