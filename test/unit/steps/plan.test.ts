import { describe, expect, it } from "vitest";
import type { LockEntry } from "../../../src/deployment/lock.js";
import type { RunInput } from "../../../src/pipeline/context.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { innerSteps, steps } from "../../../src/steps/index.js";
import { FakeService, memoryLock, ports } from "./fake-service.js";
import { dynamicJson, dynamicTarget, endpointCode, staticJson, staticTarget } from "./samples.js";

function planned(service: FakeService, target: FlowTarget, more: Partial<RunInput> = {}): Promise<Report> {
  const list = pipeline([innerSteps.account, innerSteps.plan]);
  return list.run({ targets: [target], api: service.api, ...ports(), ...more });
}

/** The flow as a whole deployment leaves it, with the lock that tells so. */
async function deployed(target: FlowTarget): Promise<{ service: FakeService; lock: ReturnType<typeof memoryLock> }> {
  const service = new FakeService();
  const lock = memoryLock();
  const { updateJson, setupEncryption, setEndpoint, deploy, register, publish, create } = steps;
  const dynamic = target.endpointCode === undefined ? [] : [setupEncryption, setEndpoint, deploy, register];
  const list = [create, updateJson, ...dynamic, publish, innerSteps.record];
  const report = await pipeline(list).run({ targets: [target], api: service.api, ...ports(), lock });
  expect(report.errors).toEqual([]);
  service.calls.length = 0;
  service.changes.length = 0;
  return { service, lock };
}

const verdict = (report: Report): string | undefined => report.flows[0]?.plan?.verdict;

describe("plan", () => {
  it("creates a flow that is nowhere", async () => {
    const service = new FakeService();
    const report = await planned(service, staticTarget);
    expect(report.flows[0]?.plan).toMatchObject({
      verdict: "create",
      changes: [{ kind: "create", flowName: "signup" }, { kind: "publish" }],
    });
    expect(service.changes).toEqual([]);
  });

  it("finds a flow by its name, and says what differs", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, { ...staticJson, version: "7.2" });
    const report = await planned(service, staticTarget);
    expect(report.flows[0]).toMatchObject({
      flowId: "f-1",
      plan: { verdict: "update", foundBy: "name", changes: [{ kind: "update-json" }, { kind: "publish" }] },
    });
  });

  it("goes through with nothing to do for what was just deployed, without the lock too", async () => {
    const { service, lock } = await deployed(dynamicTarget);
    expect(verdict(await planned(service, dynamicTarget, { lock }))).toBe("unchanged");
    expect(verdict(await planned(service, dynamicTarget))).toBe("unchanged");
  });

  it.each<[string, FlowTarget, readonly string[]]>([
    ["static", staticTarget, ["phoneNumbers.get", "flows.get", "flows.versions"]],
    ["dynamic", dynamicTarget, ["phoneNumbers.get", "flows.get", "flows.versions", "dataEndpoint.get"]],
  ])(
    "with the lock, reads no more of an unchanged %s flow than its record, version and endpoint",
    async (_kind, target, calls) => {
      const { service, lock } = await deployed(target);
      await planned(service, target, { lock });
      expect(service.calls).toEqual(calls);
    },
  );

  it.each<[string, FlowTarget, readonly string[]]>([
    ["static", staticTarget, ["flows.listAll", "flows.versions", "flows.version"]],
    [
      "dynamic",
      dynamicTarget,
      [
        ...["flows.listAll", "flows.versions", "flows.version"],
        ...["dataEndpoint.get", "functions.get", "meta.getFlow"],
      ],
    ],
  ])("without the lock, reads of an unchanged %s flow what is needed to know it", async (_kind, target, calls) => {
    const { service } = await deployed(target);
    await planned(service, target);
    expect(service.calls).toEqual(["phoneNumbers.get", ...calls]);
  });

  it("reads the names of secrets only where the config has some, or a deployment would drop them", async () => {
    const { service } = await deployed(dynamicTarget);
    await planned(service, { ...dynamicTarget, secretNames: ["TOKEN"] }, { secretValue: () => "value" });
    expect(service.calls).toContain("functions.secrets");
    service.calls.length = 0;
    const code = { path: "endpoint.js", text: `${endpointCode}\n` };
    await planned(service, { ...dynamicTarget, endpointCode: code });
    expect(service.calls).toContain("functions.secrets");
  });

  it("sees what somebody changed on the service since", async () => {
    const { service, lock } = await deployed({ ...dynamicTarget, publish: false });
    const [flow] = service.flows;
    await service.api.flows.createVersion(flow?.record.id ?? "", { flowJson: { ...dynamicJson, version: "7.2" } });
    const report = await planned(service, dynamicTarget, { lock });
    expect(report.errors).toMatchObject([{ code: "STATE_FLOW_PUBLISHED" }]);
    if (flow !== undefined) flow.record.status = "draft";
    expect(verdict(await planned(service, dynamicTarget, { lock }))).toBe("drifted");
    // The result is the same without it; only who changed what is not known.
    expect(verdict(await planned(service, dynamicTarget))).toBe("update");
  });

  it("looks for the name again when the flow of the lock is gone, or has another name", async () => {
    const { service, lock } = await deployed(staticTarget);
    const other = service.add({ id: "f-9" }, staticJson);
    const [old] = service.flows;
    if (old !== undefined) old.record.name = "renamed";
    expect((await planned(service, staticTarget, { lock })).flows[0]?.flowId).toBe(other.record.id);
    service.flows.splice(0, 1);
    expect((await planned(service, staticTarget, { lock })).flows[0]?.flowId).toBe("f-9");
  });

  it.each<[string, readonly FlowTarget[]]>([
    ["by its ID and by its name", [{ ...staticTarget, name: "a", flowName: "a", flowId: "f-1" }, staticTarget]],
    [
      "as the successor of another",
      [
        { ...staticTarget, onPublished: "new-flow" },
        { ...staticTarget, name: "signup v2", flowName: "signup v2" },
      ],
    ],
  ])("refuses a flow that two of the config mean: %s", async (_how, targets) => {
    const service = new FakeService();
    service.add({ id: "f-1", status: "published" }, { ...staticJson, version: "7.2" });
    const report = await pipeline([innerSteps.account, innerSteps.plan]).run({ targets, api: service.api, ...ports() });
    expect(report.flows[1]?.plan).toMatchObject({ verdict: "blocked", changes: [] });
    expect(report.flows[1]?.plan?.obstacles.at(-1)?.code).toBe("STATE_SAME_FLOW");
  });

  it("fails with everything that stands in the way", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", status: "published", business_account_id: "777" }, staticJson);
    const target = { ...dynamicTarget, flowId: "f-1", secretNames: ["TOKEN"] };
    const report = await planned(service, target);
    expect(report.conclusion).toBe("failure");
    expect(report.flows[0]?.plan?.obstacles.map((obstacle) => obstacle.code)).toEqual([
      "STATE_WRONG_ACCOUNT",
      "STATE_FLOW_PUBLISHED",
      "STATE_SECRET_MISSING",
    ]);
    expect(report.errors[0]?.message).toContain("3 obstacles");
  });

  it("fails when several living flows have the name", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    service.add({ id: "f-2" });
    const report = await planned(service, staticTarget);
    expect(report.errors).toMatchObject([{ code: "STATE_SEVERAL_FLOWS" }]);
  });

  it("refuses when the plan that was reviewed does not hold any more", async () => {
    const service = new FakeService();
    const flow = service.add({ id: "f-1" }, { ...staticJson, version: "7.2" });
    const first = (await planned(service, staticTarget)).flows[0]?.plan;
    if (first === undefined || first === null) throw new Error("No plan was made.");
    const approved = {
      schemaVersion: 1,
      tool: { name: "x", version: "1" },
      environment: null,
      account: null,
      flows: [first],
    } as const;
    expect((await planned(service, staticTarget, { options: { approved } })).errors).toEqual([]);
    await service.api.flows.createVersion(flow.record.id, { flowJson: { ...staticJson, version: "7.1" } });
    const report = await planned(service, staticTarget, { options: { approved } });
    expect(report.errors).toMatchObject([{ code: "STATE_PLAN_STALE" }]);
  });
});

describe("plan with `on-published: new-flow`", () => {
  const changed = { ...staticTarget, onPublished: "new-flow" } as const;
  const older = { ...staticJson, version: "7.2" };

  function published(): FakeService {
    const service = new FakeService();
    service.add({ id: "v1", status: "published" }, older);
    return service;
  }

  it("replaces a published flow by the next generation", async () => {
    const report = await planned(published(), changed);
    expect(report.flows[0]).toMatchObject({
      flowId: null,
      plan: {
        verdict: "replace",
        changes: [{ kind: "create", flowName: "signup v2" }, { kind: "publish" }, { kind: "deprecate", flowId: "v1" }],
      },
    });
  });

  it.each([undefined, { ...emptyEntry(), flowId: "v2" }])(
    "is remembered when published flows are to be left alone again (lock: %j)",
    async (entry) => {
      const service = new FakeService();
      service.add({ id: "v1", status: "deprecated" }, older);
      service.add({ id: "v2", name: "signup v2", status: "published" }, staticJson);
      const lock = memoryLock();
      if (entry !== undefined) await lock.record("signup", entry);
      const report = await planned(service, staticTarget, { lock });
      expect(report.flows[0]).toMatchObject({ flowId: "v2", plan: { verdict: "unchanged" } });
    },
  );

  it.each<[string, Partial<FlowTarget>, LockEntry | undefined]>([
    ["its name", {}, undefined],
    ["the ID of the config", { flowId: "v1" }, undefined],
    ["the lock", {}, { ...emptyEntry(), flowId: "v1" }],
  ])("goes on with the generation that an interrupted run began, found by %s", async (_how, more, entry) => {
    const service = published();
    service.add({ id: "v2", name: "signup v2" }, staticJson);
    const lock = memoryLock();
    if (entry !== undefined) await lock.record("signup", entry);
    const report = await planned(service, { ...changed, ...more }, { lock });
    expect(report.flows[0]).toMatchObject({
      flowId: "v2",
      plan: { verdict: "update", changes: [{ kind: "publish" }, { kind: "deprecate", flowId: "v1" }] },
    });
  });

  it("deprecates what an interrupted run left, also when the new flow is named by its ID", async () => {
    const service = published();
    service.add({ id: "v2", name: "signup v2", status: "published" }, staticJson);
    const report = await planned(service, { ...changed, flowId: "v2" });
    expect(report.flows[0]?.plan?.changes).toEqual([{ kind: "deprecate", flowId: "v1", flowName: "signup" }]);
  });

  it("leaves a published flow that is up to date alone", async () => {
    const service = published();
    const report = await planned(service, { ...changed, flowJson: { path: "f.json", text: JSON.stringify(older) } });
    expect(verdict(report)).toBe("unchanged");
  });
});

function emptyEntry(): LockEntry {
  return { flowId: "", metaFlowId: null, flowVersionId: null, flowJson: null, categories: null, endpoint: null };
}
