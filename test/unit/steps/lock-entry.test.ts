/** The lock file stays true whatever a run comes to: nothing of ours is called a change by somebody else. */
import { beforeEach, describe, expect, it } from "vitest";
import type { FlowPlan } from "../../../src/deployment/plan.js";
import { nodeSandbox } from "../../../src/host/node-sandbox.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipelineNamed } from "../../../src/pipelines/index.js";
import { FakeService, memoryBackups, memoryLock, ports, refused } from "./fake-service.js";
import { dynamicTarget, staticTarget } from "./samples.js";

let service = new FakeService();
let lock = memoryLock();
beforeEach(() => {
  service = new FakeService();
  lock = memoryLock();
});

const draft = { ...dynamicTarget, publish: false };

function run(list: string, target: FlowTarget): Promise<Report> {
  const more = { lock, backups: memoryBackups(), secretValue: () => "a value", sandbox: nodeSandbox };
  return pipelineNamed(list).run({ targets: [target], api: service.api, ...ports(), ...more });
}

async function planOf(target: FlowTarget, locked = true): Promise<FlowPlan | null | undefined> {
  const secretValue = (): string => "a value";
  const more = locked ? { lock, secretValue } : { secretValue };
  const report = await pipelineNamed("plan").run({ targets: [target], api: service.api, ...ports(), ...more });
  return report.flows[0]?.plan;
}

const kinds = (plan: FlowPlan | null | undefined): readonly string[] => (plan?.changes ?? []).map(({ kind }) => kind);

function withJson<T extends FlowTarget>(target: T, words: string): T {
  const { path = "", text = "" } = target.flowJson ?? {};
  return { ...target, flowJson: { path, text: text.replace("Hello", words) } };
}

function withCode<T extends FlowTarget>(target: T, note: string): T {
  const { path = "", text = "" } = target.endpointCode ?? {};
  return { ...target, endpointCode: { path, text: `${text}// ${note}\n` } };
}

/** Everything that an `apply` of new Flow JSON and new code writes, in order. */
const writes = ["flows.createVersion", "dataEndpoint.set", "dataEndpoint.deploy", "functions.createSecret"];

describe("an apply that was cut off", () => {
  it.each(writes)("is not taken for somebody else's work, and goes on as without the lock (%s)", async (call) => {
    const target = { ...draft, secretNames: ["TOKEN"] };
    await run("apply", target);
    const second = withCode(withJson(target, "Welcome"), "two");
    service.fail(call, refused(400, "Not now."));
    expect((await run("apply", second)).conclusion).toBe("failure");
    expect(kinds(await planOf(second))).toEqual(kinds(await planOf(second, false)));
    const third = withCode(withJson(target, "Good morning"), "three");
    expect(await planOf(third)).toMatchObject({ verdict: "update", notes: [] });
    expect((await run("apply", third)).errors).toEqual([]);
    expect(await planOf(third)).toMatchObject({ verdict: "unchanged" });
  });

  it("has Meta compile the flow with its endpoint when only that was not reached", async () => {
    await run("apply", draft);
    service.fail("flows.latestVersion", refused(400, "Not now."));
    await run("apply", withCode(draft, "two"));
    const left = withCode(draft, "two");
    expect(kinds(await planOf(left))).toEqual(["register"]);
    expect(kinds(await planOf(left, false))).toEqual(["register"]);
  });

  it("notes the flows that got through before another failed", async () => {
    const other: FlowTarget = { ...staticTarget, name: "other", flowName: "other", publish: false };
    const first: FlowTarget = { ...staticTarget, publish: false };
    const all = { api: service.api, ...ports(), lock, backups: memoryBackups() };
    await pipelineNamed("apply").run({ targets: [first, other], ...all });
    service.fail("flows.createVersion", refused(400, "Not now."));
    await pipelineNamed("apply").run({ targets: [withJson(first, "Welcome"), withJson(other, "Welcome")], ...all });
    await pipelineNamed("apply").run({ targets: [withJson(other, "Welcome")], ...all });
    expect(await planOf(withJson(first, "Good morning"))).toMatchObject({ verdict: "update", notes: [] });
    expect(await planOf(withJson(other, "Good morning"))).toMatchObject({ verdict: "update", notes: [] });
  });
});

describe("steps outside of an apply", () => {
  it.each(["release", "create,update-json,set-endpoint,deploy", "set-endpoint", "set-endpoint,deploy,register"])(
    "keep the entry of a flow true (%s)",
    async (list) => {
      await run("apply", draft);
      const second = withCode(withJson(draft, "Welcome"), "two");
      await run(list, second);
      expect(kinds(await planOf(second))).toEqual(kinds(await planOf(second, false)));
      const third = withCode(withJson(draft, "Good morning"), "three");
      expect(await planOf(third)).toMatchObject({ verdict: "update", notes: [] });
    },
  );

  it("note secrets that they set", async () => {
    await run("apply", draft);
    await run("set-secrets", { ...draft, secretNames: ["TOKEN"] });
    expect(await planOf({ ...draft, secretNames: ["TOKEN"] })).toMatchObject({ verdict: "unchanged" });
  });

  it("begin no entry", async () => {
    await run("release", draft);
    expect([...lock.entries]).toEqual([]);
  });

  it("leave the entry alone when they are about another flow", async () => {
    await run("apply", draft);
    const before = lock.entry("signup");
    service.add({ id: "another", name: "another" });
    await run("update-json", { ...staticTarget, flowId: "another" });
    expect(lock.entry("signup")).toBe(before);
  });

  it("forget nothing of a flow that they delete", async () => {
    await run("apply", draft);
    await run("delete", draft);
    expect((await planOf(draft))?.notes).toEqual([expect.stringContaining("is gone")]);
  });
});

it("still tells what somebody else changed", async () => {
  await run("apply", draft);
  await service.api.flows.createVersion(service.flows[0]?.record.id ?? "", { flowJson: { version: "7.2" } });
  expect(await planOf(draft)).toMatchObject({ verdict: "drifted" });
});

it("fails the step whose change could not be noted, and goes no further", async () => {
  const record = (): Promise<void> => Promise.reject(new Error("The disk is full."));
  const more = { ...ports(), lock: { ...lock, record }, backups: memoryBackups(), sandbox: nodeSandbox };
  const report = await pipelineNamed("apply").run({ targets: [draft], api: service.api, ...more });
  expect(report.errors).toMatchObject([{ step: "create", message: "The disk is full." }]);
  expect(service.changes).toEqual(["flows.create"]);
});

describe("a published flow that is replaced", () => {
  const target: FlowTarget = { ...staticTarget, onPublished: "new-flow" };
  const next = withJson(target, "Welcome");
  const states = (): readonly (string | undefined)[] => service.flows.map(({ record }) => record.status);

  it("is deprecated by the next run when the first was cut off before that", async () => {
    await run("apply", target);
    service.fail("meta.deprecate", refused(400, "Not now."));
    await run("apply", next);
    expect(states()).toEqual(["published", "published"]);
    await run("apply", next);
    expect(states()).toEqual(["deprecated", "published"]);
  });

  it("is deprecated when the new one is published later", async () => {
    await run("apply", target);
    await run("apply", { ...next, publish: false });
    expect(states()).toEqual(["published", "draft"]);
    service.fail("meta.deprecate", refused(400, "Not now."));
    await run("apply", next);
    await run("apply", next);
    expect(states()).toEqual(["deprecated", "published"]);
    expect(await planOf(next)).toMatchObject({ verdict: "unchanged" });
  });
});
