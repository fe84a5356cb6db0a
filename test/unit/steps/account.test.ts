import { describe, expect, it } from "vitest";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Report } from "../../../src/pipeline/report.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, notFound, overloaded, ports } from "./fake-service.js";
import { staticTarget } from "./samples.js";

async function publishAll(
  service: FakeService,
  ...targets: readonly FlowTarget[]
): Promise<{ report: Report; lines: readonly string[] }> {
  const { log, ...others } = ports();
  const report = await pipeline([steps.publish]).run({ targets, api: service.api, log, ...others });
  return { report, lines: log.lines };
}

const target: FlowTarget = { name: "signup", flowId: "f-1", phoneNumberId: "111" };

function withFlow(business_account_id = "900"): FakeService {
  const service = new FakeService();
  service.add({ id: "f-1", business_account_id }, { version: "7.3", screens: [] });
  return service;
}

describe("account", () => {
  it("says which account it is before the first change, with the number masked", async () => {
    const service = withFlow();
    service.number = { business_account_id: "900", verified_name: "Example Ltd", display_phone_number: "+1 555-0100" };
    const { report, lines } = await publishAll(service, target);
    expect(report.steps[0]).toMatchObject({ name: "account", status: "passed", effect: "read" });
    expect(lines).toContain("info: Working on `Example Ltd`, number +15••••00 (phone number ID `111`), WABA `900`.");
    expect(report.account).toEqual({
      phoneNumberId: "111",
      businessAccountId: "900",
      name: "Example Ltd",
      phoneNumber: "+15••••00",
    });
  });

  it("is said and read once for all flows of the number", async () => {
    const service = withFlow();
    service.add({ id: "f-2" }, { version: "7.3", screens: [] });
    const { lines } = await publishAll(service, target, { ...target, name: "other", flowId: "f-2" });
    expect(service.calls.filter((call) => call === "phoneNumbers.get")).toHaveLength(1);
    expect(lines.filter((line) => line.includes("Working on"))).toHaveLength(1);
  });

  it.each<[string, Partial<FlowTarget>, FakeService, string]>([
    [
      "the number is of another WABA than the one named",
      { businessAccountId: "901" },
      withFlow(),
      "The number `111` belongs to the WABA `900`, not to `901`.",
    ],
    [
      "the flow is of another WABA",
      {},
      withFlow("777"),
      "The flow `signup` (`f-1`) belongs to the WABA `777`, and the number to `900`.",
    ],
  ])("refuses when %s", async (_name, more, service, message) => {
    const { report } = await publishAll(service, { ...target, ...more });
    expect(report.errors).toMatchObject([{ code: "STATE_WRONG_ACCOUNT", message }]);
    expect(service.changes).toEqual([]);
  });

  it("refuses a number that the key's project does not have", async () => {
    const service = withFlow();
    service.fail("phoneNumbers.get", notFound());
    const { report } = await publishAll(service, target);
    expect(report.errors).toMatchObject([
      {
        code: "STATE_WRONG_ACCOUNT",
        message: "The project of the API key has no number with the phone number ID `111`.",
      },
    ]);
  });

  it("does not take trouble of the service for a wrong account", async () => {
    const service = withFlow();
    service.fail("phoneNumbers.get", overloaded());
    const { report } = await publishAll(service, target);
    expect(report.errors).toMatchObject([{ code: "REMOTE_ERROR", step: "account" }]);
  });

  it("is no matter of a run that only reads, nor of one whose number is not known", async () => {
    const service = withFlow();
    const read = await pipeline([steps.status]).run({ targets: [target], api: service.api, ...ports() });
    const { phoneNumberId: _, ...unknown } = target;
    const { report } = await publishAll(service, unknown);
    expect([...read.steps, ...report.steps].map((step) => step.name)).toEqual(["status", "publish"]);
  });

  it("judges a flow that is found by its name, too", async () => {
    const service = withFlow("777");
    const { flowJson: _, ...named } = staticTarget;
    const { report } = await publishAll(service, named);
    expect(report.steps.map((step) => step.name)).toEqual(["find", "account", "publish"]);
    expect(report.errors).toMatchObject([{ code: "STATE_WRONG_ACCOUNT" }]);
  });
});
