import { expect, test } from "vitest";
import { signup } from "./flows.js";
import { type Project, readToken, startProject, writeToken } from "./harness.js";

const config = (phoneNumberId: string): string => `flows:
  signup: { json: signup.json }
environments:
  production: { phone-number-id: "${phoneNumberId}", publish: true }
`;

async function projectWithConfig(): Promise<Project> {
  const project = await startProject({ files: { "signup.json": signup } });
  await project.write({ "whatsapp-flows.yml": config(project.emulator.phoneNumberId) });
  return project;
}

test("what an environment got is recorded as a deployment, and a run without changes is none", async () => {
  const project = await projectWithConfig();
  const inputs = { pipeline: "release", "api-key": project.emulator.apiKey, "github-token": writeToken };
  const first = await project.run({ inputs });
  expect(first.exitCode).toBe(0);
  expect(project.github.deployments).toEqual([
    {
      id: 1,
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      environment: "production",
      description: "2 changes of 1 flow",
      states: ["success"],
    },
  ]);
  await project.run({ inputs });
  expect(project.github.deployments).toHaveLength(1);
});

test("a release that stops half-way is a failed deployment", async () => {
  const project = await projectWithConfig();
  await project.fault({ method: "POST", path: "/publish$", fault: "status:422", times: 1 });
  const run = await project.run({
    inputs: { pipeline: "release", "api-key": project.emulator.apiKey, "github-token": writeToken },
  });
  expect(run.exitCode).toBe(1);
  expect(project.github.deployments.map(({ states }) => states)).toEqual([["failure"]]);
});

test("a token that may not record deployments is no reason to fail or warn", async () => {
  const project = await projectWithConfig();
  const run = await project.run({
    inputs: { pipeline: "release", "api-key": project.emulator.apiKey, "github-token": readToken },
  });
  expect(run.exitCode).toBe(0);
  expect(run.annotations).toEqual([]);
  expect(run.log).toContain("`permissions: deployments: write`");
});

test("`deployment: never` records none", async () => {
  const project = await projectWithConfig();
  await project.run({
    inputs: {
      pipeline: "release",
      "api-key": project.emulator.apiKey,
      "github-token": writeToken,
      deployment: "never",
    },
  });
  expect(project.github.deployments).toEqual([]);
});
