import { expect, test } from "vitest";
import { workflowBot } from "../../support/github.js";
import { faulty, signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

const inputs = { pipeline: "pull-request", path: "flows/signup/flow.json", "github-token": writeToken };

test("a second run updates the comment of the first, also beyond the first page", async () => {
  const chatter = Array.from({ length: 130 }, (_, i) => ({ author: workflowBot, body: `Build ${i} is green` }));
  const project = await startProject({ files: { "flows/signup/flow.json": faulty }, github: { comments: chatter } });
  const first = await project.run({ inputs, event: pullRequest() });
  expect(first.exitCode).toBe(1);
  expect(project.github.comments).toHaveLength(131);
  expect(project.github.comments[130]?.body).toContain("## ❌ WhatsApp Flows: failed");

  await project.write({ "flows/signup/flow.json": signup });
  const second = await project.run({ inputs, event: pullRequest() });
  expect(second.exitCode).toBe(0);
  expect(second.outputs["comment-id"]).toBe(first.outputs["comment-id"]);
  expect(project.github.comments).toHaveLength(131);
  expect(project.github.comments[130]?.body).toContain("## ✅ WhatsApp Flows: passed");
  expect(project.github.requests.slice(-3)).toEqual([
    { method: "GET", path: "/repos/octo/flows/issues/7/comments?per_page=100&page=1", status: 200 },
    { method: "GET", path: "/repos/octo/flows/issues/7/comments?per_page=100&page=2", status: 200 },
    { method: "PATCH", path: "/repos/octo/flows/issues/comments/1131", status: 200 },
  ]);
});
