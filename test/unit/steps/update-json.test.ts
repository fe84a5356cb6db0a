import { describe, expect, it } from "vitest";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, overloaded, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { staticJson, staticTarget } from "./samples.js";

const target = { ...staticTarget, flowId: "f-1" };
const older = { ...staticJson, version: "7.2" };

describe("update-json", () => {
  it("uploads Flow JSON that differs from the newest version", async () => {
    const service = new FakeService();
    const flow = service.add({ id: "f-1" }, older);
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.steps[0]?.status).toBe("passed");
    expect(flow.versions.at(-1)?.flow_json).toEqual(staticJson);
    expect(report.flows[0]).toMatchObject({ changed: true, flowVersionId: "version-2" });
  });

  it("uploads the first version", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.outputs.changed).toBe("true");
  });

  it("skips Flow JSON that says the same with its keys in another order", async () => {
    const service = new FakeService();
    const { version, ...rest } = staticJson;
    service.add({ id: "f-1" }, { ...rest, version });
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.steps[0]).toMatchObject({
      status: "skipped",
      reason: "The newest flow version has the same Flow JSON.",
    });
    expect(report.outputs).toMatchObject({ changed: "false", "flow-version-id": "version-1" });
    expect(service.changes).toEqual([]);
  });

  it("keeps a flow that this run created as changed", async () => {
    const service = new FakeService();
    const report = await runSteps(service, [steps.create, steps.updateJson], staticTarget);
    expect(report.steps.map((step) => step.status)).toEqual(["passed", "skipped"]);
    expect(report.outputs.changed).toBe("true");
  });

  it("knows the preview and when it expires", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, older);
    const { outputs } = await runSteps(service, [steps.updateJson], target);
    expect(outputs).toMatchObject({
      "preview-url": "https://preview.example/f-1",
      "preview-expires-at": "2026-12-22T00:00:00+0000",
    });
  });

  it("does not fail for want of a preview", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, older);
    service.fail("meta.preview", overloaded());
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.conclusion).toBe("success");
  });

  it.each(["published", "throttled", "blocked", "deprecated"])("refuses to change a %s flow", async (status) => {
    const service = new FakeService();
    service.add({ id: "f-1", status }, older);
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.errors[0]).toMatchObject({
      code: status === "deprecated" ? "STATE_FLOW_DEPRECATED" : "STATE_FLOW_PUBLISHED",
      hint: expect.stringContaining("Create a new flow"),
    });
    expect(service.changes).toEqual([]);
  });

  it("has nothing against a published flow that needs no change", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", status: "published" }, staticJson);
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.conclusion).toBe("success");
  });

  it("fails over findings in a 2xx, at their place in the file", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, older);
    service.validationErrors = ["screens[0].title is wrong"];
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.errors).toMatchObject([{ code: "VALIDATION_FAILED" }]);
    expect(report.files).toMatchObject([
      { path: "flows/signup/flow.json", diagnostics: [{ origin: "remote", pointer: "/screens/0/title" }] },
    ]);
    expect(report.writes).toHaveLength(1);
  });

  it("fails over findings in a 422 in the same way", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, older);
    service.fail("flows.createVersion", refused(422, "Validation failed", ["screens[0].title is wrong"]));
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.files[0]?.diagnostics[0]?.pointer).toBe("/screens/0/title");
    expect(report.writes).toEqual([]);
  });

  it("fails when the newest version is the same but has findings", async () => {
    const service = new FakeService();
    service.validationErrors = ["Something is wrong"];
    service.add({ id: "f-1" }, staticJson);
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.steps[0]?.status).toBe("failed");
    expect(service.changes).toEqual([]);
  });

  it("takes the version that was made although the connection broke", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, older);
    service.fail("flows.createVersion", lost(), "after");
    const report = await runSteps(service, [steps.updateJson], target);
    expect(report.conclusion).toBe("success");
    expect(service.changes).toEqual(["flows.createVersion"]);
    expect(report.flows[0]?.flowVersionId).toBe("version-2");
  });

  it("says where a file stops being JSON", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    const report = await runSteps(service, [steps.updateJson], { ...target, flowJson: { path: "a.json", text: "{]" } });
    expect(report.files[0]?.diagnostics[0]?.origin).toBe("syntax");
  });
});
