import { describe, expect, it } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import { staticTarget } from "../../unit/steps/samples.js";
import { type Service, startService } from "./harness.js";

const target = ({ emulator }: Service): FlowTarget => ({ ...staticTarget, phoneNumberId: emulator.phoneNumberId });
const message = (...recipients: readonly string[]) => ({ send: { bodyText: "Hello", recipients } });

describe("send-test against the emulator", () => {
  it("sends a draft as a draft, in order", async () => {
    const service = await startService();
    const report = await service.run("create,send-test", [target(service)], message("+15550100", "+15550123"));
    expect(report.errors).toEqual([]);
    expect((await service.state()).messages.map(({ to }) => to)).toEqual(["15550100", "15550123"]);
  });

  it("goes on after a refusal", async () => {
    const service = await startService({ recipients: { outsideWindow: ["15550100"] } });
    const report = await service.run("create,send-test", [target(service)], message("+15550100", "+15550123"));
    expect(report.flows[0]?.messages.map(({ status }) => status)).toEqual(["refused", "accepted"]);
    expect(JSON.stringify(report)).not.toContain("5550100");
  });

  it.each(["reset-after", "status:500", "truncated"])("sends nothing twice after %s", async (fault) => {
    const service = await startService();
    await service.run("create", [target(service)]);
    await service.fault("POST", "/messages$", fault);
    const report = await service.run("create,send-test", [target(service)], message("+15550100", "+15550123"));
    expect(report.flows[0]?.messages.map(({ status }) => status)).toEqual(["unknown", "accepted"]);
    const { requests } = await service.state();
    expect(requests.filter(({ path }) => path.endsWith("/messages"))).toHaveLength(2);
  });

  it("sends again what certainly did not leave", async () => {
    const service = await startService();
    await service.fault("POST", "/messages$", "refuse-before");
    const report = await service.run("create,send-test", [target(service)], message("+15550100"));
    expect((await service.state()).messages.length).toBeLessThanOrEqual(1);
    expect(report.flows[0]?.messages).toHaveLength(1);
  });
});

describe("the end of a flow against the emulator", () => {
  it("deletes a draft and deprecates a published flow", async () => {
    const service = await startService();
    const created = await service.run("create", [target(service)]);
    const flowId = created.outputs["flow-id"];
    const deleted = await service.run("delete", [{ name: "signup", flowId }]);
    expect(deleted.outputs["flow-status"]).toBe("deleted");
    expect((await service.state()).flows).toEqual([]);
    const released = await service.run("release", [target(service)]);
    const byId = { name: "signup", flowId: released.outputs["flow-id"] };
    expect((await service.run("deprecate", [byId])).outputs["flow-status"]).toBe("deprecated");
    expect((await service.run("status", [byId])).outputs["flow-status"]).toBe("deprecated");
    expect((await service.run("deprecate", [byId])).steps[0]?.status).toBe("skipped");
  });
});
