import { describe, expect, it } from "vitest";
import { presets } from "../../../src/pipelines/index.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, ports } from "./fake-service.js";
import { runSteps } from "./run.js";
import { staticFile, staticJson } from "./samples.js";

const byName = { name: "signup", flowName: "Sign up", phoneNumberId: "111" };

function serviceWith(name = "Sign up"): FakeService {
  const service = new FakeService();
  service.add({ id: "f-1", name }, staticJson);
  return service;
}

const did = (report: { steps: readonly { name: string; status: string }[] }): string[] =>
  report.steps.map((step) => `${step.name} ${step.status}`);

describe("a flow that is not named by Kapso's ID", () => {
  it("is found by its exact name before the first step that needs it", async () => {
    const report = await runSteps(serviceWith(), [steps.validate, steps.publish], { ...byName, flowJson: staticFile });
    expect(did(report)).toEqual(["validate passed", "find passed", "publish passed"]);
    expect(report.flows[0]).toMatchObject({ flowId: "f-1", status: "published" });
  });

  it("is found by Meta's ID", async () => {
    const report = await runSteps(serviceWith(), [steps.status], { name: "signup", metaFlowId: "1000" });
    expect(did(report)).toEqual(["find passed", "status passed"]);
  });

  it("is found for test sends of the preset", async () => {
    const service = serviceWith();
    const report = await presets.qa.run({
      targets: [byName],
      options: { send: { recipients: ["+15550100"], bodyText: "Please try this." } },
      api: service.api,
      ...ports(),
    });
    expect(report.conclusion).toBe("success");
    expect(report.flows[0]?.messages).toHaveLength(1);
  });

  it("is its successor when a run replaced it", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", name: "Sign up", status: "deprecated" }, staticJson);
    service.add({ id: "f-2", name: "Sign up v2", status: "published" }, staticJson);
    service.add({ id: "f-3", name: "Sign up later", status: "published" }, staticJson);
    const report = await runSteps(service, [steps.status], byName);
    expect(report.flows[0]?.flowId).toBe("f-2");
  });

  it("is the one of that name as long as that lives", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", name: "Sign up", status: "published" }, staticJson);
    service.add({ id: "f-2", name: "Sign up v2", status: "draft" }, staticJson);
    const report = await runSteps(service, [steps.status], byName);
    expect(report.flows[0]?.flowId).toBe("f-1");
  });

  it("fails the run, before anything is changed, when there is none", async () => {
    const service = serviceWith("Sign up (old)");
    const report = await runSteps(service, [steps.publish], byName);
    expect(report.errors).toMatchObject([
      { code: "API_NOT_FOUND", message: "There is no flow called `Sign up` in the account." },
    ]);
    expect(service.changes).toEqual([]);
  });
});

describe("nothing is looked for", () => {
  it("when the ID is given", async () => {
    const report = await runSteps(serviceWith(), [steps.publish], { name: "signup", flowId: "f-1" });
    expect(did(report)).toEqual(["publish passed"]);
  });

  it("when `create` does it", async () => {
    const report = await runSteps(serviceWith(), [steps.create, steps.publish], byName);
    expect(did(report)).toEqual(["create skipped", "publish passed"]);
  });
});
