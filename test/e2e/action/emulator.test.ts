import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { startProject } from "./harness.js";

test("`api-base-url: emulator` needs no key, no number and no network", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  const run = await project.run({
    inputs: { pipeline: "release", path: "flow.json", name: "Signup", "api-base-url": "emulator" },
  });
  expect(run.annotations).toEqual([]);
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({ published: "true", changed: "true" });
  expect(await project.requests()).toEqual([]);
});
