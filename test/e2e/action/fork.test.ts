import { expect, test } from "vitest";
import { faulty, signup } from "./flows.js";
import { pullRequest, readToken, startProject, writeToken } from "./harness.js";

test("a pull request from a fork is validated, and a comment that its token may not write is a warning", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json", "github-token": readToken },
    event: pullRequest("stranger/flows"),
  });
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({ valid: "true", "comment-id": "", "comment-url": "" });
  expect(run.annotations).toEqual([
    {
      level: "warning",
      message:
        "The pull request comment could not be posted: GitHub answered 403. The token of a pull request from a fork can only read. The job summary has the same report.",
      place: undefined,
    },
  ]);
  expect(run.summary).toContain("passed");
  expect(project.github.comments).toEqual([]);
});

test("findings in a fork fail the run as anywhere", async () => {
  const project = await startProject({ files: { "flow.json": faulty } });
  const run = await project.run({
    inputs: { pipeline: "pull-request", path: "flow.json", "github-token": readToken },
    event: pullRequest("stranger/flows"),
  });
  expect(run.exitCode).toBe(1);
  expect(run.outputs.valid).toBe("false");
});

test("code from a fork reaches nothing remote, even where the secrets are at hand", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: {
      pipeline: "validate, create, publish",
      path: "flow.json",
      name: "Signup",
      "api-key": project.emulator.apiKey,
      "phone-number-id": project.emulator.phoneNumberId,
      "github-token": writeToken,
    },
    event: pullRequest("stranger/flows", "pull_request_target"),
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message).join("\n")).toContain("`create`");
  expect(await project.requests()).toEqual([]);
});
