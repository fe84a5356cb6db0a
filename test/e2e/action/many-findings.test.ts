import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("more findings than a comment can hold are cut there, and all stand in the report", async () => {
  const component = (i: number): string => `{ "type": "Unknown${i}${"x".repeat(200)}" },`;
  const crowd = Array.from({ length: 300 }, (_, i) => component(i)).join("\n");
  const flow = signup.replace('{ "type": "TextHeading"', `${crowd}\n{ "type": "TextHeading"`);
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`flows/f${i}/flow.json`, flow]));
  const project = await startProject({ files });
  const run = await project.run({
    inputs: { pipeline: "validate", path: "flows", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.exitCode).toBe(1);
  const [comment] = project.github.comments;
  expect(comment?.body.length).toBeLessThanOrEqual(65_536);
  expect(comment?.body).toContain("Not shown: 1450 errors");
  expect(run.annotations.filter(({ level }) => level === "error")).toHaveLength(10);
  expect(Number(run.outputs.errors)).toBeGreaterThanOrEqual(1500);
  expect(run.report).toMatchObject({ summary: { files: 5, errors: Number(run.outputs.errors) } });
});
