import { expect, test } from "vitest";
import { validateFlow } from "../../../src/validate/validate-flow.js";
import { signup } from "./flows.js";
import { pullRequest, startProject, writeToken } from "./harness.js";

test("what only the service finds stands on the line of the file", async () => {
  const project = await startProject({
    files: { "flow.json": signup },
    emulator: {
      validate: (text, { today }) => {
        const report = validateFlow(text, "flow.json", { today });
        const [error] = validateFlow(text.replace("TextHeading", "TextHeadline"), "flow.json", { today }).diagnostics;
        if (error === undefined) throw new Error("The spoilt flow has no finding.");
        return {
          ...report,
          diagnostics: [{ ...error, code: "INVALID_PROPERTY_VALUE", message: "Meta does not like this." }],
        };
      },
    },
  });
  const run = await project.run({
    inputs: {
      pipeline: "validate, create, update-json",
      path: "flow.json",
      name: "Signup",
      "api-key": project.emulator.apiKey,
      "phone-number-id": project.emulator.phoneNumberId,
      "github-token": writeToken,
    },
    event: pullRequest(),
  });
  expect(run.exitCode).toBe(1);
  expect(run.annotations[0]).toEqual({
    level: "error",
    message: expect.stringContaining("Meta does not like this."),
    place: "flow.json:11",
  });
  expect(run.report).toMatchObject({ files: [{ diagnostics: [{ origin: "remote" }] }] });
  expect(project.github.comments[0]?.body).toContain("Meta does not like this");
});
