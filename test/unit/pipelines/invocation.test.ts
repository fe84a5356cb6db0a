import { expect, test } from "vitest";
import type { Config, EnvironmentConfig } from "../../../src/config/config.js";
import { invocationOf } from "../../../src/pipelines/invocation.js";
import type { Project } from "../../../src/pipelines/project.js";

const environment: EnvironmentConfig = {
  name: "staging",
  publish: false,
  testRecipients: [],
  secretNames: [],
  flowIds: new Map(),
};
const config: Config = { path: "whatsapp-flows.yml", folder: "", flows: [], environments: [environment], rules: [] };
const project: Project = {
  config,
  environment,
  shownText: "",
  severity: () => undefined,
  unusedSettings: () => [],
};

test("the flags name config, environment and every path", () => {
  const inputs = { paths: ["flows/a/flow.json", "flows/b/flow.json"] };
  expect(invocationOf(inputs, project)).toEqual([
    ...["--config", "whatsapp-flows.yml", "--environment", "staging"],
    ...["--path", "flows/a/flow.json", "--path", "flows/b/flow.json"],
  ]);
});

test("whatever was said about a single flow is said again, with or without a config", () => {
  const inputs = { endpoint: "e.js", flowId: "f", name: "signup", phoneNumberId: "111", businessAccountId: "900" };
  const flags = [
    ...["--endpoint", "e.js", "--flow-id", "f", "--name", "signup"],
    ...["--phone-number-id", "111", "--business-account-id", "900"],
  ];
  expect(invocationOf(inputs, undefined)).toEqual(flags);
  expect(invocationOf(inputs, { ...project, environment: undefined })).toEqual([
    "--config",
    "whatsapp-flows.yml",
    ...flags,
  ]);
});
