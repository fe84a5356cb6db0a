import { describe, expect, it } from "vitest";
import { pipeline } from "../../../src/pipelines/index.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, ports, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { endpointCode, staticJson } from "./samples.js";

const target = { name: "signup", flowId: "f-1" };

function serviceWith(status: string): FakeService {
  const service = new FakeService();
  service.add({ id: "f-1", status }, staticJson);
  return service;
}

describe("delete", () => {
  it("deletes a draft at Meta, in the account that its record names", async () => {
    const service = serviceWith("draft");
    const report = await runSteps(service, [steps.delete], target);
    expect(service.flows).toEqual([]);
    expect(report.outputs["flow-status"]).toBe("deleted");
    expect(report.writes).toMatchObject([{ text: "Deleted flow `signup`", ids: { metaFlowId: "1000" } }]);
  });

  it.each(["published", "deprecated"])("refuses a %s flow", async (status) => {
    const service = serviceWith(status);
    const report = await runSteps(service, [steps.delete], target);
    expect(report.errors[0]?.code).toBe("STATE_NOT_A_DRAFT");
    expect(service.changes).toEqual([]);
  });

  it("takes a deletion whose answer was lost", async () => {
    const service = serviceWith("draft");
    service.fail("meta.deleteFlow", lost(), "after");
    const report = await runSteps(service, [steps.delete], target);
    expect(report.conclusion).toBe("success");
  });

  it("needs to be told the account of a flow that is known by Meta's ID alone", async () => {
    const service = serviceWith("draft");
    const report = await runSteps(service, [steps.delete], { name: "signup", metaFlowId: "1000" });
    expect(report.errors[0]).toMatchObject({ code: "USAGE_NO_ACCOUNT" });
    expect(service.calls).toEqual([]);
  });

  it("has nothing to do for an ID that nothing has, so that it can be run again", async () => {
    const report = await runSteps(new FakeService(), [steps.delete], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: expect.stringContaining("or its ID is wrong") });
  });
});

describe("deprecate", () => {
  it("ends a published flow", async () => {
    const service = serviceWith("published");
    const report = await runSteps(service, [steps.deprecate], target);
    expect(report.outputs).toMatchObject({ "flow-status": "deprecated", published: "false" });
  });

  it("skips a flow that is at its end", async () => {
    const service = serviceWith("deprecated");
    const report = await runSteps(service, [steps.deprecate], target);
    expect(report.steps[0]?.status).toBe("skipped");
    expect(service.changes).toEqual([]);
  });

  it("refuses a draft", async () => {
    const service = serviceWith("draft");
    const report = await runSteps(service, [steps.deprecate], target);
    expect(report.errors[0]?.code).toBe("STATE_NEVER_PUBLISHED");
  });

  it("takes a change whose answer was lost", async () => {
    const service = serviceWith("published");
    service.fail("meta.deprecate", lost(), "after");
    const report = await runSteps(service, [steps.deprecate], target);
    expect(report.conclusion).toBe("success");
  });
});

describe("status", () => {
  it("reads all that the service knows, and changes nothing", async () => {
    const service = serviceWith("draft");
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", endpointCode);
    await service.api.dataEndpoint.deploy("f-1");
    await service.api.dataEndpoint.register("f-1");
    service.changes.length = 0;
    const report = await runSteps(service, [steps.status], target);
    expect(report.flows[0]).toEqual({
      name: "signup",
      path: null,
      flowId: "f-1",
      metaFlowId: "1000",
      flowVersionId: "version-1",
      status: "draft",
      changed: false,
      published: false,
      endpointDeployed: true,
      endpointRegistered: true,
      previewUrl: "https://preview.example/f-1",
      previewExpiresAt: "2026-12-22T00:00:00+0000",
      messages: [],
      plan: null,
      simulation: null,
    });
    expect(service.changes).toEqual([]);
  });

  it("shows it in one view, with what could not be read", async () => {
    const service = serviceWith("draft");
    service.number = { verified_name: "Example Ltd", display_phone_number: "+15550100100" };
    service.fail("phoneNumbers.health", refused(403, "Not allowed."));
    const tools = ports();
    await pipeline([steps.status]).run({ targets: [{ ...target, phoneNumberId: "111" }], api: service.api, ...tools });
    const view = tools.log.lines.filter((line) => /^(info|warn): (Not )?[a-zA-Z ]+(`signup`)?: /.test(line));
    expect(view).toContain("info: versions: version-1");
    expect(view).toContain("info: preview until: 2026-12-22T00:00:00+0000");
    expect(view).toContain("info: data endpoint: none");
    expect(view).toContain("warn: Not read of `signup`: health of the number: Not allowed.");
    expect(tools.log.lines.join("\n")).not.toContain("5550100100");
  });

  it("keeps a status that nobody knows", async () => {
    const report = await runSteps(serviceWith("sleeping"), [steps.status], target);
    expect(report.outputs["flow-status"]).toBe("sleeping");
  });

  it("takes a flow as published that the service says is", async () => {
    const report = await runSteps(serviceWith("published"), [steps.status], target);
    expect(report.outputs.published).toBe("true");
  });
});

describe("logs", () => {
  it("prints the lines, and keeps them out of the report", async () => {
    const service = serviceWith("draft");
    service.logLines = [{ level: "error", message: "Anna failed", logged_at: "2026-11-22T00:00:00Z" }];
    const tools = ports();
    const report = await pipeline([steps.logs]).run({ targets: [target], api: service.api, ...tools });
    expect(tools.log.lines).toContain("info: 2026-11-22T00:00:00Z error Anna failed");
    expect(JSON.stringify(report)).not.toContain("Anna");
  });
});
