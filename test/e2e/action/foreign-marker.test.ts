import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("a person's comment with our marker is left alone", async () => {
  const inputs = { pipeline: "pull-request", path: "flow.json", "github-token": writeToken };
  const scout = await startProject({ files: { "flow.json": signup } });
  await scout.run({ inputs, event: pullRequest() });
  const body = scout.github.comments[0]?.body ?? "";
  expect(body).not.toBe("");

  const mallory = { login: "mallory", type: "User" } as const;
  const project = await startProject({
    files: { "flow.json": signup },
    github: { comments: [{ author: mallory, body: `${body}\nand something of mine` }] },
  });
  const run = await project.run({ inputs, event: pullRequest() });
  expect(run.exitCode).toBe(0);
  expect(project.github.comments.map(({ author }) => author.login)).toEqual(["mallory", "github-actions[bot]"]);
  expect(project.github.comments[0]?.body).toContain("and something of mine");
});
