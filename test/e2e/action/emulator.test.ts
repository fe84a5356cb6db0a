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

test("a config that names a real number is tried on the emulator all the same", async () => {
  const project = await startProject({
    files: {
      "flow.json": signup,
      "whatsapp-flows.yml": `flows:
  signup: { json: flow.json }
environments:
  production: { phone-number-id: "111", business-account-id: "222", flows: { signup: { flow-id: abc } }, publish: true }
`,
    },
  });
  const run = await project.run({ inputs: { pipeline: "apply", "api-base-url": "emulator" } });
  expect(run.annotations).toEqual([]);
  expect(run.outputs).toMatchObject({ published: "true", changed: "true" });
});
