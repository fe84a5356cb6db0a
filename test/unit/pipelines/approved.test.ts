import { describe, expect, it } from "vitest";
import type { DeploymentPlan, FlowPlan } from "../../../src/deployment/plan.js";
import { refuseMoved } from "../../../src/pipelines/approved.js";

function flowPlan(name: string): FlowPlan {
  const basis = {
    flowJson: null,
    endpointCode: null,
    flowId: null,
    status: null,
    flowVersionId: null,
    storedCode: null,
  };
  return {
    ...{ name, path: null, flowName: name, flowId: null, foundBy: null, verdict: "create" },
    ...{ changes: [], obstacles: [], notes: [], basis: { ...basis, deployedAt: null }, difference: null },
  };
}

const account = { phoneNumberId: "111", businessAccountId: "222", name: null, phoneNumber: null };
const plan: DeploymentPlan = {
  schemaVersion: 1,
  tool: { name: "whatsapp-flows-ci", version: "0.1.0" },
  environment: "staging",
  account,
  flows: [flowPlan("a"), flowPlan("b")],
};
const staging = { name: "staging", phoneNumberId: "111" };
const targets = [{ name: "a" }, { name: "b" }];

describe("a plan that was reviewed", () => {
  it("fits the environment, number and flows it was made for", () => {
    expect(() => refuseMoved(plan, { environment: staging, targets, all: true })).not.toThrow();
  });

  it("may be done in part, when that is asked for", () => {
    expect(() => refuseMoved(plan, { environment: staging, targets: [{ name: "a" }], all: false })).not.toThrow();
  });

  it.each([
    [
      "another environment",
      { environment: { ...staging, name: "production" }, targets, all: true },
      /`staging`.*`production`/,
    ],
    ["no environment", { environment: undefined, targets, all: true }, /no environment/],
    ["another number", { environment: { ...staging, phoneNumberId: "999" }, targets, all: true }, /`111`.*`999`/],
    ["one flow more", { environment: staging, targets: [...targets, { name: "c" }], all: true }, /does not have `c`/],
    ["one flow less", { environment: staging, targets: [{ name: "a" }], all: true }, /no longer has `b`/],
  ])("is refused for %s", (_what, intended, message) => {
    expect(() => refuseMoved(plan, intended)).toThrow(
      expect.objectContaining({ code: "STATE_PLAN_STALE", message: expect.stringMatching(message) }),
    );
  });
});
