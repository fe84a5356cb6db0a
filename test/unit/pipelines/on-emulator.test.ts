import { describe, expect, it } from "vitest";
import { onEmulator, targetOnEmulator } from "../../../src/pipelines/on-emulator.js";
import type { Project } from "../../../src/pipelines/project.js";

const project: Project = {
  config: { path: "whatsapp-flows.yml", folder: "", flows: [], environments: [], rules: [] },
  environment: {
    name: "staging",
    phoneNumberId: "111",
    businessAccountId: "222",
    publish: true,
    testRecipients: ["+15550100"],
    secretNames: ["CRM_TOKEN"],
    flowIds: new Map([["signup", "abc"]]),
  },
  shownText: "",
  severity: () => undefined,
  unusedSettings: () => [],
};

describe("a project on the emulator", () => {
  it("has the emulator's number instead of that of a real account", () => {
    expect(onEmulator(project, { phoneNumberId: "100" }).environment).toEqual({
      name: "staging",
      phoneNumberId: "100",
      publish: true,
      testRecipients: ["+15550100"],
      secretNames: ["CRM_TOKEN"],
      flowIds: new Map(),
    });
  });

  it("stays as it is without an environment", () => {
    const offline = { ...project, environment: undefined };
    expect(onEmulator(offline, { phoneNumberId: "100" })).toBe(offline);
  });

  it("finds its flows by name", () => {
    const target = {
      name: "signup",
      flowName: "signup",
      flowId: "abc",
      phoneNumberId: "111",
      businessAccountId: "222",
    };
    expect(targetOnEmulator(target, { phoneNumberId: "100" })).toEqual({
      name: "signup",
      flowName: "signup",
      phoneNumberId: "100",
    });
  });
});
