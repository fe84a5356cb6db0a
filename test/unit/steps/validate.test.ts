import { describe, expect, it } from "vitest";
import { pipeline } from "../../../src/pipelines/index.js";
import { allSteps, laterSteps, stepNames, steps } from "../../../src/steps/index.js";
import { ports } from "./fake-service.js";
import { staticFile } from "./samples.js";

const faulty = { path: "flow.json", text: '{"version": "7.3", "screens": []}' };

function validate(file: { path: string; text: string }, options = {}) {
  return pipeline([steps.validate]).run({ targets: [{ name: "a", flowJson: file }], options, ...ports() });
}

describe("validate", () => {
  it("passes a flow without findings, and needs no API", async () => {
    const report = await validate(staticFile);
    expect(report.conclusion).toBe("success");
    expect(report.files).toMatchObject([{ path: "flows/signup/flow.json", screens: 1, diagnostics: [] }]);
    expect(report.outputs).toMatchObject({ valid: "true", errors: "0", warnings: "0" });
  });

  it("fails over an error", async () => {
    const report = await validate(faulty);
    expect(report.errors).toMatchObject([{ code: "VALIDATION_FAILED", step: "validate", target: "a" }]);
    expect(report.steps[0]?.reason).toMatch(/^`flow.json` has 1 error/);
    expect(report.outputs.valid).toBe("false");
  });

  it("does not fail when findings never do", async () => {
    const report = await validate(faulty, { failOn: "never" });
    expect(report.conclusion).toBe("success");
    expect(report.outputs).toMatchObject({ valid: "true", errors: "1" });
  });

  it("takes severities from the config, by rule and path", async () => {
    const asked: string[] = [];
    const severity = (_rule: string, path: string) => {
      asked.push(path);
      return "off" as const;
    };
    const report = await validate(faulty, { severity });
    expect(report.conclusion).toBe("success");
    expect(new Set(asked)).toEqual(new Set(["flow.json"]));
  });
});

describe("the list of steps", () => {
  it("has every step of the contract that is not for later, and `set-secrets`", () => {
    const contract =
      "validate simulate update-json set-secrets set-endpoint deploy register publish send-test create setup-encryption delete deprecate status logs";
    expect([...stepNames].sort()).toEqual(contract.split(" ").sort());
    expect(laterSteps).toEqual(["preview"]);
  });

  it("names each step in code as users do, in camelCase", () => {
    for (const [key, step] of Object.entries(steps)) {
      expect(key).toBe(step.name.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase()));
    }
  });

  it("only orders steps after steps that exist", () => {
    for (const step of allSteps) for (const earlier of step.after) expect(stepNames).toContain(earlier);
  });

  it("stands in an order that suits every step", () => {
    const order = allSteps.map((step) => step.name);
    for (const step of allSteps) {
      for (const earlier of step.after) expect(order.indexOf(earlier)).toBeLessThan(order.indexOf(step.name));
    }
  });

  it("sends messages with send-test only, and does nothing to the outside with offline steps only", () => {
    expect(allSteps.filter((step) => step.effect === "message").map((step) => step.name)).toEqual(["send-test"]);
    expect(allSteps.filter((step) => step.effect === "none").map((step) => step.name)).toEqual([
      "validate",
      "simulate",
    ]);
  });
});
