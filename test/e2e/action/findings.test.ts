import { expect, test } from "vitest";
import { faulty, signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("findings fail the run and stand on their lines, in the summary, the comment and the report", async () => {
  const project = await startProject({
    files: { "apps/shop/flows/broken/flow.json": faulty, "apps/shop/flows/signup/flow.json": signup },
  });
  const run = await project.run({
    inputs: { pipeline: "validate", "working-directory": "apps/shop", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ valid: "false", errors: "1", warnings: "0" });
  expect(run.annotations).toEqual([
    {
      level: "error",
      message: expect.stringContaining("`TextHeadline`"),
      place: "apps/shop/flows/broken/flow.json:11",
    },
    {
      level: "error",
      message: "validate, broken: `flows/broken/flow.json` has 1 error.",
      place: undefined,
    },
  ]);
  expect(run.log).toContain("TextHeadline");
  const link =
    "https://github.com/octo/flows/blob/2222222222222222222222222222222222222222/apps/shop/flows/broken/flow.json#L11";
  expect(run.summary).toContain("## ❌ WhatsApp Flows: failed");
  expect(run.summary).toContain(link);
  expect(project.github.comments[0]?.body).toContain(link);
  expect(run.report).toMatchObject({
    conclusion: "failure",
    files: [{ path: "flows/broken/flow.json", diagnostics: [{ severity: "error" }] }, { diagnostics: [] }],
  });
  expect(run.sarif).toMatchObject({
    runs: [{ results: [{ locations: [{ physicalLocation: { region: { startLine: 11 } } }] }] }],
  });
});
