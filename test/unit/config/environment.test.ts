import { describe, expect, test } from "vitest";
import { type Config, usableConfig } from "../../../src/config/config.js";
import { chooseEnvironment, flowsIn } from "../../../src/config/environment.js";
import { loadConfig } from "../../../src/config/load.js";
import { UsageError } from "../../../src/errors/errors.js";

async function config(text: string): Promise<Config> {
  return usableConfig(await loadConfig(text, { path: "whatsapp-flows.yml", ruleIds: [] }));
}

function refusal(run: () => unknown): Pick<UsageError, "code" | "message" | "hint"> | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  return undefined;
}

const two = "environments: { staging: { phone-number-id: '1' }, production: { publish: true } }\n";

describe("chooseEnvironment", () => {
  test("takes the one that is named", async () => {
    expect(chooseEnvironment(await config(two), "production")?.name).toBe("production");
  });

  test("takes the only one without a name", async () => {
    expect(chooseEnvironment(await config("environments: { qa: {} }\n"), undefined)?.name).toBe("qa");
  });

  test("takes none where there is none", async () => {
    expect(chooseEnvironment(await config(""), undefined)).toBeUndefined();
  });

  test("does not guess between several", async () => {
    const several = await config(two);
    expect(refusal(() => chooseEnvironment(several, undefined))).toEqual({
      code: "USAGE_ENVIRONMENT_NEEDED",
      message: "`whatsapp-flows.yml` has several environments: `staging` and `production`.",
      hint: "Choose one with `--environment`, or the input `environment`.",
    });
  });

  test("refuses an unknown name, with the likely one", async () => {
    const several = await config(two);
    expect(refusal(() => chooseEnvironment(several, "prodution"))).toEqual({
      code: "USAGE_ENVIRONMENT_UNKNOWN",
      message: "`whatsapp-flows.yml` has no environment `prodution`. Did you mean `production`?",
      hint: "It has `staging` and `production`.",
    });
  });

  test("refuses a name where there is none at all", async () => {
    const none = await config("");
    expect(refusal(() => chooseEnvironment(none, "qa"))?.hint).toBe("Add it under `environments`.");
  });
});

test("flowsIn joins each flow with what its environment says", async () => {
  const both = await config(
    "flows: { a: { json: a.json }, b: { json: b.json, endpoint: b.js } }\n" +
      "environments: { staging: { phone-number-id: '1', secrets: [KEY], on-published: edit, flows: { b: { flow-id: x } } } }\n",
  );
  const shared = { phoneNumberId: "1", publish: false, onPublished: "edit" };
  expect(flowsIn(both, both.environments[0])).toEqual([
    { name: "a", json: "a.json", ...shared },
    { name: "b", json: "b.json", endpoint: "b.js", flowId: "x", ...shared, secretNames: ["KEY"] },
  ]);
  expect(flowsIn(both, undefined)).toEqual([
    { name: "a", json: "a.json" },
    // Offline runs choose no environment, and play the code with fakes for the secrets of any.
    { name: "b", json: "b.json", endpoint: "b.js", secretNames: ["KEY"] },
  ]);
});
