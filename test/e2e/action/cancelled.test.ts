import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { startProject } from "./harness.js";

test("a cancelled job ends the request in flight, begins no other, and says what was done", async () => {
  const project = await startProject({ files: { "flow.json": signup } });
  // The answer to the first write waits until the job is cancelled.
  await project.fault({ method: "POST", path: "/whatsapp/flows$", fault: "slow:1500", times: 1 });
  const run = await project.run({
    inputs: {
      pipeline: "validate, create, publish",
      path: "flow.json",
      name: "Signup",
      "api-key": project.emulator.apiKey,
      "phone-number-id": project.emulator.phoneNumberId,
    },
    cancelAfter: { method: "POST", path: "/platform/v1/whatsapp/flows" },
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message).join("\n")).toContain("The run was cancelled.");
  expect(run.outputs).toMatchObject({ valid: "true", changed: "true", published: "false" });
  expect(run.outputs["flow-id"]).not.toBe("");
  expect(run.summary).toContain("Created flow");
  expect((await project.requests()).filter((request) => request.includes("/publish"))).toEqual([]);
});
