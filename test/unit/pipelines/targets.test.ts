import { describe, expect, it } from "vitest";
import type { Config, EnvironmentConfig } from "../../../src/config/config.js";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.js";
import { FileError } from "../../../src/errors/errors.js";
import type { FileSource } from "../../../src/pipeline/context.js";
import { resolveTargets, sourcesAfter } from "../../../src/pipelines/targets.js";

/** Files whose text is their path; patterns are names of files, and the default ones find nothing unless told. */
function files(found: readonly string[] = []): FileSource {
  return {
    read: async (path) => `text of ${path}`,
    expand: async (patterns) => (patterns.includes("**/flow.json") ? found : patterns),
  };
}

const staging: EnvironmentConfig = {
  name: "staging",
  phoneNumberId: "111",
  publish: false,
  testRecipients: [],
  secretNames: [],
  flowIds: new Map([["signup", "id-of-signup"]]),
};
const production: EnvironmentConfig = { ...staging, name: "production", publish: true, flowIds: new Map() };
const config: Config = {
  path: "whatsapp-flows.yml",
  folder: "",
  flows: [
    { name: "signup", json: "flows/signup/flow.json", endpoint: "flows/signup/endpoint.js", categories: ["SIGN_UP"] },
    { name: "survey", json: "flows/survey/flow.json" },
  ],
  environments: [staging, production],
  rules: [],
};
const project = { config, environment: staging };
const file = (path: string) => ({ path, text: `text of ${path}` });
const signup = {
  name: "signup",
  flowName: "signup",
  flowId: "id-of-signup",
  phoneNumberId: "111",
  publish: false,
  categories: ["SIGN_UP"],
  flowJson: file("flows/signup/flow.json"),
  endpointCode: file("flows/signup/endpoint.js"),
  scenarios: expect.any(Function),
};
const survey = {
  name: "survey",
  flowName: "survey",
  phoneNumberId: "111",
  publish: false,
  flowJson: file("flows/survey/flow.json"),
};

const diagnostic: Diagnostic = {
  ...{ code: "WF_SCENARIO_STEP", rule: "scenario-step", severity: "error", message: "No.", pointer: null },
  range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  ...{ fix: null, docs: "https://example.com", origin: "simulation", related: [] },
};

describe("scenarios", () => {
  const texts: Readonly<Record<string, string>> = {
    "flows/signup/own.scenario.yml": "name: Own\nreplay: own.jsonl\n",
    "flows/signup/other.scenario.yml": "name: Other\nflow: other.json\nsteps: [{}]\n",
    "flows/signup/broken.scenario.yml": "name: [",
  };
  const source: FileSource = {
    read: async (path) => texts[path] ?? `text of ${path}`,
    expand: async (patterns) =>
      patterns.join() === "flows/signup/*.scenario.yml" ? Object.keys(texts) : files().expand(patterns),
  };

  it("are looked for only when they are asked for", async () => {
    const asked: string[] = [];
    const watched: FileSource = {
      ...source,
      expand: async (patterns) => {
        asked.push(...patterns);
        return [];
      },
    };
    await resolveTargets({}, project, watched);
    expect(asked).toEqual([]);
  });

  it("are those beside the flow that are not for another one, with their transcripts", async () => {
    const [target] = await resolveTargets({}, project, source);
    expect(await target?.scenarios?.()).toEqual([
      {
        path: "flows/signup/own.scenario.yml",
        text: texts["flows/signup/own.scenario.yml"],
        transcript: file("flows/signup/own.jsonl"),
      },
      { path: "flows/signup/broken.scenario.yml", text: "name: [" },
    ]);
  });
});

describe("the texts for code frames", () => {
  const [read, none] = [async (path: string) => `text of ${path}`, async () => []];
  const report = (path: string, diagnostics: readonly Diagnostic[]) => ({
    files: [{ path, kind: "scenario" as const, diagnostics }],
  });

  it("hold scenarios that a run has findings in", async () => {
    const sources = await sourcesAfter(report("a.scenario.yml", [diagnostic]), [survey], { read, expand: none });
    expect([...sources.keys()]).toEqual(["flows/survey/flow.json", "a.scenario.yml"]);
    expect(sources.get("a.scenario.yml")).toBe("text of a.scenario.yml");
  });

  it("do without a scenario that is gone", async () => {
    const gone = () => Promise.reject(new FileError("FILE_NOT_FOUND", "gone", { hint: "Check it." }));
    const sources = await sourcesAfter(report("a.scenario.yml", [diagnostic]), [], { read: gone, expand: none });
    expect(sources.size).toBe(0);
  });
});

describe("flows of a config", () => {
  it("are all meant when the inputs name none", async () => {
    expect(await resolveTargets({}, project, files())).toEqual([signup, survey]);
  });

  it("are said to stand there when a file of them is missing, but not a file that an input names", async () => {
    const missing = (path: string) => Promise.reject(new FileError("FILE_NOT_FOUND", path, { hint: "Check it." }));
    const none: FileSource = { ...files(), read: missing };
    await expect(resolveTargets({}, project, none)).rejects.toMatchObject({
      code: "FILE_NOT_FOUND",
      message: "flows/signup/flow.json",
      hint: "`whatsapp-flows.yml` names it; paths there are relative to that file.",
    });
    await expect(resolveTargets({ paths: ["other.json"] }, project, none)).rejects.toMatchObject({ hint: "Check it." });
  });

  it("are chosen by name, by ID and by path", async () => {
    expect(await resolveTargets({ name: "survey" }, project, files())).toEqual([survey]);
    expect(await resolveTargets({ flowId: "id-of-signup" }, project, files())).toEqual([signup]);
    expect(await resolveTargets({ paths: ["./flows/signup/flow.json"] }, project, files())).toEqual([
      { ...signup, flowJson: file("flows/signup/flow.json") },
    ]);
  });

  it("do not include one of another name", async () => {
    const wanted = resolveTargets({ name: "singup" }, project, files());
    await expect(wanted).rejects.toThrow("The config has no flow `singup`. Did you mean `signup`?");
  });

  it("take inputs before what the config says", async () => {
    const inputs = { name: "signup", flowId: "other", phoneNumberId: "222" };
    expect(await resolveTargets(inputs, project, files())).toEqual([
      { ...signup, flowId: "other", phoneNumberId: "222" },
    ]);
  });

  it("do not keep their own ID beside one of Meta's", async () => {
    const [target] = await resolveTargets({ name: "signup", flowId: "118" }, project, files());
    expect(target?.metaFlowId).toBe("118");
    expect(target).not.toHaveProperty("flowId");
  });

  it("are left alone by an ID that none of them has", async () => {
    expect(await resolveTargets({ flowId: "other" }, project, files())).toEqual([
      { name: "other", flowId: "other", phoneNumberId: "111", publish: false },
    ]);
  });
});

describe("flows of paths", () => {
  it("are called by their folder or file", async () => {
    const paths = ["flows/signup/flow.json", "flows/b.flow.json", "c.json"];
    const targets = await resolveTargets({ paths }, undefined, files());
    expect(targets).toEqual([
      { name: "signup", flowJson: file("flows/signup/flow.json") },
      { name: "b", flowJson: file("flows/b.flow.json") },
      { name: "c", flowJson: file("c.json") },
    ]);
  });

  it("are called by their whole path when two would have one name", async () => {
    const targets = await resolveTargets({ paths: ["a/x/flow.json", "b/x/flow.json"] }, undefined, files());
    expect(targets.map((target) => target.name)).toEqual(["a/x/flow.json", "b/x/flow.json"]);
  });

  it("have no name on the service unless it is given", async () => {
    const [unnamed] = await resolveTargets({ paths: ["a.json"] }, undefined, files());
    expect(unnamed?.flowName).toBeUndefined();
    const [target] = await resolveTargets({ paths: ["a.json"], name: "Sign up" }, undefined, files());
    expect(target).toMatchObject({ name: "Sign up", flowName: "Sign up" });
  });

  it("take the endpoint that is given, or the only code among the paths", async () => {
    const code = { endpointCode: file("e.js"), scenarios: expect.any(Function) };
    const expected = [{ name: "a", flowJson: file("a.json"), ...code }];
    expect(await resolveTargets({ paths: ["a.json"], endpoint: "e.js" }, undefined, files())).toEqual(expected);
    expect(await resolveTargets({ paths: ["a.json", "e.js"] }, undefined, files())).toEqual(expected);
  });

  it("leave code that belongs to none of several for itself", async () => {
    const targets = await resolveTargets({ paths: ["a.json", "b.json", "e.js"] }, undefined, files());
    expect(targets.at(-1)).toEqual({ name: "e", endpointCode: file("e.js") });
  });

  it("are looked for when nothing is given", async () => {
    const targets = await resolveTargets({}, undefined, files(["flow.json", "x/flow.json"]));
    expect(targets.map((target) => target.name)).toEqual(["flow", "x"]);
    await expect(resolveTargets({}, undefined, files())).rejects.toMatchObject({
      code: "USAGE_NO_FILES",
      message: "No flow was found at `**/*.flow.json`, `**/flow.json`.",
    });
  });

  it("must be one for an ID, a name or an endpoint", async () => {
    const wanted = resolveTargets({ paths: ["a.json", "b.json"], flowId: "f", name: "n" }, undefined, files());
    await expect(wanted).rejects.toThrow("`flow-id`, `name` can be given for one flow only, and there are 2.");
  });

  it("must be files of a known kind", async () => {
    const wanted = resolveTargets({ paths: ["a.txt"] }, undefined, files());
    await expect(wanted).rejects.toThrow("`a.txt` is neither Flow JSON nor data endpoint code.");
  });
});

describe("a flow without files", () => {
  it("is known by its ID, of either kind", async () => {
    expect(await resolveTargets({ flowId: "f-1" }, undefined, files())).toEqual([{ name: "f-1", flowId: "f-1" }]);
    expect(await resolveTargets({ flowId: "118", phoneNumberId: "111" }, undefined, files())).toEqual([
      { name: "118", metaFlowId: "118", phoneNumberId: "111" },
    ]);
  });

  it("is known by its name and number", async () => {
    expect(await resolveTargets({ name: "signup", businessAccountId: "900" }, undefined, files())).toEqual([
      { name: "signup", flowName: "signup", businessAccountId: "900" },
    ]);
  });
});
