import { describe, expect, it } from "vitest";
import { FileError } from "../../../src/errors/errors.js";
import type { FileSource } from "../../../src/pipeline/context.js";
import { loadProject } from "../../../src/pipelines/project.js";

/** A folder with these files. */
function files(texts: Readonly<Record<string, string>>): FileSource {
  return {
    read: async (path) => {
      const text = texts[path];
      if (text === undefined) throw new FileError("FILE_NOT_FOUND", `No file \`${path}\`.`);
      return text;
    },
    expand: async () => [],
  };
}

const flows = "flows: { a: { json: a.json } }\n";
const one = `${flows}environments: { staging: { phone-number-id: "111" } }\n`;
const two = `${one.trimEnd().slice(0, -1)}, production: { publish: true } }\n`;
const choice = { config: undefined, environment: undefined, needsEnvironment: true };

describe("the config of a project", () => {
  it("is the file that lies there", async () => {
    const project = await loadProject(choice, files({ "whatsapp-flows.yml": one }));
    expect(project?.config.flows.map((flow) => flow.name)).toEqual(["a"]);
  });

  it("may be missing unless it is named", async () => {
    expect(await loadProject(choice, files({}))).toBeUndefined();
    const named = loadProject({ ...choice, config: "other.yml" }, files({}));
    await expect(named).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  });

  it("is not silently left out for its other ending", async () => {
    const misnamed = loadProject(choice, files({ "whatsapp-flows.yaml": one }));
    await expect(misnamed).rejects.toMatchObject({
      code: "USAGE_CONFIG_NAME",
      message: "`whatsapp-flows.yaml` is not read: the config is called `whatsapp-flows.yml`.",
    });
    const named = { ...choice, config: "whatsapp-flows.yaml" };
    expect((await loadProject(named, files({ "whatsapp-flows.yaml": one })))?.config.flows).toHaveLength(1);
  });

  it("cannot be missing when an environment of it is named", async () => {
    const wanted = loadProject({ ...choice, environment: "staging" }, files({}));
    await expect(wanted).rejects.toMatchObject({ code: "USAGE_NO_CONFIG" });
  });
});

describe("the environment", () => {
  const withTwo = files({ "whatsapp-flows.yml": two });

  it("is the only one, also where none is needed", async () => {
    const withOne = files({ "whatsapp-flows.yml": one });
    expect((await loadProject({ ...choice, needsEnvironment: false }, withOne))?.environment?.name).toBe("staging");
  });

  it("has to be named among several only where one is needed", async () => {
    expect((await loadProject({ ...choice, needsEnvironment: false }, withTwo))?.environment).toBeUndefined();
    await expect(loadProject(choice, withTwo)).rejects.toMatchObject({ code: "USAGE_ENVIRONMENT_NEEDED" });
  });

  it("is the one that is named, also where none is needed", async () => {
    const named = { ...choice, environment: "production", needsEnvironment: false };
    expect((await loadProject(named, withTwo))?.environment?.publish).toBe(true);
  });

  it("is nothing when the config has none", async () => {
    const project = await loadProject(choice, files({ "whatsapp-flows.yml": flows }));
    expect(project?.environment).toBeUndefined();
  });
});
