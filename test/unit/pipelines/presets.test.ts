import { describe, expect, it } from "vitest";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { RunOptions } from "../../../src/pipeline/options.js";
import type { Report } from "../../../src/pipeline/report.js";
import { type PresetName, presetNames, presets } from "../../../src/pipelines/index.js";
import { FakeService, ports, refused } from "../steps/fake-service.js";
import { dynamicTarget, staticFile, staticTarget } from "../steps/samples.js";

function run(
  name: PresetName,
  service: FakeService,
  targets: readonly FlowTarget[],
  options: RunOptions = {},
): Promise<Report> {
  return presets[name].run({ targets, options, api: service.api, sandbox: nodeSandbox, ...ports() });
}

const statuses = (report: Report): string[] => report.steps.map((step) => `${step.name} ${step.status}`);

describe("the presets", () => {
  it("are those of the contract", () => {
    expect(presetNames).toEqual(["pull-request", "release", "plan", "apply", "qa"]);
    expect(Object.keys(presets)).toEqual([...presetNames]);
  });
});

describe("pull-request", () => {
  it("validates, and needs no credentials", async () => {
    const report = await presets["pull-request"].run({ targets: [{ name: "a", flowJson: staticFile }], ...ports() });
    expect(statuses(report)).toEqual(["validate passed", "simulate skipped"]);
  });

  it("is refused when there is nothing to validate", () => {
    const input = { targets: [{ name: "a", flowId: "f-1" }], ...ports() };
    expect(presets["pull-request"].problems(input)).toEqual([
      "`validate` needs a Flow JSON file or data endpoint code: give `path` or `endpoint`.",
    ]);
  });
});

describe("release", () => {
  it("brings a flow with a data endpoint from nothing to published", async () => {
    const service = new FakeService();
    const report = await run("release", service, [dynamicTarget]);
    expect(report.errors).toEqual([]);
    expect(service.changes).toEqual([
      "flows.create",
      "encryption.setup",
      "dataEndpoint.set",
      "dataEndpoint.deploy",
      "dataEndpoint.register",
      "flows.createVersion",
      "flows.publish",
    ]);
    expect(report.flows[0]).toMatchObject({
      status: "published",
      changed: true,
      published: true,
      endpointDeployed: true,
      endpointRegistered: true,
    });
  });

  it("leaves the steps of the data endpoint out for a flow without one", async () => {
    const service = new FakeService();
    const report = await run("release", service, [staticTarget]);
    expect(service.changes).toEqual(["flows.create", "flows.publish"]);
    expect(report.steps.find(({ name }) => name === "setup-encryption")).toMatchObject({
      status: "skipped",
      reason: "`signup` has no data endpoint code.",
    });
  });

  it("changes nothing when it runs again", async () => {
    const service = new FakeService();
    await run("release", service, [dynamicTarget]);
    service.changes.length = 0;
    const report = await run("release", service, [dynamicTarget]);
    expect(service.changes).toEqual([]);
    expect(statuses(report)).toEqual([
      "validate passed",
      "simulate passed",
      "account passed",
      "create skipped",
      "update-json skipped",
      "setup-encryption skipped",
      "set-endpoint skipped",
      "deploy skipped",
      "set-secrets skipped",
      "register skipped",
      "publish skipped",
    ]);
    expect(report.outputs).toMatchObject({ changed: "false", published: "true", "endpoint-registered": "true" });
  });

  it("does not publish where the environment does not say so", async () => {
    const service = new FakeService();
    const report = await run("release", service, [{ ...staticTarget, publish: false }]);
    expect(service.flows[0]?.record.status).toBe("draft");
    expect(report.steps.at(-1)).toMatchObject({ name: "publish", status: "skipped" });
  });

  it("writes nothing when one of several flows has an error", async () => {
    const service = new FakeService();
    const faulty = { ...staticTarget, name: "b", flowName: "b", flowJson: { path: "b.json", text: '{"screens": []}' } };
    const report = await run("release", service, [staticTarget, faulty]);
    expect(service.calls).toEqual([]);
    expect(report.continueWith).toBeNull();
  });

  it("finds before it writes anything what Meta would only refuse to publish", async () => {
    // Frozen: drafts may hold it, publishing is refused.
    const frozen = { ...staticTarget, flowJson: { ...staticFile, text: staticFile.text.replace("7.3", "5.0") } };
    const service = new FakeService();
    const report = await run("release", service, [frozen]);
    expect(report.errors[0]?.step).toBe("validate");
    expect(service.calls).toEqual([]);
  });

  it("goes on with itself after a failure, because what is done is skipped", async () => {
    const service = new FakeService();
    service.fail("dataEndpoint.deploy", refused(422, "The code does not start."));
    const report = await run("release", service, [dynamicTarget]);
    expect(report.continueWith).toBe(
      "wa-flows pipeline release --path flows/signup/flow.json --endpoint flows/signup/endpoint.js --flow-id flow-1 --phone-number-id 111",
    );
    expect(report.writes.map((write) => write.text)).toEqual([
      "Created flow `signup`",
      "Set up encryption for flow `signup`",
      "Stored `flows/signup/endpoint.js` as data endpoint of flow `signup`",
    ]);
    service.changes.length = 0;
    const again = await run("release", service, [{ ...dynamicTarget, flowId: "flow-1" }]);
    expect(again.conclusion).toBe("success");
    expect(service.changes).toEqual([
      "dataEndpoint.deploy",
      "dataEndpoint.register",
      "flows.createVersion",
      "flows.publish",
    ]);
  });
});

describe("qa", () => {
  const options = { send: { recipients: ["+15550100"], bodyText: "Hello" } };

  it("sends a flow that is on the service, with or without its file", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    const report = await run("qa", service, [{ name: "a", flowId: "f-1", phoneNumberId: "111" }], options);
    expect(statuses(report)).toEqual(["validate skipped", "account passed", "send-test passed"]);
    expect(service.changes).toEqual(["messages.sendFlow"]);
  });

  it("never offers to send everything again", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    service.fail("messages.sendFlow", refused(400, "No."));
    const report = await run("qa", service, [{ name: "a", flowId: "f-1", phoneNumberId: "111" }], options);
    expect(report.continueWith).toContain("--to RECIPIENTS_WITHOUT_A_MESSAGE");
  });
});
