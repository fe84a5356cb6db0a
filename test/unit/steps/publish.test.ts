import { describe, expect, it } from "vitest";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { staticJson, staticTarget } from "./samples.js";

const target = { ...staticTarget, flowId: "f-1" };
const withoutFile = { name: "signup", flowId: "f-1" };
const faulty = { version: "7.3", screens: [] };

describe("publish", () => {
  it("publishes a draft and reads it back", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.outputs).toMatchObject({ published: "true", "flow-status": "published" });
    expect(service.calls.slice(-2)).toEqual(["flows.publish", "flows.get"]);
  });

  it("skips a flow that is published", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", status: "published" }, staticJson);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: "The flow is published already." });
    expect(report.outputs.published).toBe("true");
  });

  it("fails when the flow is no published flow afterwards, whatever the answer was", async () => {
    const service = new FakeService();
    service.publishes = false;
    service.add({ id: "f-1" }, staticJson);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.errors[0]).toMatchObject({
      code: "DEADLINE_NOT_PUBLISHED",
      message:
        "The service took the request to publish `signup`, but after 60 seconds the flow is still not published.",
    });
    expect(report.writes).toMatchObject([{ text: "Published flow `signup`", certainty: "unknown" }]);
    expect(report.outputs.published).toBe("false");
  });

  it.each(["deprecated", "throttled", "blocked"])("refuses a %s flow", async (status) => {
    const service = new FakeService();
    service.add({ id: "f-1", status }, staticJson);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.errors[0]?.code).toBe("STATE_NOT_A_DRAFT");
    expect(service.changes).toEqual([]);
  });

  it("refuses a file with errors, even when findings fail nothing else", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, faulty);
    const file = { path: "flow.json", text: JSON.stringify(faulty) };
    const report = await runSteps(service, [steps.publish], { ...target, flowJson: file }, { failOn: "never" });
    expect(report.errors[0]?.code).toBe("VALIDATION_FAILED");
    expect(service.changes).toEqual([]);
  });

  it("judges the Flow JSON on the service when there is no file", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, faulty);
    const report = await runSteps(service, [steps.publish], withoutFile);
    expect(report.steps[0]?.reason).toMatch(/^The Flow JSON on the service has 1 error: `\/screens`: /);
    expect(report.files).toEqual([]);
    expect(service.changes).toEqual([]);
  });

  it("judges the Flow JSON on the service also when the file is another", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, faulty);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.steps[0]?.status).toBe("failed");
  });

  it("refuses while Meta has findings about the newest version", async () => {
    const service = new FakeService();
    service.validationErrors = ["screens[0].title is wrong"];
    service.add({ id: "f-1" }, staticJson);
    const report = await runSteps(service, [steps.publish], target);
    expect(report.files[0]?.diagnostics[0]).toMatchObject({ origin: "remote", pointer: "/screens/0/title" });
    expect(service.changes).toEqual([]);
  });

  it("takes a publication whose answer was lost", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    service.fail("flows.publish", lost(), "after");
    const report = await runSteps(service, [steps.publish], target);
    expect(report.conclusion).toBe("success");
    expect(service.calls.filter((call) => call === "flows.publish")).toHaveLength(1);
  });

  it("publishes once more when the first try did not arrive", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    service.fail("flows.publish", lost());
    const report = await runSteps(service, [steps.publish], target);
    expect(report.conclusion).toBe("success");
    expect(service.changes).toEqual(["flows.publish"]);
  });

  it("passes Meta's refusal on", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    service.fail("flows.publish", refused(422, "Integrity requirements not met."));
    const report = await runSteps(service, [steps.publish], target);
    expect(report.errors[0]?.message).toBe("Integrity requirements not met.");
    expect(report.writes).toEqual([]);
  });
});
