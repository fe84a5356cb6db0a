import { describe, expect, it } from "vitest";
import { continueWith } from "../../../src/pipeline/continue-with.js";
import type { KnownFacts } from "../../../src/pipeline/facts.js";
import type { RunOptions } from "../../../src/pipeline/options.js";
import { steps } from "../../../src/steps/index.js";

const list = [steps.validate, steps.create, steps.updateJson, steps.sendTest];
const invocation = ["--config", "whatsapp-flows.yml", "--environment", "staging"];

function command(options: RunOptions, facts: readonly KnownFacts[] = [{}, {}], failedAt = 2): string {
  const targets = facts.map((known, i) => ({ target: { name: `flow-${i}` }, facts: known }));
  return continueWith({ steps: list, preset: null, failedAt, targets, options });
}

describe("the command that goes on", () => {
  it("finds or makes several flows again by what the run was started with", () => {
    const send = { recipients: ["+15550100"], bodyText: "Please try" };
    expect(command({ invocation, send, recipientsInConfig: true }, [{ flowId: "f-0" }, {}])).toBe(
      "wa-flows pipeline validate,create,update-json,send-test --config whatsapp-flows.yml --environment staging --body-text 'Please try'",
    );
  });

  it("has a stand-in for recipients that the config does not have", () => {
    const send = { recipients: ["+15550100"], bodyText: "Hello" };
    expect(command({ invocation, send })).toContain(" --to RECIPIENTS --body-text Hello");
  });

  it("has a stand-in for what the flow is opened with, which may be personal", () => {
    const send = { bodyText: "Hello", flowActionPayload: { screen: "A", data: { name: "Ada Lovelace" } } };
    expect(command({ invocation, send })).toContain(" --flow-action-payload PAYLOAD");
  });

  it("asks for those without a message once some were sent", () => {
    const facts = [{ messages: [{ recipient: "+1***00", status: "accepted", messageId: "m" }] } as const];
    const options = { invocation, send: { bodyText: "Hello" }, recipientsInConfig: true };
    expect(command(options, facts, 3)).toBe(
      "wa-flows pipeline validate,create,send-test --config whatsapp-flows.yml --environment staging --to RECIPIENTS_WITHOUT_A_MESSAGE --body-text Hello",
    );
  });

  it("adds the ID of the only flow, unless it was given", () => {
    expect(command({ invocation: ["--path", "a.json"] }, [{ flowId: "f-0" }])).toContain(
      " --path a.json --flow-id f-0",
    );
    const targets = [{ target: { name: "a", flowId: "f-0" }, facts: { flowId: "f-0" } }];
    const options = { invocation: ["--flow-id", "f-0"] };
    expect(continueWith({ steps: [steps.publish], preset: null, failedAt: 0, targets, options })).toBe(
      "wa-flows pipeline publish --flow-id f-0",
    );
  });

  it("gives a draft that was made with findings another version", () => {
    const targets = [{ target: { name: "a", flowName: "a" }, facts: { flowId: "f-0" } }];
    const progress = { preset: null, failedAt: 0, targets, options: {} };
    expect(continueWith({ ...progress, steps: [steps.create, steps.publish] })).toBe(
      "wa-flows pipeline create,update-json,publish --flow-id f-0",
    );
    expect(continueWith({ ...progress, steps: [steps.create, steps.updateJson] })).toBe(
      "wa-flows pipeline create,update-json --flow-id f-0",
    );
  });

  it("keeps a stricter or laxer judgement", () => {
    expect(command({ invocation, failOn: "warning" })).toContain(" --fail-on warning");
    expect(command({ invocation, failOn: "error" })).not.toContain("--fail-on");
  });
});
