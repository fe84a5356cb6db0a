/** The steps of `apply` that nobody lists, each after a plan. */
import { describe, expect, it } from "vitest";
import type { RunInput } from "../../../src/pipeline/context.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import type { AnyStep } from "../../../src/pipeline/step.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { innerSteps, steps } from "../../../src/steps/index.js";
import { type FakeFlow, FakeService, lost, memoryBackups, memoryLock, ports } from "./fake-service.js";
import { dynamicTarget, endpointCode, staticJson, staticTarget } from "./samples.js";

interface Ran {
  readonly report: Report;
  readonly lines: readonly string[];
}

async function afterPlan(
  list: readonly AnyStep[],
  service: FakeService,
  target: FlowTarget,
  more: Partial<RunInput> = {},
): Promise<Ran> {
  const { log, ...others } = ports();
  const input = { targets: [target], api: service.api, log, ...others, ...more };
  return { report: await pipeline([innerSteps.plan, ...list]).run(input), lines: log.lines };
}

const statusOf = ({ report }: Ran, name: string): string | undefined =>
  report.steps.find((step) => step.name === name)?.status;

describe("backup", () => {
  function drafted(): FakeService {
    const service = new FakeService();
    service.add({ id: "f-1" }, { ...staticJson, version: "7.2" });
    return service;
  }

  it("keeps what is overwritten, and says where it is and how to put it back", async () => {
    const service = drafted();
    await service.api.encryption.setup("f-1");
    await service.api.dataEndpoint.set("f-1", "async function handler() {}");
    const backups = memoryBackups();
    const ran = await afterPlan([innerSteps.backup], service, dynamicTarget, { backups });
    expect([...backups.files.keys()]).toEqual(["backups/signup/flow.json", "backups/signup/endpoint.js"]);
    expect(JSON.parse(backups.files.get("backups/signup/flow.json") ?? "")).toMatchObject({ version: "7.2" });
    expect(backups.files.get("backups/signup/endpoint.js")).toBe("async function handler() {}");
    expect(ran.lines).toContain(
      "notice: Kept backups/signup/flow.json. To put it back: wa-flows flows update-json --flow-id f-1 --json-file backups/signup/flow.json",
    );
    expect(ran.lines).toContain(
      "notice: Kept backups/signup/endpoint.js. To put it back: wa-flows endpoint set --flow-id f-1 --code-file backups/signup/endpoint.js && wa-flows endpoint deploy --flow-id f-1",
    );
  });

  it("fails before anything is overwritten when there is nowhere to keep it", async () => {
    const service = drafted();
    const { report } = await afterPlan([innerSteps.backup, steps.updateJson], service, staticTarget);
    expect(report.errors).toMatchObject([{ code: "USAGE_NO_BACKUP", step: "backup" }]);
    expect(service.changes).toEqual([]);
  });

  it.each<[string, () => FakeService]>([
    ["a flow that is new", () => new FakeService()],
    [
      "a flow that stays as it is",
      () => {
        const service = new FakeService();
        service.add({ id: "f-1" }, staticJson);
        return service;
      },
    ],
  ])("keeps nothing of %s", async (_what, make) => {
    const ran = await afterPlan([innerSteps.backup], make(), staticTarget);
    expect(statusOf(ran, "backup")).toBe("skipped");
  });
});

describe("create, for a flow that takes the place of another", () => {
  const target: FlowTarget = { ...staticTarget, onPublished: "new-flow" };
  const older = { ...staticJson, version: "7.2" };

  it.each<[string, Partial<FlowTarget>]>([
    ["its name", {}],
    ["an ID in the config", { flowId: "v1" }],
  ])("makes the next generation of a flow known by %s", async (_how, more) => {
    const service = new FakeService();
    service.add({ id: "v1", status: "published" }, older);
    const { report } = await afterPlan([steps.create], service, { ...target, ...more });
    expect(report.errors).toEqual([]);
    expect(service.flows.map((flow) => flow.record.name)).toEqual(["signup", "signup v2"]);
    expect(report.flows[0]?.flowId).toBe(service.flows[1]?.record.id);
  });
});

describe("deprecate-replaced", () => {
  const target: FlowTarget = { ...staticTarget, onPublished: "new-flow" };
  const list = [steps.create, steps.publish, innerSteps.deprecateReplaced];

  function published(): FakeService {
    const service = new FakeService();
    service.add({ id: "v1", status: "published" }, { ...staticJson, version: "7.2" });
    return service;
  }

  it("ends the old flow once the new one is published", async () => {
    const service = published();
    const { report } = await afterPlan(list, service, target);
    expect(service.changes).toEqual(["flows.create", "flows.publish", "meta.deprecate"]);
    expect(service.flows.map((flow) => flow.record.status)).toEqual(["deprecated", "published"]);
    expect(report.flows[0]).toMatchObject({ flowId: service.flows[1]?.record.id, status: "published" });
  });

  it("never ends it while the new one is not published", async () => {
    const service = published();
    service.publishes = false;
    const { report } = await afterPlan(list, service, target);
    expect(report.conclusion).toBe("failure");
    const { report: second } = await afterPlan([steps.create, innerSteps.deprecateReplaced], service, target);
    expect(second.errors).toMatchObject([{ code: "STATE_NOT_PUBLISHED", step: "deprecate-replaced" }]);
    expect(service.flows[0]?.record.status).toBe("published");
  });

  it.each(["before", "after"] as const)("comes to the same end when it was cut off (%s)", async (when) => {
    const service = published();
    service.fail("meta.deprecate", lost(), when);
    await afterPlan(list, service, target);
    const { report } = await afterPlan(list, service, target);
    expect(report.errors).toEqual([]);
    expect(service.flows.map((flow) => flow.record.status)).toEqual(["deprecated", "published"]);
  });
});

describe("record", () => {
  const all = [
    ...[steps.create, steps.updateJson, steps.setupEncryption, steps.setEndpoint, steps.deploy],
    ...[steps.register, innerSteps.record],
  ];

  it("notes what was deployed", async () => {
    const service = new FakeService();
    const lock = memoryLock();
    const more = { lock, secretValue: () => "very secret" };
    await afterPlan(all, service, { ...dynamicTarget, secretNames: ["TOKEN"], categories: ["SURVEY"] }, more);
    const [flow] = service.flows;
    expect(lock.entry("signup")).toEqual({
      flowId: flow?.record.id,
      metaFlowId: flow?.record.meta_flow_id,
      flowVersionId: flow?.versions.at(-1)?.id,
      flowJson: expect.stringMatching(/^[0-9a-f]{64}$/),
      categories: ["SURVEY"],
      endpoint: {
        functionId: flow?.function.id,
        code: expect.stringMatching(/^[0-9a-f]{64}$/),
        deployedAt: flow?.endpoint?.last_deployed_at,
        secrets: ["TOKEN"],
        registered: true,
      },
    });
    expect(JSON.stringify(lock.entry("signup"))).not.toContain("very secret");
  });

  it("changes nothing when nothing changed", async () => {
    const service = new FakeService();
    const lock = memoryLock();
    await afterPlan(all, service, dynamicTarget, { lock });
    const before = lock.entry("signup");
    service.calls.length = 0;
    const ran = await afterPlan([innerSteps.record], service, { ...dynamicTarget, publish: false }, { lock });
    expect(statusOf(ran, "record")).toBe("skipped");
    expect(lock.entry("signup")).toBe(before);
    expect(service.calls).toEqual(["phoneNumbers.get", "flows.get", "flows.versions", "dataEndpoint.get"]);
  });

  it("finds out what is there when it has no lock entry yet", async () => {
    const service = new FakeService();
    await afterPlan(all, service, dynamicTarget);
    const lock = memoryLock();
    await afterPlan([innerSteps.record], service, { ...dynamicTarget, publish: false }, { lock });
    expect(lock.entry("signup")).toMatchObject({ endpoint: { registered: true } });
  });

  it("is skipped without a lock", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    expect(statusOf(await afterPlan([innerSteps.record], service, staticTarget), "record")).toBe("skipped");
  });
});

describe("set-secrets", () => {
  const target: FlowTarget = { ...dynamicTarget, flowId: "f-1", secretNames: ["ONE", "TWO"] };
  const secretValue = (name: string): string => `value of ${name}`;

  async function deployed(): Promise<FakeService> {
    const service = new FakeService();
    service.add({ id: "f-1" }, staticJson);
    await service.api.dataEndpoint.set("f-1", endpointCode);
    await service.api.dataEndpoint.deploy("f-1");
    service.changes.length = 0;
    return service;
  }

  function set(service: FakeService, more: Partial<RunInput> = { secretValue }): Promise<Report> {
    return pipeline([steps.setSecrets]).run({ targets: [target], api: service.api, ...ports(), ...more });
  }

  it("sets those that the service lacks, and leaves the others alone", async () => {
    const service = await deployed();
    service.secrets.set("ONE", "old");
    const report = await set(service);
    expect([...service.secrets]).toEqual([
      ["ONE", "old"],
      ["TWO", "value of TWO"],
    ]);
    expect(JSON.stringify(report)).not.toContain("value of");
  });

  it("does nothing when none is lacking", async () => {
    const service = await deployed();
    await set(service);
    service.changes.length = 0;
    expect((await set(service, {})).errors).toEqual([]);
    expect(service.changes).toEqual([]);
  });

  it("sets none when one has no value here", async () => {
    const service = await deployed();
    const report = await set(service, { secretValue: (name) => (name === "ONE" ? "value" : undefined) });
    expect(report.errors).toMatchObject([
      { code: "STATE_SECRET_MISSING", message: expect.stringContaining("The secret `TWO`") },
    ]);
    expect(service.changes).toEqual([]);
  });

  it("looks when the answer was lost", async () => {
    const service = await deployed();
    service.fail("functions.createSecret", lost(), "after");
    const report = await set(service);
    expect(report.errors).toEqual([]);
    expect(service.changes).toEqual(["functions.createSecret", "functions.createSecret"]);
  });

  it("keeps the value of a secret that the service neither drops nor replaces", async () => {
    const service = await deployed();
    service.dropsSecrets = false;
    service.keeps = ["ONE"];
    service.secrets.set("ONE", "old");
    await service.api.dataEndpoint.set("f-1", `${endpointCode}\n`);
    const { log, ...others } = ports();
    const { endpointCode: _, ...withoutCode } = target;
    const input = { targets: [withoutCode], api: service.api, log, ...others, secretValue };
    const report = await pipeline([steps.deploy]).run(input);
    expect(report.errors).toEqual([]);
    expect([...service.secrets]).toEqual([
      ["ONE", "old"],
      ["TWO", "value of TWO"],
    ]);
    expect(log.lines).toContain("warn: The secret `ONE` of `signup` is there already and keeps the value that it had.");
  });

  const noEndpoint = (flow: FakeFlow): void => {
    flow.endpoint = undefined;
  };
  const notDeployed = ({ endpoint }: FakeFlow): void => {
    if (endpoint !== undefined) endpoint.status = "draft";
  };

  it.each([
    ["there is no data endpoint", noEndpoint, "STATE_NO_ENDPOINT"],
    ["it is not deployed", notDeployed, "STATE_NOT_DEPLOYED"],
  ])("fails when %s", async (_why, spoil, code) => {
    const service = await deployed();
    service.flows.forEach(spoil);
    expect((await set(service)).errors).toMatchObject([{ code }]);
  });
});
