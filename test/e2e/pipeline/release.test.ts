import { describe, expect, it } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import { dynamicTarget, staticTarget } from "../../unit/steps/samples.js";
import { type Service, startService } from "./harness.js";

const dynamic = ({ emulator }: Service): FlowTarget => ({ ...dynamicTarget, phoneNumberId: emulator.phoneNumberId });
const plain = ({ emulator }: Service): FlowTarget => ({ ...staticTarget, phoneNumberId: emulator.phoneNumberId });

/** Requests that change something. */
async function changes(service: Service): Promise<readonly string[]> {
  const { requests } = await service.state();
  return requests
    .filter(({ method, path }) => method !== "GET" && !path.includes("__emulator"))
    .map(({ method, path }) => `${method} ${path}`);
}

describe("release against the emulator", () => {
  it("publishes a static flow", async () => {
    const service = await startService();
    const report = await service.run("release", [plain(service)]);
    expect(report.errors).toEqual([]);
    expect(report.outputs).toMatchObject({ changed: "true", published: "true", "flow-status": "published" });
    expect(report.outputs["preview-url"]).toMatch(/^https?:/);
    expect(report.outputs["preview-expires-at"]).not.toBe("");
  });

  it("publishes a dynamic flow, also where Meta wants the Flow JSON after the endpoint", async () => {
    const service = await startService({ switches: { uploadAfterRegister: true } });
    const report = await service.run("release", [dynamic(service)]);
    expect(report.errors).toEqual([]);
    expect(report.flows[0]).toMatchObject({ published: true, endpointDeployed: true, endpointRegistered: true });
  });

  it("changes nothing when it runs again", async () => {
    const service = await startService();
    await service.run("release", [dynamic(service), { ...plain(service), name: "b", flowName: "b" }]);
    const before = await changes(service);
    const report = await service.run("release", [dynamic(service), { ...plain(service), name: "b", flowName: "b" }]);
    expect(report.errors).toEqual([]);
    expect(await changes(service)).toEqual(before);
    const writing = report.steps.filter((step) => step.effect === "write");
    expect(new Set(writing.map((step) => step.status))).toEqual(new Set(["skipped"]));
  });

  it("goes on with a draft that an earlier run left", async () => {
    const service = await startService();
    const draft = { ...dynamic(service), publish: false };
    await service.run("release", [draft]);
    const before = await changes(service);
    await service.run("release", [draft]);
    expect(await changes(service)).toEqual(before);
    await service.run("release", [dynamic(service)]);
    expect((await changes(service)).length).toBe(before.length + 1);
  });

  it("takes 204 for a publication", async () => {
    const service = await startService({ switches: { publishAnswer: "no-content" } });
    const report = await service.run("release", [plain(service)]);
    expect(report.outputs.published).toBe("true");
  });

  it("sets categories at Meta", async () => {
    const service = await startService();
    const target = { ...plain(service), categories: ["SIGN_UP", "SURVEY"] };
    await service.run("create", [target]);
    const report = await service.run("create", [target]);
    expect(report.steps.find((step) => step.name === "create")?.status).toBe("skipped");
  });

  it("refuses to change a published flow", async () => {
    const service = await startService();
    await service.run("release", [plain(service)]);
    const text = plain(service).flowJson?.text.replace("Hello", "Goodbye") ?? "";
    const changed = { ...plain(service), flowJson: { path: "flow.json", text } };
    const report = await service.run("release", [changed]);
    expect(report.errors[0]).toMatchObject({ code: "STATE_FLOW_PUBLISHED", step: "update-json" });
  });

  it.each(["list", "refusal"] as const)("shows Meta's findings in the file, sent as a %s", async (validationErrors) => {
    const finding = {
      code: "INVALID_PROPERTY_VALUE",
      rule: "x",
      severity: "error",
      message: "Meta does not like this title.",
      pointer: "/screens/0/title",
      range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
      fix: null,
      docs: "https://example.com",
      origin: "rule",
      related: [],
    } as const;
    const service = await startService({
      switches: { validationErrors },
      validate: (_text, _judgedAs) => ({ path: "flow.json", kind: "flow-json", diagnostics: [finding] }),
    });
    const report = await service.run("release", [plain(service)]);
    expect(report.errors).toMatchObject([{ code: "VALIDATION_FAILED", step: "create" }]);
    expect(report.files[0]?.diagnostics).toMatchObject([{ origin: "remote", pointer: "/screens/0/title" }]);
  });
});

describe("release with a broken connection", () => {
  const writes = [
    ["POST", "/whatsapp/flows$"],
    ["POST", "/setup_encryption$"],
    ["POST", "/data_endpoint$"],
    ["POST", "/data_endpoint/deploy$"],
    ["POST", "/data_endpoint/register$"],
    ["POST", "/versions$"],
    ["POST", "/publish$"],
  ] as const;
  const faults = ["refuse-before", "reset-before", "reset-after", "status:500", "truncated", "not-json"] as const;
  const cases = writes.flatMap(([method, path]) => faults.map((fault) => ({ method, path, fault })));

  it.each(cases)("ends the same after $fault of $method $path", async ({ method, path, fault }) => {
    const service = await startService({ switches: { uploadAfterRegister: true } });
    await service.fault(method, path, fault);
    const report = await service.run("release", [dynamic(service)]);
    expect(report.errors).toEqual([]);
    const { flows } = await service.state();
    expect(flows.map((flow) => `${flow.name} ${flow.status}`)).toEqual(["signup published"]);
  });

  it.each(writes)("goes on in a second run when %s %s fails for good", async (method, path) => {
    const service = await startService();
    await service.fault(method, path, "status:503", 20);
    const first = await service.run("release", [dynamic(service)]);
    expect(first.conclusion).toBe("failure");
    expect(first.errors[0]?.code).toMatch(/^REMOTE_/);
    expect(first.continueWith).toContain("wa-flows pipeline release");
    await fetch(`${service.emulator.url}/__emulator/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "[]",
    });
    const second = await service.run("release", [dynamic(service)]);
    expect(second.errors).toEqual([]);
    const { flows } = await service.state();
    expect(flows.map((flow) => `${flow.name} ${flow.status}`)).toEqual(["signup published"]);
  });
});
