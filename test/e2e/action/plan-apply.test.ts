import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { faulty, signup } from "./flows.js";
import { type Project, pullRequest, startProject, writeToken } from "./harness.js";

const config = (phoneNumberId: string): string => `flows:
  signup: { json: signup.json }
  feedback: { json: feedback.json }
environments:
  production: { phone-number-id: "${phoneNumberId}", publish: true }
`;

async function twoFlows(): Promise<Project> {
  const project = await startProject({ files: { "signup.json": signup, "feedback.json": signup } });
  await project.write({ "whatsapp-flows.yml": config(project.emulator.phoneNumberId) });
  return project;
}

const inputs = (project: Project, more: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  "api-key": project.emulator.apiKey,
  "github-token": writeToken,
  ...more,
});

const writes = async (project: Project): Promise<readonly string[]> =>
  (await project.requests()).filter((request) => !request.startsWith("GET"));

test("a plan on a pull request stands in its comment, and changes nothing", async () => {
  const project = await twoFlows();
  const run = await project.run({ inputs: inputs(project, { pipeline: "plan" }), event: pullRequest() });
  expect(run.exitCode).toBe(0);
  expect(JSON.parse(run.outputs.matrix ?? "")).toEqual({
    include: [
      { flow: "signup", environment: "production", verdict: "create" },
      { flow: "feedback", environment: "production", verdict: "create" },
    ],
  });
  const [comment] = project.github.comments;
  expect(comment?.body).toContain("### Plan");
  expect(comment?.body).toContain("`signup`");
  expect(comment?.body).toContain("create");
  expect(await writes(project)).toEqual([]);
});

test("an apply does the reviewed plan and records it; then there is nothing to do", async () => {
  const project = await twoFlows();
  const planned = await project.run({ inputs: inputs(project, { pipeline: "plan" }) });
  const plan = await readFile(planned.outputs["plan-path"] ?? "", "utf8");
  await project.write({ "plan.json": plan });
  const applied = await project.run({ inputs: inputs(project, { pipeline: "apply", plan: "plan.json" }) });
  expect(applied.exitCode).toBe(0);
  expect(JSON.parse(applied.outputs.flows ?? "")).toMatchObject([{ published: true }, { published: true }]);
  expect(project.github.deployments).toMatchObject([{ environment: "production", states: ["success"] }]);
  const before = await writes(project);
  const again = await project.run({ inputs: inputs(project, { pipeline: "apply" }) });
  expect(again.exitCode).toBe(0);
  expect(again.outputs.matrix).toBe("");
  expect(await writes(project)).toEqual(before);
  expect(project.github.deployments).toHaveLength(1);
});

test("an apply is refused, and writes nothing, when a file moved since the plan", async () => {
  const project = await twoFlows();
  const planned = await project.run({ inputs: inputs(project, { pipeline: "plan" }) });
  await project.write({
    "plan.json": await readFile(planned.outputs["plan-path"] ?? "", "utf8"),
    "signup.json": signup.replace("Hello", "Welcome"),
  });
  const run = await project.run({ inputs: inputs(project, { pipeline: "apply", plan: "plan.json" }) });
  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain("STATE_PLAN_STALE");
  expect(await writes(project)).toEqual([]);
});

test("the jobs of a matrix end in one report and one comment", async () => {
  const project = await twoFlows();
  for (const name of ["signup", "feedback"]) {
    const run = await project.run({ inputs: inputs(project, { pipeline: "apply", name, comment: "never" }) });
    expect(run.exitCode).toBe(0);
    await project.write({ [`reports/${name}/report.json`]: JSON.stringify(run.report) });
  }
  const merged = await project.run({
    inputs: inputs(project, { pipeline: "report", path: "reports" }),
    event: pullRequest(),
  });
  expect(merged.exitCode).toBe(0);
  expect(JSON.parse(merged.outputs.flows ?? "")).toMatchObject([{ name: "feedback" }, { name: "signup" }]);
  expect(project.github.comments).toHaveLength(1);
  expect(project.github.comments[0]?.body).toContain("Published flow `signup`");
  expect(project.github.comments[0]?.body).toContain("Published flow `feedback`");
});

test("the merged report is red when one of the jobs was", async () => {
  const project = await twoFlows();
  await project.write({ "feedback.json": faulty });
  for (const name of ["signup", "feedback"]) {
    const run = await project.run({ inputs: inputs(project, { pipeline: "apply", name, comment: "never" }) });
    await project.write({ [`reports/${name}/report.json`]: JSON.stringify(run.report) });
  }
  const merged = await project.run({ inputs: inputs(project, { pipeline: "report", path: "reports" }) });
  expect(merged.exitCode).toBe(1);
  expect(merged.outputs.valid).toBe("false");
});

test("a file that is no report is refused by name", async () => {
  const project = await startProject({ files: { "reports/a/report.json": '{"screens": []}' } });
  const run = await project.run({ inputs: { pipeline: "report", path: "reports" } });
  expect(run.exitCode).toBe(1);
  expect(run.annotations.map(({ message }) => message).join("\n")).toContain("`reports/a/report.json` is not a report");
});
