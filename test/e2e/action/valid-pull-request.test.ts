import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { given, pullRequest, startProject, writeToken } from "./harness.js";

test("a pull request with a valid flow passes, and its comment says so", async () => {
  const project = await startProject({ files: { "flows/signup/flow.json": signup } });
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flows", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(0);
  expect(run.annotations).toEqual([]);
  expect(given(run.outputs)).toEqual({
    valid: "true",
    errors: "0",
    warnings: "0",
    changed: "false",
    published: "false",
    "endpoint-deployed": "false",
    "endpoint-registered": "false",
    "message-ids": "[]",
    "comment-id": "1001",
    "comment-url": "https://github.com/octo/flows/pull/7#issuecomment-1001",
  });
  expect(run.log).toContain("No findings in 1 file.");
  expect(run.summary).toContain("## ✅ WhatsApp Flows: passed");
  expect(run.report).toMatchObject({ schemaVersion: 1, conclusion: "success", summary: { files: 1, errors: 0 } });
  expect(run.sarif).toMatchObject({ version: "2.1.0", runs: [{ results: [] }] });
  expect(project.github.comments.map((comment) => comment.body)).toEqual([
    expect.stringMatching(/^<!-- whatsapp-flows-ci:.*-->\n## ✅ WhatsApp Flows: passed\n/),
  ]);
  expect(project.github.requests).toEqual([
    { method: "GET", path: "/repos/octo/flows/issues/7/comments?per_page=100&page=1", status: 200 },
    { method: "POST", path: "/repos/octo/flows/issues/7/comments", status: 201 },
  ]);
  expect(await project.requests()).toEqual([]);
});
