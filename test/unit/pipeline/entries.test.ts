import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/errors/errors.js";
import type { RunInput } from "../../../src/pipeline/context.js";
import type { FlowTarget } from "../../../src/pipeline/facts.js";
import type { Pipeline } from "../../../src/pipeline/pipeline.js";
import type { AnyStep } from "../../../src/pipeline/step.js";
import { pipeline, pipelineNamed, presets } from "../../../src/pipelines/index.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, ports } from "../steps/fake-service.js";
import { dynamicTarget, staticTarget } from "../steps/samples.js";

const byId: FlowTarget = { name: "signup", flowId: "f-1" };

function input(more: Partial<RunInput> = {}): RunInput {
  return { targets: [staticTarget], api: new FakeService().api, ...ports(), ...more };
}

function problems(list: readonly AnyStep[] | Pipeline, more: Partial<RunInput> = {}): readonly string[] {
  const chosen = "problems" in list ? list : pipeline(list);
  return chosen.problems(input(more));
}

describe("a list of steps", () => {
  it("is accepted in every order that makes sense", () => {
    expect(problems([steps.validate, steps.create, steps.updateJson, steps.publish])).toEqual([]);
    const dynamic = [steps.create, steps.setupEncryption, steps.setEndpoint, steps.deploy, steps.register];
    expect(problems([...dynamic, steps.updateJson], { targets: [dynamicTarget] })).toEqual([]);
  });

  it("must not be empty", () => {
    expect(problems([])).toEqual(["The pipeline has no step: name at least one."]);
  });

  it("names each step once", () => {
    expect(problems([steps.validate, steps.validate])).toEqual([
      "`validate` stands twice in the pipeline: name it once.",
    ]);
  });

  it.each<[AnyStep, AnyStep]>([
    [steps.updateJson, steps.create],
    [steps.deploy, steps.setEndpoint],
    [steps.register, steps.deploy],
    [steps.setEndpoint, steps.setupEncryption],
    [steps.publish, steps.updateJson],
    [steps.publish, steps.register],
    [steps.sendTest, steps.updateJson],
    [steps.create, steps.validate],
    [steps.sendTest, steps.validate],
    [steps.delete, steps.sendTest],
  ])("is refused when $0.name comes before $1.name", (later, earlier) => {
    const target = { ...dynamicTarget, flowId: "f-1" };
    const options = { send: { recipients: ["+15550100"], bodyText: "Hello" } };
    expect(problems([later, earlier], { targets: [target], options })).toEqual([
      `\`${later.name}\` comes after \`${earlier.name}\`: put \`${earlier.name}\` before it.`,
    ]);
    expect(problems([earlier, later], { targets: [target], options })).toEqual([]);
  });

  it("may validate after a step that only reads", () => {
    expect(problems([steps.status, steps.validate], { targets: [{ ...staticTarget, flowId: "f-1" }] })).toEqual([]);
  });

  it("is refused all at once, by one UsageError, before anything runs", async () => {
    const service = new FakeService();
    const run = pipeline([steps.publish, steps.updateJson]).run(input({ api: service.api, targets: [{ name: "a" }] }));
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toMatchObject({
      code: "USAGE_PIPELINE",
      message: [
        "`publish` comes after `update-json`: put `update-json` before it.",
        "`publish` needs a flow ID: give `flow-id`, or put `create` before it.",
        "`update-json` needs a flow ID: give `flow-id`, or put `create` before it.",
        "`update-json` needs a Flow JSON file: give `path`.",
      ].join("\n"),
    });
    expect(service.calls).toEqual([]);
  });
});

describe("the needs of a step", () => {
  it("name the input and the step that would meet them", () => {
    const { flowName: _unnamed, ...target } = staticTarget;
    expect(problems([steps.updateJson], { targets: [target] })).toEqual([
      "`update-json` needs a flow ID: give `flow-id`, or put `create` before it.",
    ]);
  });

  it("say to move a step that comes too late", () => {
    expect(problems([steps.updateJson, steps.create])).toContain(
      "`update-json` needs a flow ID: give `flow-id`, or move `create` before it.",
    );
  });

  it("are met by finding a flow that is named by Meta's ID, or by its name", () => {
    expect(problems([steps.publish], { targets: [{ name: "a", metaFlowId: "118" }] })).toEqual([]);
    expect(problems([steps.publish], { targets: [{ name: "a", flowName: "A", phoneNumberId: "111" }] })).toEqual([]);
  });

  it("name the flows when there are several", () => {
    const targets = [byId, { name: "booking" }, { name: "survey" }];
    expect(problems([steps.publish], { targets })).toEqual([
      "`publish` needs a flow ID for `booking`, `survey`: give `flow-id`, or put `create` before it.",
    ]);
  });

  it("are those of creating when nothing says which flow it is", () => {
    expect(problems([steps.create], { targets: [{ name: "a" }] })).toEqual([
      "`create` needs a flow ID, or a name and a phone number ID: give `flow-id`, or `name` and `phone-number-id`.",
    ]);
  });

  it("include who gets a message and what it says", () => {
    expect(problems([steps.sendTest], { targets: [{ ...byId, phoneNumberId: "111" }] })).toEqual([
      "`send-test` needs a test recipient: give `to`, or `test-recipients` in the config.",
      "`send-test` needs a message text: give `body-text`.",
    ]);
  });

  it("include an API key for whatever leaves the machine", () => {
    const { api: _none, ...offline } = input({ targets: [byId] });
    expect(pipeline([steps.publish]).problems(offline)).toEqual([
      "`publish` changes the flow on the service and needs an API key: give `api-key` or `KAPSO_API_KEY`.",
    ]);
  });
});

it("a missing API key is one problem, however many steps want it", () => {
  const { api: _none, ...offline } = input({ targets: [byId] });
  expect(pipeline([steps.validate, steps.status, steps.publish]).problems(offline)).toContain(
    "There is no API key, which `status`, `publish` need: give `api-key` or `KAPSO_API_KEY`.",
  );
});

describe("the ceiling on effects", () => {
  it("refuses steps above it", () => {
    expect(problems([steps.validate, steps.create], { options: { ceiling: "read" } })).toEqual([
      "`create` changes the flow on the service, which this run may not: its limit is `read`.",
    ]);
  });

  it("allows steps below it", () => {
    expect(problems([steps.validate], { options: { ceiling: "none" } })).toEqual([]);
    expect(problems([steps.status], { options: { ceiling: "read" }, targets: [byId] })).toEqual([]);
  });
});

describe("the targets", () => {
  it("must be at least one", () => {
    expect(problems([steps.validate], { targets: [] })).toEqual([
      "There is no flow to work on: give `path`, `flow-id` or `config`.",
    ]);
  });

  it("are not written to twice", () => {
    const targets = [byId, { ...byId, name: "other" }];
    expect(problems([steps.publish], { targets })).toEqual([
      "Two flows have the flow ID `f-1`: one would overwrite the other.",
    ]);
    const sameName = [staticTarget, { ...staticTarget, name: "other" }];
    expect(problems([steps.create], { targets: sameName })).toEqual([
      "Two flows are to have the name `signup`: a name is unique within a WABA.",
    ]);
  });

  it("may be read twice", () => {
    expect(problems([steps.status], { targets: [byId, { ...byId, name: "other" }] })).toEqual([]);
  });
});

describe("steps of the data endpoint", () => {
  const endpointSteps = [steps.create, steps.setupEncryption, steps.setEndpoint, steps.deploy, steps.register];

  it("are refused by name when they are listed and no flow has an endpoint", () => {
    expect(problems([steps.create, steps.deploy])).toEqual(["`deploy` needs data endpoint code: give `endpoint`."]);
  });

  it("are left out for the flows without one when another flow has one", () => {
    const other = { ...staticTarget, name: "plain", flowName: "plain" };
    expect(problems(endpointSteps, { targets: [dynamicTarget, other] })).toEqual([]);
  });

  it("may work on what is on the service when only the flow's ID is known", () => {
    expect(problems([steps.deploy, steps.register], { targets: [byId] })).toEqual([]);
  });

  it("are left out of a preset", () => {
    expect(problems(presets.release)).toEqual([]);
  });
});

describe("pipelineNamed", () => {
  it.each([
    ["validate", ["validate"]],
    ["validate, create,update-json", ["validate", "create", "update-json"]],
    ["validate\n  create\n", ["validate", "create"]],
    ["pull-request", ["validate", "simulate"]],
    ["qa", ["validate", "send-test"]],
  ])("reads %j", (text, names) => {
    expect(pipelineNamed(text).stepNames).toEqual(names);
  });

  it("reads a list", () => {
    expect(pipelineNamed(["validate", "create"]).stepNames).toEqual(["validate", "create"]);
  });

  it.each([
    ["updat-json", /no step or preset `updat-json`. Did you mean `update-json`\?/],
    ["publihs,creat", /`publihs`.*`publish`.*\n.*`creat`.*`create`/],
    ["", /`pipeline` is empty: name a preset \(`pull-request`, `release`, `plan`, `apply`, `qa`\) or steps\./],
    ["release,publish", /`release` is a preset and stands alone/],
    ["preview", /^This release does not have the step `preview` yet\.$/],
    ["validate,plan,apply", /`plan` is a preset and stands alone.*\n.*`apply` is a preset and stands alone/],
    ["constructor", /no step or preset `constructor`/],
  ])("refuses %j", (text, expected) => {
    expect(() => pipelineNamed(text)).toThrow(UsageError);
    expect(() => pipelineNamed(text)).toThrow(expected);
  });

  it("knows the strongest effect of what it made", () => {
    expect(pipelineNamed("pull-request").effect).toBe("none");
    expect(pipelineNamed("status").effect).toBe("read");
    expect(pipelineNamed("release").effect).toBe("write");
    expect(pipelineNamed("qa").effect).toBe("message");
  });
});
