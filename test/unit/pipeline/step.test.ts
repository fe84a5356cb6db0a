import { describe, expect, expectTypeOf, it } from "vitest";
import type { Context } from "../../../src/pipeline/context.js";
import type { KnownFacts, SourceFile } from "../../../src/pipeline/facts.js";
import { hasFacts } from "../../../src/pipeline/facts.js";
import { type AnyStep, defineStep, exceeds, type Outcome, type Step } from "../../../src/pipeline/step.js";

const sample = defineStep({
  name: "sample",
  summary: "Does something.",
  effect: "write",
  needs: ["flowId"],
  uses: ["flowJson"],
  gives: ["flowVersionId"],
  async run(context) {
    expectTypeOf(context).toEqualTypeOf<Context<"flowId", "flowJson">>();
    return { status: "passed", facts: { flowVersionId: context.facts.flowId } };
  },
});

const bare = defineStep({
  name: "bare",
  summary: "Does nothing.",
  effect: "none",
  needs: [],
  gives: [],
  async run(context) {
    expectTypeOf(context).toEqualTypeOf<Context<never, never>>();
    return { status: "passed", facts: {} };
  },
});

describe("the types of a step (checked by tsc)", () => {
  it("are inferred from the lists of facts", () => {
    expectTypeOf(sample).toEqualTypeOf<Step<"flowId", "flowVersionId", "flowJson">>();
    expectTypeOf(bare).toEqualTypeOf<Step<never, never, never>>();
  });

  it("let a step read its needs for certain and what it uses perhaps", () => {
    expectTypeOf<Context<"flowId", "flowJson">["facts"]["flowId"]>().toEqualTypeOf<string>();
    expectTypeOf<Context<"flowId", "flowJson">["facts"]["flowJson"]>().toEqualTypeOf<SourceFile | undefined>();
  });

  it("hide facts that were not declared", () => {
    expectTypeOf<Context<"flowId", "flowJson">["facts"]>().not.toHaveProperty("endpointCode");
    expectTypeOf<Context<never>["facts"]>().not.toHaveProperty("flowId");
  });

  it("refuse an outcome that gives less than declared", () => {
    type Given = { status: "passed"; facts: { flowVersionId: string } };
    expectTypeOf<Given>().toExtend<Outcome<"flowVersionId">>();
    expectTypeOf<Given>().not.toExtend<Outcome<"flowVersionId" | "changed">>();
    expectTypeOf<{ status: "skipped"; reason: string }>().not.toExtend<Outcome<"flowVersionId">>();
    expectTypeOf<{ status: "skipped"; facts: Record<never, never> }>().not.toExtend<Outcome<never>>();
  });

  it("refuse a run that reads what its needs do not declare", () => {
    type Reads<N extends "flowId" | "flowJson"> = (context: Context<N>) => Promise<Outcome<never>>;
    expectTypeOf<Reads<"flowJson">>().not.toExtend<Step<"flowId", never, never>["run"]>();
    expectTypeOf<Reads<"flowId">>().toExtend<Step<"flowId" | "flowJson", never, never>["run"]>();
  });

  it("let every step stand in a list of steps", () => {
    expectTypeOf(sample).toExtend<AnyStep>();
    expectTypeOf(bare).toExtend<AnyStep>();
  });
});

describe("defineStep", () => {
  it("fills in what a step leaves out", () => {
    expect(bare).toMatchObject({ uses: [], after: [], concerns: "flow" });
  });
});

describe("hasFacts", () => {
  it("is true only when all of them are known", () => {
    const known: KnownFacts = { flowId: "f" };
    expect(hasFacts(known, ["flowId"])).toBe(true);
    expect(hasFacts(known, ["flowId", "flowStatus"])).toBe(false);
  });

  it("counts a fact that is false as known", () => {
    expect(hasFacts({ changed: false }, ["changed"])).toBe(true);
  });
});

describe("exceeds", () => {
  it.each([
    ["none", "read", false],
    ["read", "read", false],
    ["write", "read", true],
    ["message", "write", true],
    ["message", "none", true],
  ] as const)("%s against a ceiling of %s: %s", (effect, ceiling, expected) => {
    expect(exceeds(effect, ceiling)).toBe(expected);
  });
});
