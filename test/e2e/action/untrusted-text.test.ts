import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("text from a flow cannot command the runner, nor break out of the comment", async () => {
  const nasty = "x\\n::set-output name=valid::true\\n##[add-mask]valid `<img src=x>` @octocat";
  const project = await startProject({
    files: { "flow.json": signup.replace('"TextHeading"', `"${nasty}"`) },
  });
  const run = await project.run({
    inputs: { pipeline: "validate", path: "flow.json", "github-token": writeToken },
    event: pullRequest(),
  });
  expect(run.exitCode).toBe(1);
  expect(run.outputs.valid).toBe("false");
  expect(run.log.split("\n").filter((line) => /^\s*::(?!group|endgroup)|##\[/.test(line))).toEqual([]);
  for (const text of [run.summary, project.github.comments[0]?.body ?? ""]) {
    // In a code block or span nothing has a meaning; a block ends only at a fence as long as its own.
    const outside = text.replaceAll(/^ *(`{3,})\w+\n[\s\S]*?\n *\1$/gm, "").replaceAll(/`[^`\n]*`/g, "");
    expect(outside).not.toContain("```");
    expect(outside).not.toContain("<img");
    expect(outside).not.toContain("@octocat");
  }
});
