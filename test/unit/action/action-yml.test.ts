import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { inputNames, inputSpec } from "../../../src/action/input-specs.js";
import { outputNames } from "../../../src/action/outputs.js";
import { presetNames } from "../../../src/pipelines/index.js";
import { stepNames } from "../../../src/steps/index.js";

interface Declared {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, Declared>>;
  readonly outputs: Readonly<Record<string, Declared>>;
  readonly runs: unknown;
}

const action: ActionFile = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8"));

describe("action.yml", () => {
  test("declares the inputs that are read, in the same order", () => {
    expect(Object.keys(action.inputs)).toEqual(inputNames);
  });

  test.each(inputNames)("and %s the same way", (name) => {
    const { required, default: value } = inputSpec(name);
    expect(action.inputs[name]?.default).toBe(value);
    expect(action.inputs[name]?.required ?? false).toBe(required ?? false);
  });

  test.each(inputNames.filter((name) => inputSpec(name).env !== undefined))("names the variable behind %s", (name) => {
    expect(action.inputs[name]?.description).toContain(`\`${inputSpec(name).env}\``);
  });

  test("declares the outputs that are set", () => {
    expect(Object.keys(action.outputs).sort()).toEqual([...outputNames].sort());
  });

  test("describes everything in sentences", () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/^["`A-Z].*[.}]$/s);
    }
  });

  test("names every preset and step", () => {
    const { description = "" } = action.inputs.pipeline ?? {};
    for (const name of [...presetNames, ...stepNames]) expect(description).toContain(`\`${name}\``);
  });

  test("runs the bundle", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
  });
});
