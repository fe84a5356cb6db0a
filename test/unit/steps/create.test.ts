import { describe, expect, it } from "vitest";
import { steps } from "../../../src/steps/index.js";
import { FakeService, lost, overloaded, refused } from "./fake-service.js";
import { runSteps } from "./run.js";
import { dynamicTarget, staticJson, staticTarget } from "./samples.js";

describe("create", () => {
  it("creates the flow with its name and Flow JSON when there is none of that name", async () => {
    const service = new FakeService();
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.conclusion).toBe("success");
    expect(service.flows.map((flow) => flow.record.name)).toEqual(["signup"]);
    expect(service.flows[0]?.versions[0]?.flow_json).toEqual(staticJson);
    expect(report.flows[0]).toMatchObject({ flowId: "flow-1", metaFlowId: "1000", status: "draft", changed: true });
    expect(report.writes).toMatchObject([{ text: "Created flow `signup`", certainty: "done" }]);
  });

  it.each([
    [[steps.create, steps.publish], [], "STATE_NO_ENDPOINT"],
    [[steps.create], ["flows.create"], undefined],
  ])("makes no flow that the same run could not publish", async (list, changes, code) => {
    const service = new FakeService();
    const { endpointCode: _, ...target } = dynamicTarget;
    const report = await runSteps(service, list, target);
    expect(report.errors[0]?.code).toBe(code);
    expect(service.changes).toEqual(changes);
  });

  it("skips a flow of exactly that name, and still knows its ID", async () => {
    const service = new FakeService();
    service.add({ id: "f-1", name: "signup" });
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.steps[0]).toMatchObject({ status: "skipped", reason: "The flow exists already (`f-1`)." });
    expect(report.outputs["flow-id"]).toBe("f-1");
    expect(service.changes).toEqual([]);
  });

  it("looks in the whole WABA of the number", async () => {
    const service = new FakeService();
    const asked: unknown[] = [];
    const { findByName } = service.api.flows;
    const flows = {
      ...service.api.flows,
      findByName: (...[name, scope]: Parameters<typeof findByName>) => {
        asked.push(scope);
        return findByName(name, scope);
      },
    };
    await runSteps(Object.assign(new FakeService(), { api: { ...service.api, flows } }), [steps.create], staticTarget);
    expect(asked).toEqual([{ businessAccountId: "900" }]);
  });

  it("only reads a flow whose ID is given", async () => {
    const service = new FakeService();
    service.add({ id: "f-1" });
    await runSteps(service, [steps.create], { ...staticTarget, flowId: "f-1" });
    expect(service.changes).toEqual([]);
  });

  it.each([
    ["the connection broke", lost()],
    ["the service failed", overloaded()],
  ])("takes the flow that was created although %s", async (_what, error) => {
    const service = new FakeService();
    service.fail("flows.create", error, "after");
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.conclusion).toBe("success");
    expect(service.changes).toEqual(["flows.create"]);
    expect(report.writes).toMatchObject([{ certainty: "done", ids: { flowId: "flow-1" } }]);
  });

  it("creates once more only after it saw that the first try did nothing", async () => {
    const service = new FakeService();
    service.fail("flows.create", lost(), "before");
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.conclusion).toBe("success");
    const looks = ["flows.findByName", "flows.findByName", "flows.findByName", "flows.findByName"];
    expect(service.calls.slice(-6)).toEqual(["flows.create", ...looks, "flows.create"]);
    expect(service.flows).toHaveLength(1);
  });

  it("says that a flow may exist when that cannot be read either", async () => {
    const service = new FakeService();
    service.fail("flows.create", lost(), "after");
    const { findByName } = service.api.flows;
    let searches = 0;
    const api = {
      ...service.api,
      flows: {
        ...service.api.flows,
        findByName: (...given: Parameters<typeof findByName>) => {
          searches += 1;
          return searches === 1 ? findByName(...given) : Promise.reject(lost());
        },
      },
    };
    const report = await runSteps(Object.assign(new FakeService(), { api }), [steps.create], staticTarget);
    expect(report.writes).toMatchObject([{ text: "Created flow `signup`", certainty: "unknown" }]);
    expect(report.steps[0]?.changes).toEqual(["Perhaps: Created flow `signup`"]);
    expect(report.errors[0]?.code).toBe("TRANSPORT_RESET");
  });

  it("does not repeat a refusal", async () => {
    const service = new FakeService();
    service.fail("flows.create", refused(422, "Integrity requirements not met."));
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.errors).toMatchObject([{ code: "API_UNPROCESSABLE", step: "create", target: "signup" }]);
    expect(service.calls.filter((call) => call === "flows.create")).toHaveLength(1);
  });

  it("fails over findings of Meta, shows them in the file, and keeps the ID", async () => {
    const service = new FakeService();
    service.validationErrors = ["screens[0].title is wrong"];
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.steps[0]?.status).toBe("failed");
    expect(report.files[0]?.diagnostics[0]).toMatchObject({ origin: "remote", severity: "error" });
    expect(report.flows[0]).toMatchObject({ flowId: "flow-1", changed: true });
  });

  it("shows findings that come with a refusal in the file as well", async () => {
    const service = new FakeService();
    service.fail("flows.create", refused(422, "Validation failed", ["Something is wrong"]));
    const report = await runSteps(service, [steps.create], staticTarget);
    expect(report.files[0]?.diagnostics[0]?.message).toBe("Something is wrong");
    expect(report.flows[0]?.flowId).toBeNull();
  });

  it("does not create a welcome flow in place of a file that is no JSON", async () => {
    const service = new FakeService();
    const target = { ...staticTarget, flowJson: { path: "flow.json", text: "{" } };
    const report = await runSteps(service, [steps.create], target);
    expect(report.steps[0]).toMatchObject({ status: "failed", reason: "`flow.json` is no JSON object." });
    expect(service.changes).toEqual([]);
  });

  describe("with categories", () => {
    const target = { ...staticTarget, categories: ["SIGN_UP"] };

    it("sets them at Meta after creating", async () => {
      const service = new FakeService();
      await runSteps(service, [steps.create], target);
      expect(service.changes).toEqual(["flows.create", "meta.updateFlow"]);
      expect(service.flows[0]?.meta.categories).toEqual(["SIGN_UP"]);
    });

    it("sets other ones on a flow that exists, and counts as passed then", async () => {
      const service = new FakeService();
      service.add();
      const report = await runSteps(service, [steps.create], target);
      expect(report.steps[0]?.status).toBe("passed");
      expect(service.changes).toEqual(["meta.updateFlow"]);
    });

    it("leaves equal ones alone, in whatever order", async () => {
      const service = new FakeService();
      service.add().meta.categories = ["SURVEY", "SIGN_UP"];
      await runSteps(service, [steps.create], { ...target, categories: ["SIGN_UP", "SURVEY"] });
      expect(service.changes).toEqual([]);
    });

    it("leaves those of a published flow alone, since an edit could unpublish it", async () => {
      const service = new FakeService();
      service.add({ status: "published" });
      const report = await runSteps(service, [steps.create], target);
      expect(report.conclusion).toBe("success");
      expect(service.changes).toEqual([]);
    });
  });
});
