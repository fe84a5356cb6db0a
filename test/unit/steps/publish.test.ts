import { describe, expect, it } from "vitest";
import type { Report } from "../../../src/pipeline/report.js";
import { steps } from "../../../src/steps/index.js";
import { type FakeFlow, FakeService, lost, notFound, ports, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { dynamicJson, dynamicTarget, endpointCode, staticJson, staticTarget } from "./samples.js";

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

  it("has nothing left to do when another run published the flow meanwhile", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    service.fail("flows.publish", refused(422, "Only a draft can be published."), "after");
    const report = await runSteps(service, [steps.publish], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: expect.stringContaining("meanwhile") });
    expect(report.outputs.published).toBe("true");
    expect(report.writes).toEqual([]);
  });

  it("tells why when it is refused", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    service.fail("flows.publish", refused(422, "Not verified."));
    const report = await runSteps(service, [steps.publish], target);
    expect(report.errors).toMatchObject([{ code: "API_UNPROCESSABLE", message: "Not verified." }]);
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

describe("publish, before it asks Meta", () => {
  const dynamic = { ...dynamicTarget, flowId: "f-1" };

  /** A flow whose data endpoint is complete. */
  async function ready(): Promise<{ service: FakeService; flow: FakeFlow }> {
    const service = new FakeService();
    const flow = service.add({ id: "f-1" }, dynamicJson);
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", endpointCode);
    await service.api.dataEndpoint.deploy("f-1");
    await service.api.dataEndpoint.register("f-1");
    service.changes.length = 0;
    return { service, flow };
  }

  async function published(service: FakeService): Promise<{ report: Report; warnings: readonly string[] }> {
    const { log, ...others } = ports();
    const report = await runSteps(service, [steps.publish], dynamic, {}, { log, ...others });
    return { report, warnings: log.lines.filter((line) => line.startsWith("warn")) };
  }

  it("has nothing to say of a flow that is complete", async () => {
    const { service } = await ready();
    const { report, warnings } = await published(service);
    expect([report.errors, warnings]).toEqual([[], []]);
  });

  it("tells everything at once that is missing", async () => {
    const service = new FakeService();
    const flow = service.add({ id: "f-1" }, { ...dynamicJson, screens: [] });
    await service.api.dataEndpoint.set("f-1", endpointCode);
    service.changes.length = 0;
    flow.meta.health_status = {
      entities: [
        { entity_type: "FLOW", can_send_message: "BLOCKED", errors: [{ error_description: "Endpoint missing." }] },
        {
          entity_type: "WABA",
          can_send_message: "BLOCKED",
          errors: [{ error_description: "No payment method", possible_solution: "Add one." }],
        },
      ],
    };
    const { report } = await published(service);
    expect(report.errors).toHaveLength(1);
    expect(report.errors[0]).toMatchObject({
      code: "VALIDATION_FAILED",
      message: expect.stringMatching(
        /^Meta would not publish `signup`\. .*not set up\. .*not deployed \(`draft`\)\. .*no address.*blocks the WABA: No payment method\.$/s,
      ),
      hint: "Run `setup-encryption`. Run `deploy`. Run `register` after `deploy`. Add one.",
    });
    expect(report.errors[0]?.message).not.toContain("Endpoint missing");
    expect(service.changes).toEqual([]);
  });

  it.each<[string, (flow: FakeFlow) => void, string]>([
    [
      "no encryption",
      (flow) => {
        flow.record.flows_encryption_configured = false;
      },
      "The encryption of its data endpoint is not set up.",
    ],
    [
      "an endpoint that is not deployed",
      (flow) => {
        if (flow.endpoint !== undefined) flow.endpoint.status = "error";
      },
      "Its data endpoint is not deployed (`error`).",
    ],
    [
      "no address at Meta",
      (flow) => {
        delete flow.meta.endpoint_uri;
      },
      "Meta has no address of its data endpoint.",
    ],
    [
      "an account that is blocked",
      (flow) => {
        const errors = [{ error_description: "Integrity" }];
        flow.meta.health_status = { entities: [{ entity_type: "BUSINESS", can_send_message: "BLOCKED", errors }] };
      },
      "Meta blocks the business: Integrity.",
    ],
  ])("refuses %s", async (_what, spoil, text) => {
    const { service, flow } = await ready();
    spoil(flow);
    const { report } = await published(service);
    expect(report.errors).toMatchObject([
      { code: "STATE_NOT_READY", message: `Meta would not publish \`signup\`. ${text}` },
    ]);
    expect(service.changes).toEqual([]);
  });

  it.each<[string, (service: FakeService, flow: FakeFlow) => void, string]>([
    [
      "a number that is not verified",
      (service) => {
        service.number = { ...service.number, code_verification_status: "NOT_VERIFIED" };
      },
      "The number `111` is not verified (`NOT_VERIFIED`), and Meta wants a verified one.",
    ],
    [
      "a number that is not healthy",
      (service) => {
        service.health = {
          status: "degraded",
          checks: { webhook_subscription: { passed: false, error: "missing" }, token_validity: { passed: true } },
        };
      },
      "The number `111` is `degraded`: `webhook_subscription` (missing) failed.",
    ],
    [
      "a limit",
      (_service, { meta }) => {
        meta.health_status = { entities: [{ entity_type: "APP", can_send_message: "LIMITED" }] };
        meta.application = { id: "1" };
      },
      "Meta limits the application.",
    ],
    [
      "a flow without application",
      (_service, { meta }) => {
        meta.health_status = { entities: [] };
      },
      "Meta names no application for the flow, and wants one for a flow with a data endpoint.",
    ],
    [
      "another address",
      (_service, { meta }) => {
        meta.endpoint_uri = "https://elsewhere.example";
      },
      "Meta calls another address than that of the flow's data endpoint at Kapso. `register` changes that.",
    ],
  ])("warns of %s, and publishes", async (_what, spoil, text) => {
    const { service, flow } = await ready();
    spoil(service, flow);
    const { report, warnings } = await published(service);
    expect(report.errors).toEqual([]);
    expect(warnings).toEqual([`warn: ${text}`]);
  });

  it("takes what cannot be looked at for no trouble", async () => {
    const { service } = await ready();
    service.fail("phoneNumbers.health", notFound());
    service.fail("meta.getFlow", refused(400, "No such field."));
    const { report, warnings } = await published(service);
    expect([report.errors, warnings]).toEqual([[], []]);
  });

  it("asks nothing of a data endpoint for a flow that calls none", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    await runSteps(service, [steps.publish], target);
    expect(service.calls).not.toContain("dataEndpoint.get");
  });
});
