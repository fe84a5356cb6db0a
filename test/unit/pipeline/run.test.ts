import { describe, expect, expectTypeOf, it } from "vitest";
import type { KapsoClient } from "../../../src/client/client.js";
import { RefusedError, TransportError } from "../../../src/errors/errors.js";
import type { RunInput } from "../../../src/pipeline/context.js";
import { exitCodeOf } from "../../../src/pipeline/exit-code.js";
import type { FlowsApi } from "../../../src/pipeline/flows-api.js";
import { definePipeline } from "../../../src/pipeline/pipeline.js";
import { outputNames, type Report } from "../../../src/pipeline/report.js";
import { type AnyStep, defineStep, type Effect } from "../../../src/pipeline/step.js";
import { pipeline } from "../../../src/pipelines/index.js";
import { account } from "../../../src/steps/account.js";
import { find } from "../../../src/steps/find.js";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, ports } from "../steps/fake-service.js";

/** A step that notes where it ran, then does what is asked. */
function step(name: string, effect: Effect, seen: string[], act: (target: string) => void = () => {}): AnyStep {
  return defineStep({
    name,
    summary: "",
    effect,
    needs: [],
    gives: [],
    async run({ target }) {
      seen.push(`${name} ${target}`);
      act(target);
      return { status: "passed", facts: {} };
    },
  });
}

function fail(): never {
  throw new RefusedError("API_UNPROCESSABLE", "It was refused.", {
    operation: "createFlow",
    status: 422,
    hint: "Ask.",
  });
}

function run(list: readonly AnyStep[], more: Partial<RunInput> = {}): Promise<Report> {
  const targets = [{ name: "a" }, { name: "b" }];
  const input = { targets, api: new FakeService().api, ...ports(), ...more };
  return definePipeline(
    list.map((each) => ({ step: each })),
    { catalog: list, finder: find, account },
  ).run(input);
}

const statuses = (report: Report): string[] => report.steps.map((each) => `${each.name} ${each.target} ${each.status}`);

describe("a run", () => {
  it("goes step by step over all flows", async () => {
    const seen: string[] = [];
    const report = await run([step("one", "none", seen), step("two", "write", seen)]);
    expect(seen).toEqual(["one a", "one b", "two a", "two b"]);
    expect(report.conclusion).toBe("success");
  });

  it("looks at all flows before it stops over a finding", async () => {
    const seen: string[] = [];
    const report = await run([step("look", "read", seen, fail), step("write", "write", seen)]);
    expect(seen).toEqual(["look a", "look b"]);
    expect(report.errors).toHaveLength(2);
    expect(statuses(report)).toEqual(["look a failed", "look b failed", "write a not-reached", "write b not-reached"]);
  });

  it("stops changing flows at the first failure", async () => {
    const seen: string[] = [];
    const report = await run([step("write", "write", seen, fail), step("more", "read", seen)]);
    expect(seen).toEqual(["write a"]);
    expect(statuses(report)).toEqual([
      "write a failed",
      "write b not-reached",
      "more a not-reached",
      "more b not-reached",
    ]);
    expect(report.steps[1]?.reason).toBe("An earlier step failed.");
  });

  it("tells an error of ours with its code, hint, operation and place", async () => {
    const report = await run([step("write", "write", [], fail)]);
    expect(report.conclusion).toBe("failure");
    expect(report.errors).toEqual([
      {
        code: "API_UNPROCESSABLE",
        message: "It was refused.",
        hint: "Ask.",
        step: "write",
        target: "a",
        operation: "createFlow",
        status: 422,
        stack: null,
      },
    ]);
  });

  it("tells a bug by its stack and calls the step errored", async () => {
    const bug = (): never => {
      throw new TypeError("x is undefined");
    };
    const report = await run([step("write", "write", [], bug)]);
    expect(report.steps[0]?.status).toBe("errored");
    expect(report.errors[0]).toMatchObject({ code: "INTERNAL", stack: expect.stringContaining("TypeError") });
  });

  it("treats a step that does not give what it says as a bug", async () => {
    const gives = { ...step("gives", "none", []), gives: ["flowId"] as const };
    const needs = { ...step("needs", "none", []), needs: ["flowId"] as const };
    const report = await run([gives, needs], { targets: [{ name: "a" }] });
    expect(statuses(report)).toEqual(["gives a passed", "needs a errored"]);
  });

  it("measures how long each step took", async () => {
    const tools = ports();
    const slow = defineStep({
      name: "slow",
      summary: "",
      effect: "none",
      needs: [],
      gives: [],
      async run({ clock }) {
        await clock.sleep(1500);
        return { status: "passed", facts: {} };
      },
    });
    const report = await run([slow], { ...tools, targets: [{ name: "a" }] });
    expect(report.steps[0]?.durationMs).toBe(1500);
  });

  it("keeps secrets out of everything it says", async () => {
    const leak = (): never => {
      throw new RefusedError("API_REFUSED", "key-1234 +15550100 15550100 token-5", {
        operation: "x",
        hint: "key-1234",
      });
    };
    const tools = ports();
    const options = { secrets: ["key-1234"], send: { recipients: ["+15550100"], flowToken: "token-5" } };
    const report = await run([step("write", "write", [], leak)], { ...tools, options });
    const said = JSON.stringify(report) + tools.log.lines.join("\n");
    for (const secret of ["key-1234", "15550100", "token-5"]) expect(said).not.toContain(secret);
  });

  it("goes through JSON unchanged", async () => {
    const report = await run([step("one", "write", [], fail)]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("has all outputs also when it fails", async () => {
    const report = await run([step("write", "write", [], fail)]);
    expect(Object.keys(report.outputs).sort()).toEqual([...outputNames].sort());
    expect(report.outputs).toMatchObject({ changed: "false", published: "false", "message-ids": "[]", valid: "" });
    const flows = report.flows.map(({ simulation: _, ...flow }) => flow);
    expect(JSON.parse(report.outputs.flows)).toEqual(flows);
  });
});

describe("what a step does before it fails", () => {
  const half = defineStep({
    name: "half",
    summary: "",
    effect: "write",
    needs: [],
    gives: ["flowId"],
    async run({ learn, wrote }) {
      wrote({ text: "Created flow `a`", ids: { flowId: "f-1" }, certainty: "done" });
      learn({ flowId: "f-1" });
      throw lost();
    },
  });

  it("stands in the report", async () => {
    const report = await run([half], { targets: [{ name: "a" }] });
    expect(report.writes).toEqual([
      { step: "half", target: "a", text: "Created flow `a`", ids: { flowId: "f-1" }, certainty: "done" },
    ]);
    expect(report.steps[0]?.changes).toEqual(["Created flow `a`"]);
    expect(report.outputs["flow-id"]).toBe("f-1");
  });

  it("leads to the command that goes on", async () => {
    const report = await run([step("validate", "none", []), half, step("publish", "write", [])], {
      targets: [{ name: "a", flowJson: { path: "my flows/a.json", text: "{}" }, phoneNumberId: "111" }],
    });
    expect(report.continueWith).toBe(
      "wa-flows pipeline validate,half,publish --path 'my flows/a.json' --flow-id f-1 --phone-number-id 111",
    );
  });

  it("is not needed for that: a failing write may have happened", async () => {
    const report = await run([step("write", "write", [], fail)], { targets: [{ name: "a", flowId: "f" }] });
    expect(report.continueWith).toBe("wa-flows pipeline write --flow-id f");
  });

  it("has no such command when nothing was begun", async () => {
    const report = await run([step("look", "none", [], fail), step("write", "write", [])]);
    expect(report.continueWith).toBeNull();
  });

  it("uses the arguments that the run was started with", async () => {
    const options = { invocation: ["--config", "whatsapp-flows.yml", "--environment", "staging"] };
    const report = await run([step("create", "write", []), step("write", "write", [], fail)], { options });
    expect(report.continueWith).toBe(
      "wa-flows pipeline create,write --config whatsapp-flows.yml --environment staging",
    );
  });
});

describe("cancelling a run", () => {
  it("lets the step finish and begins nothing else", async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    const report = await run([step("one", "write", seen, () => abort.abort()), step("two", "write", seen)], {
      signal: abort.signal,
    });
    expect(seen).toEqual(["one a"]);
    expect(statuses(report)).toEqual(["one a passed", "one b not-reached", "two a not-reached", "two b not-reached"]);
    expect(report.errors).toMatchObject([{ code: "CANCELLED" }]);
    expect(report.conclusion).toBe("failure");
  });

  it("before it begins runs nothing", async () => {
    const seen: string[] = [];
    const report = await run([step("one", "none", seen)], { signal: AbortSignal.abort() });
    expect(seen).toEqual([]);
    expect(report.steps[0]?.reason).toBe("The run was cancelled before it.");
  });
});

describe("the time of a run", () => {
  /** A clock that a test moves. */
  function moved(): { clock: RunInput["clock"]; advance: (ms: number) => void } {
    let now = 0;
    const advance = (ms: number): void => {
      now += ms;
    };
    return { clock: { now: () => now, sleep: async (ms) => advance(ms) }, advance };
  }

  it("ends it: the step under way is finished, and nothing else is begun", async () => {
    const { clock, advance } = moved();
    const seen: string[] = [];
    const slow = step("one", "write", seen, () => advance(60_000));
    const report = await run([slow, step("two", "write", seen)], { clock, options: { timeoutMs: 60_000 } });
    expect(statuses(report)).toEqual(["one a passed", "one b not-reached", "two a not-reached", "two b not-reached"]);
    expect(report.errors).toMatchObject([
      { code: "DEADLINE_RUN", message: "The run was stopped: it may take 1 minute." },
    ]);
    expect(report.steps.at(-1)?.reason).toBe("The time was over.");
    expect(report.continueWith).toMatch(/^wa-flows pipeline one,two/);
    expect(exitCodeOf(report)).toBe(3);
  });

  it("is 15 minutes when nothing is said", async () => {
    const { clock, advance } = moved();
    const within = await run([step("one", "read", [], () => advance(7 * 60_000))], { clock });
    const beyond = await run([step("one", "read", [], () => advance(15 * 60_000)), step("two", "read", [])], { clock });
    expect(within.errors).toEqual([]);
    expect(beyond.errors).toMatchObject([{ code: "DEADLINE_RUN" }]);
  });

  it("keeps a change from being begun, and ends a wait", async () => {
    const { clock } = moved();
    const service = new FakeService();
    service.fail("flows.create", lost());
    const target = { name: "a", flowName: "a", phoneNumberId: "1" };
    const report = await pipeline([steps.create]).run({
      targets: [target],
      api: service.api,
      ...ports(),
      clock,
      options: { timeoutMs: 2500 },
    });
    expect(report.errors).toMatchObject([{ code: "DEADLINE_RUN", step: "create" }]);
    expect([clock.now(), service.changes]).toEqual([2500, []]);
  });

  it("is told in place of the client's words for being stopped", async () => {
    const { clock, advance } = moved();
    const stopped = (): never => {
      advance(1000);
      throw new TransportError("TRANSPORT_ABORTED", "Cancelled.", { operation: "getFlow", notSent: true });
    };
    const report = await run([step("one", "write", [], stopped)], { clock, options: { timeoutMs: 1000 } });
    expect(report.errors).toMatchObject([{ code: "DEADLINE_RUN", step: "one" }]);
  });
});

describe("the API that steps see", () => {
  it("is what the client has (checked by tsc)", () => {
    expectTypeOf<KapsoClient>().toExtend<FlowsApi>();
  });

  it("cannot be used by a step without effect, which runs without one", async () => {
    const sly = defineStep({
      name: "sly",
      summary: "",
      effect: "none",
      needs: [],
      gives: [],
      async run({ api }) {
        await api.flows.get("f-1");
        return { status: "passed", facts: {} };
      },
    });
    const { api: _none, ...offline } = { targets: [{ name: "a" }], api: undefined, ...ports() };
    const report = await definePipeline([{ step: sly }], { catalog: [], finder: find, account }).run(offline);
    expect(report.errors[0]?.message).toBe("sly uses the API although its effect is none.");
  });
});
