import { expect, test } from "vitest";
import { booking, bookingEndpoint } from "./flows.js";
import { release, startProject } from "./harness.js";

test("a release brings a dynamic flow from files to published, and again does nothing", async () => {
  const project = await startProject({ files: { "flow.json": booking, "endpoint.js": bookingEndpoint } });
  const scenario = {
    inputs: {
      pipeline: "release",
      path: "flow.json",
      endpoint: "endpoint.js",
      name: "Booking",
      "phone-number-id": project.emulator.phoneNumberId,
    },
    env: { KAPSO_API_KEY: project.emulator.apiKey, PROJECT_ID: "project-1" },
    event: release(),
  };
  const first = await project.run(scenario);
  expect(first.annotations).toEqual([]);
  expect(first.exitCode).toBe(0);
  expect(first.log).toContain("Project `project-1`.");
  expect(first.outputs).toMatchObject({
    valid: "true",
    changed: "true",
    "flow-status": "published",
    published: "true",
    "endpoint-deployed": "true",
    "endpoint-registered": "true",
  });
  expect(first.outputs["flow-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.parse(first.outputs.flows ?? "")).toMatchObject([
    { flowId: first.outputs["flow-id"], status: "published" },
  ]);
  const writes = (await project.requests()).filter((request) => !request.startsWith("GET"));
  const flow = `/platform/v1/whatsapp/flows/${first.outputs["flow-id"]}`;
  expect(writes).toEqual([
    "POST /platform/v1/whatsapp/flows 201",
    `POST ${flow}/setup_encryption 200`,
    `POST ${flow}/data_endpoint 200`,
    `POST ${flow}/data_endpoint/deploy 200`,
    `POST ${flow}/data_endpoint/register 200`,
    // Meta checks the Flow JSON against the registered endpoint only when it is stored once more.
    `POST ${flow}/versions 201`,
    `POST ${flow}/publish 200`,
  ]);

  const second = await project.run(scenario);
  expect(second.exitCode).toBe(0);
  expect(second.outputs).toMatchObject({ changed: "false", published: "true", "flow-id": first.outputs["flow-id"] });
  expect((await project.requests()).filter((request) => !request.startsWith("GET"))).toEqual(writes);
});
