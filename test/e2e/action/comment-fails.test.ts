import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

const cases = [
  { answer: 401, says: "GitHub answered 401. Check the input `github-token`" },
  { answer: 403, says: "GitHub answered 403. Give the job `permissions: pull-requests: write`" },
  { answer: 404, says: "GitHub answered 404. Give the job `permissions: pull-requests: write`" },
  { answer: 502, says: "GitHub answered 502." },
  { answer: "hang-up", says: "GitHub could not be reached" },
] as const;

test.each(cases)("a comment that fails with $answer is a warning", async ({ answer, says }) => {
  const project = await startProject({
    files: { "flow.json": signup },
    github: { faults: [{ method: "GET", path: /\/comments$/, answer }] },
  });
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.exitCode).toBe(0);
  expect(run.annotations).toEqual([{ level: "warning", message: expect.stringContaining(says), place: undefined }]);
  expect(run.outputs.valid).toBe("true");
});
