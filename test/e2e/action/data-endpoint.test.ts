import { expect, test } from "vitest";
import { booking, bookingEndpoint } from "./flows.js";
import { type Project, pullRequest, readToken, startProject, writeToken } from "./harness.js";

const config = (phoneNumberId: string): string => `flows:
  booking: { json: booking.json, endpoint: booking.js }
environments:
  production: { phone-number-id: "${phoneNumberId}", secrets: [CRM_TOKEN] }
`;

async function dynamicFlow(endpoint = bookingEndpoint): Promise<Project> {
  const project = await startProject({ files: { "booking.json": booking, "booking.js": endpoint } });
  await project.write({ "whatsapp-flows.yml": config(project.emulator.phoneNumberId) });
  return project;
}

test("a pull request shows how far the data endpoint was played, and the exchanges", async () => {
  const project = await dynamicFlow();
  const inputs = { pipeline: "pull-request", "github-token": writeToken };
  const run = await project.run({ inputs, event: pullRequest() });
  expect(run.exitCode).toBe(0);
  const body = project.github.comments[0]?.body ?? "";
  expect(body).toContain("### Simulation");
  expect(body).toContain("```mermaid\nsequenceDiagram");
  expect(body).toContain("100 %");
});

test("an answer that the phone would refuse is an annotation, and keeps the code from being stored", async () => {
  const project = await dynamicFlow(bookingEndpoint.replace('"END"', '"NOWHERE"'));
  const inputs = { pipeline: "release", "github-token": writeToken, "api-key": project.emulator.apiKey };
  const run = await project.run({ inputs, env: { CRM_TOKEN: "crm-0123456789" } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message).join("\n")).toContain("`NOWHERE`");
  expect((await project.requests()).filter((request) => !request.startsWith("GET"))).toEqual([]);
});

test("the secrets of the endpoint come from the environment, and show up nowhere", async () => {
  const project = await dynamicFlow();
  const run = await project.run({
    inputs: { pipeline: "release", "github-token": writeToken, "api-key": project.emulator.apiKey },
    env: { CRM_TOKEN: "crm-0123456789" },
    secrets: ["crm-0123456789"],
  });
  expect(run.exitCode).toBe(0);
  expect(run.masked).toContain("crm-0123456789");
  expect((await project.requests()).filter((request) => /POST .*\/secrets 20/.test(request))).toHaveLength(1);
});

test("without the value of a secret nothing is deployed, and the secret is named", async () => {
  const project = await dynamicFlow();
  const run = await project.run({
    inputs: { pipeline: "plan", "github-token": writeToken, "api-key": project.emulator.apiKey },
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message).join("\n")).toContain("`CRM_TOKEN`");
});

test("code from a fork is played where the job has no secrets", async () => {
  const project = await dynamicFlow();
  const inputs = { pipeline: "pull-request", "github-token": readToken };
  const run = await project.run({ inputs, event: pullRequest("stranger/flows") });
  expect(run.exitCode).toBe(0);
  expect(run.summary).toContain("### Simulation");
});

test.each([
  ["the API key", { "api-key": "kapso-key-0123456789" }, {}, "pull_request"],
  ["a secret of the data endpoint", {}, { CRM_TOKEN: "crm-0123456789" }, "pull_request"],
  ["a token that may write", {}, {}, "pull_request_target"],
])("code from a fork is not run beside %s", async (_, more, env, name) => {
  const project = await dynamicFlow();
  const inputs = { pipeline: "pull-request", "github-token": readToken, ...more };
  const run = await project.run({ inputs, env, event: pullRequest("stranger/flows", name) });
  expect(run.exitCode).toBe(0);
  expect(run.summary).not.toContain("### Simulation");
  expect(run.summary).toContain("the data endpoint code is not run");
});
