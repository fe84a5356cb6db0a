import { describe, expect, test } from "vitest";
import { maskInputs, readInputs } from "../../../src/action/inputs.js";
import { fakeRunner } from "./fakes.js";

const input = (name: string, value: string): Record<string, string> => ({ [`INPUT_${name.toUpperCase()}`]: value });

describe("reading", () => {
  test("an input goes before the environment", () => {
    const { inputs } = readInputs({ ...input("api-key", "from-input"), KAPSO_API_KEY: "from-environment" });
    expect(inputs.apiKey).toEqual({ value: "from-input", source: "input" });
  });

  test("an empty input is none", () => {
    const { inputs } = readInputs({ ...input("api-key", " "), KAPSO_API_KEY: "from-environment" });
    expect(inputs.apiKey).toEqual({ value: "from-environment", source: "environment" });
  });

  test("what nobody gave has its default, or is absent", () => {
    const { inputs } = readInputs(input("pipeline", "validate"));
    expect(inputs.failOn).toEqual({ value: "error", source: "default" });
    expect(inputs.apiBaseUrl).toBeUndefined();
  });

  test("the token comes from its input only", () => {
    const { inputs } = readInputs({ GITHUB_TOKEN: "ghs_x" });
    expect(inputs.githubToken).toBeUndefined();
  });

  test("the result cannot be changed", () => {
    expect(Object.isFrozen(readInputs({}).inputs)).toBe(true);
  });

  test("all problems are told, by the name of the input", () => {
    const { problems } = readInputs({ ...input("comment", "maybe"), ...input("mode", "live"), ...input("path", ",") });
    expect(problems).toEqual([
      "The input `pipeline` is missing.",
      "The input `path` has separators only.",
      "The input `mode` cannot be `live`: it takes `draft`, `published`.",
      "The input `comment` cannot be `maybe`: it takes `auto`, `always`, `never`.",
    ]);
  });

  test("a payload that is no JSON object is not quoted, since a person may be in it", () => {
    const { problems } = readInputs({ ...input("pipeline", "x"), ...input("flow-action-payload", '["Ada"]') });
    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain("Ada");
  });
});

describe("masking", () => {
  test("keys, tokens and every form of a number are masked, and nothing else is said", () => {
    const runner = fakeRunner({
      ...input("github-token", "ghs_token"),
      ...input("flow-token", "my-flow-token"),
      ...input("to", "+1 555 01 00, 15550101"),
      ...input("body-text", "Hello"),
      KAPSO_API_KEY: "the-key",
    });
    const secrets = ["the-key", "+1 555 01 00", "15550100", "15550101", "my-flow-token", "ghs_token"];
    expect(maskInputs(runner)).toEqual(secrets);
    expect(runner.said).toEqual(secrets.map((secret) => `mask ${secret}`));
  });
});
