import { describe, expect, test } from "vitest";
import type { WorkflowEvent } from "../../../src/action/event.js";
import { readInputs } from "../../../src/action/inputs.js";
import { commentKey } from "../../../src/action/post-comment.js";

const event: WorkflowEvent = {
  name: "pull_request",
  repository: { owner: "octo", name: "flows" },
  pullRequest: undefined,
  sha: undefined,
  serverUrl: "https://github.com",
  runUrl: undefined,
  workflow: "Flows",
  job: "check",
};
const keyOf = (inputs: Readonly<Record<string, string>>, changes: Partial<WorkflowEvent> = {}): string => {
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  return commentKey({ ...event, ...changes }, readInputs(env).inputs);
};

describe("the key of a comment", () => {
  test("is the same for the same use of the action", () => {
    expect(keyOf({ path: "a" })).toBe(keyOf({ path: "a" }));
    expect(keyOf({ path: "a" })).toMatch(/^Flows\/check\/[0-9a-f]{8}$/);
  });

  test.each([
    ["another path, as in jobs of a matrix", { path: "b" }, {}],
    ["another environment", { path: "a", environment: "staging" }, {}],
    ["another folder", { path: "a", "working-directory": "app" }, {}],
    ["another job", { path: "a" }, { job: "deploy" }],
    ["another workflow", { path: "a" }, { workflow: "Release" }],
  ])("differs for %s", (_, inputs, changes) => {
    expect(keyOf(inputs, changes)).not.toBe(keyOf({ path: "a" }));
  });
});
