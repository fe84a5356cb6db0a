import { expect, test } from "vitest";
import { faulty, signup } from "./flows.js";
import { startProject } from "./harness.js";

const config = (phoneNumberId: string): string => `flows:
  signup: { json: flows/signup.json }
environments:
  staging: { phone-number-id: "${phoneNumberId}", test-recipients: ["+15550100009"] }
  production: { phone-number-id: "${phoneNumberId}", publish: true }
`;

test("the config gives flows, numbers and whether presets publish; its recipients are masked", async () => {
  const project = await startProject({ files: { "flows/signup.json": signup } });
  await project.write({ "whatsapp-flows.yml": config(project.emulator.phoneNumberId) });
  const inputs = { pipeline: "release", "api-key": project.emulator.apiKey };
  const staging = await project.run({ inputs: { ...inputs, environment: "staging" }, secrets: ["+15550100009"] });
  expect(staging.exitCode).toBe(0);
  expect(staging.masked).toContain("+15550100009");
  expect(staging.outputs).toMatchObject({ changed: "true", published: "false", "flow-status": "draft" });
  const production = await project.run({ inputs: { ...inputs, environment: "production" } });
  expect(production.exitCode).toBe(0);
  expect(production.outputs).toMatchObject({ published: "true", "flow-id": staging.outputs["flow-id"] });
});

test("a mistake in the config is a finding on its line", async () => {
  const project = await startProject({
    files: { "flows/signup.json": faulty, "whatsapp-flows.yml": "flows:\n  signup:\n    jsn: flows/signup.json\n" },
  });
  const run = await project.run({ inputs: { pipeline: "validate" } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations).toContainEqual({
    level: "error",
    message: expect.stringContaining("`jsn`"),
    place: "whatsapp-flows.yml:3",
  });
});
