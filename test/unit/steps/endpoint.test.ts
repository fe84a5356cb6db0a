import { describe, expect, it } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import { steps } from "../../../src/steps/index.js";
import { type FakeFlow, FakeService, lost, notFound, overloaded, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { dynamicJson, dynamicTarget, endpointCode, staticJson } from "./samples.js";

const target: FlowTarget = { ...dynamicTarget, flowId: "f-1" };

function withFlow(): { service: FakeService; flow: FakeFlow } {
  const service = new FakeService();
  return { service, flow: service.add({ id: "f-1" }, dynamicJson) };
}

/** A flow whose endpoint is stored, deployed and registered. */
async function complete(): Promise<{ service: FakeService; flow: FakeFlow }> {
  const { service, flow } = withFlow();
  await service.api.encryption.setup("f-1");
  await service.api.dataEndpoint.set("f-1", endpointCode);
  await service.api.dataEndpoint.deploy("f-1");
  await service.api.dataEndpoint.register("f-1");
  await service.api.flows.createVersion("f-1", { flowJson: dynamicJson });
  service.changes.length = 0;
  service.calls.length = 0;
  return { service, flow };
}

describe("setup-encryption", () => {
  it("sets up encryption", async () => {
    const { service } = withFlow();
    const report = await runSteps(service, [steps.setupEncryption], target);
    expect(report.writes.map((write) => write.text)).toEqual(["Set up encryption for flow `signup`"]);
    expect(service.changes).toEqual(["encryption.setup"]);
  });

  it("skips what the flow reports as set up", async () => {
    const { service, flow } = withFlow();
    flow.record.flows_encryption_configured = true;
    const report = await runSteps(service, [steps.setupEncryption], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: "Encryption is set up already." });
    expect(service.changes).toEqual([]);
  });

  it("reads the flow when the answer was lost", async () => {
    const { service } = withFlow();
    service.fail("encryption.setup", lost(), "after");
    const report = await runSteps(service, [steps.setupEncryption], target);
    expect(report.conclusion).toBe("success");
    expect(service.changes).toEqual(["encryption.setup"]);
  });
});

describe("set-endpoint", () => {
  it("stores the code the first time", async () => {
    const { service, flow } = withFlow();
    const report = await runSteps(service, [steps.setEndpoint], target);
    expect(report.steps[0]?.status).toBe("passed");
    expect(flow.endpoint?.code).toBe(endpointCode);
  });

  it("replaces other code", async () => {
    const { service, flow } = withFlow();
    await service.api.dataEndpoint.set("f-1", "async function handler(request) {}");
    await runSteps(service, [steps.setEndpoint], target);
    expect(flow.endpoint?.code).toBe(endpointCode);
  });

  it("skips equal code", async () => {
    const { service } = await complete();
    const report = await runSteps(service, [steps.setEndpoint], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: "The stored code is the same." });
    expect(service.changes).toEqual([]);
  });

  it("stores nothing when the code has errors", async () => {
    const { service } = withFlow();
    const broken = { ...target, endpointCode: { path: "endpoint.js", text: "async function handler(request {" } };
    const report = await runSteps(service, [steps.setEndpoint], broken);
    expect(report.errors[0]).toMatchObject({ code: "VALIDATION_FAILED", step: "set-endpoint" });
    expect(report.files[0]).toMatchObject({ path: "endpoint.js", kind: "data-endpoint" });
    expect(service.changes).toEqual([]);
  });
});

describe("deploy", () => {
  it("deploys stored code", async () => {
    const { service, flow } = withFlow();
    await service.api.dataEndpoint.set("f-1", endpointCode);
    const report = await runSteps(service, [steps.deploy], target);
    expect(flow.endpoint?.status).toBe("deployed");
    expect(report.outputs["endpoint-deployed"]).toBe("true");
  });

  it("skips code that was not touched since its deployment", async () => {
    const { service } = await complete();
    const report = await runSteps(service, [steps.deploy], target);
    expect(report.steps[0]?.status).toBe("skipped");
    expect(report.outputs["endpoint-deployed"]).toBe("true");
    expect(service.changes).toEqual([]);
  });

  it("deploys code that was stored after the deployment, although the status still says deployed", async () => {
    const { service } = await complete();
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    service.changes.length = 0;
    await runSteps(service, [steps.deploy], target);
    expect(service.changes).toEqual(["dataEndpoint.deploy"]);
  });

  it("deploys when it cannot tell when the function was touched", async () => {
    const { service, flow } = await complete();
    delete flow.function.updated_at;
    await runSteps(service, [steps.deploy], target);
    expect(service.changes).toEqual(["dataEndpoint.deploy"]);
  });

  it("deploys code that this run stored", async () => {
    const { service } = await complete();
    const other = { ...target, endpointCode: { path: "endpoint.js", text: `${endpointCode}\n// changed\n` } };
    await runSteps(service, [steps.setEndpoint, steps.deploy], other);
    expect(service.changes).toEqual(["dataEndpoint.set", "dataEndpoint.deploy"]);
  });

  it("deploys other code than ours, even if it was stored in the second of the last deployment", async () => {
    const { service, flow } = await complete();
    if (flow.endpoint !== undefined) flow.endpoint.code = "async function handler() {}";
    await runSteps(service, [steps.deploy], target);
    expect(service.changes).toEqual(["dataEndpoint.deploy"]);
  });

  it("sets the secrets again that a deployment drops, and those of the config", async () => {
    const { service } = await complete();
    service.secrets.set("SALT", "old");
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    const secretTarget = { ...target, secretNames: ["CRM_TOKEN"] };
    const report = await runSteps(service, [steps.deploy], secretTarget, {}, { secretValue: (name) => `of ${name}` });
    expect(report.steps[0]?.changes).toEqual([
      "Deployed the data endpoint of flow `signup`",
      "Set the secret `CRM_TOKEN` of the data endpoint of flow `signup`",
      "Set the secret `SALT` of the data endpoint of flow `signup`",
    ]);
    expect([...service.secrets]).toEqual([
      ["CRM_TOKEN", "of CRM_TOKEN"],
      ["SALT", "of SALT"],
    ]);
    expect(JSON.stringify(report)).not.toContain("of SALT");
  });

  it("stops before deploying when a secret would be lost", async () => {
    const { service } = await complete();
    service.secrets.set("SALT", "old");
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    service.changes.length = 0;
    const report = await runSteps(service, [steps.deploy], { ...target, secretNames: ["CRM_TOKEN"] });
    expect(service.changes).toEqual([]);
    expect(report.errors[0]).toMatchObject({
      code: "STATE_SECRET_MISSING",
      message: expect.stringContaining(
        "The secrets `CRM_TOKEN` and `SALT` of the data endpoint of `signup` have no value",
      ),
    });
  });

  it("does not deploy while it cannot be known which secrets would be lost", async () => {
    const { service } = await complete();
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    service.changes.length = 0;
    service.fail("functions.secrets", overloaded());
    const report = await runSteps(service, [steps.deploy], target);
    expect(report.errors[0]?.code).toBe("REMOTE_ERROR");
    expect(service.changes).toEqual([]);
  });

  it("deploys where the service has no list of secrets", async () => {
    const { service } = await complete();
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    service.fail("functions.secrets", notFound());
    const report = await runSteps(service, [steps.deploy], target);
    expect(report.conclusion).toBe("success");
  });

  it("sets what a run that was cut off after deploying left out", async () => {
    const { service } = await complete();
    const secretTarget = { ...target, secretNames: ["CRM_TOKEN"] };
    const report = await runSteps(service, [steps.deploy], secretTarget, {}, { secretValue: () => "value" });
    expect(report.steps[0]?.changes).toEqual(["Set the secret `CRM_TOKEN` of the data endpoint of flow `signup`"]);
  });

  it("says that a flow has no data endpoint", async () => {
    const { service } = withFlow();
    const report = await runSteps(service, [steps.deploy], target);
    expect(report.errors[0]).toMatchObject({
      code: "STATE_NO_ENDPOINT",
      message: "The flow `signup` has no data endpoint.",
      hint: "Give its code as `endpoint`, and put `set-endpoint` before this step.",
    });
  });

  it("takes a deployment whose answer was lost", async () => {
    const { service } = withFlow();
    await service.api.dataEndpoint.set("f-1", endpointCode);
    service.fail("dataEndpoint.deploy", overloaded(), "after");
    const report = await runSteps(service, [steps.deploy], target);
    expect(report.conclusion).toBe("success");
    expect(service.changes.filter((call) => call === "dataEndpoint.deploy")).toHaveLength(1);
  });
});

describe("register", () => {
  it("registers, then uploads the Flow JSON again so that Meta checks it with its endpoint", async () => {
    const { service, flow } = withFlow();
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", endpointCode);
    await service.api.dataEndpoint.deploy("f-1");
    service.changes.length = 0;
    const report = await runSteps(service, [steps.register], target);
    expect(service.changes).toEqual(["dataEndpoint.register", "flows.createVersion"]);
    expect(flow.versions.map((version) => version.flow_json)).toEqual([dynamicJson, dynamicJson]);
    expect(report.flows[0]).toMatchObject({ endpointRegistered: true, changed: false });
  });

  it("fails over findings of that upload, and still says that the endpoint is registered", async () => {
    const { service } = withFlow();
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", endpointCode);
    service.validationErrors = ["screens[0].title is wrong"];
    const report = await runSteps(service, [steps.register], target);
    expect(report.steps[0]?.status).toBe("failed");
    expect(report.files[0]?.diagnostics[0]?.origin).toBe("remote");
    expect(report.outputs["endpoint-registered"]).toBe("true");
  });

  it("uploads nothing for a flow that calls no endpoint", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", endpointCode);
    service.changes.length = 0;
    await runSteps(service, [steps.register], { name: "signup", flowId: "f-1", phoneNumberId: "111" });
    expect(service.changes).toEqual(["dataEndpoint.register"]);
  });

  it("skips when Meta has the address already and the newest version came after it", async () => {
    const { service } = await complete();
    const report = await runSteps(service, [steps.register], target);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: "The data endpoint is registered already." });
    expect(service.changes).toEqual([]);
  });

  it("makes up for an upload that an earlier run did not get to", async () => {
    const { service, flow } = await complete();
    flow.versions.pop();
    await runSteps(service, [steps.register], target);
    expect(service.changes).toEqual(["flows.createVersion"]);
  });

  it("registers again when Meta has another address", async () => {
    const { service, flow } = await complete();
    flow.meta.endpoint_uri = "https://elsewhere.example";
    await runSteps(service, [steps.register], target);
    expect(service.changes[0]).toBe("dataEndpoint.register");
  });

  it("does not touch a published flow that is not registered", async () => {
    const { service, flow } = await complete();
    flow.record.status = "published";
    flow.meta.endpoint_uri = "https://elsewhere.example";
    const report = await runSteps(service, [steps.register], target);
    expect(report.errors[0]?.code).toBe("STATE_FLOW_PUBLISHED");
    expect(service.changes).toEqual([]);
  });

  it("has nothing to do for a published flow that is registered", async () => {
    const { service, flow } = await complete();
    flow.record.status = "published";
    flow.versions.pop();
    const report = await runSteps(service, [steps.register], target);
    expect(report.steps[0]?.status).toBe("skipped");
    expect(service.changes).toEqual([]);
  });

  it("passes a refusal on", async () => {
    const { service } = withFlow();
    await service.api.dataEndpoint.set("f-1", endpointCode);
    service.fail("dataEndpoint.register", refused(422, "Encryption is not configured."));
    const report = await runSteps(service, [steps.register], target);
    expect(report.errors[0]).toMatchObject({ code: "API_UNPROCESSABLE", operation: "fake", status: 422 });
    expect(report.outputs["endpoint-registered"]).toBe("false");
  });
});
