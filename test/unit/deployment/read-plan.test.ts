import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decide } from "../../../src/deployment/decide.js";
import type { DeploymentPlan } from "../../../src/deployment/plan.js";
import { planSchema } from "../../../src/deployment/plan-schema.js";
import { readPlan } from "../../../src/deployment/read-plan.js";
import { UsageError } from "../../../src/errors/errors.js";
import { complaint, strictAjv } from "../../support/schemas.js";
import { absent, desired, flowJson, observed, remoteFlow } from "../../support/situations.js";

async function plan(): Promise<DeploymentPlan> {
  const other = { ...flowJson, version: "7.2" };
  const published = { ...observed, flow: { ...remoteFlow, status: "published" } };
  return {
    schemaVersion: 1,
    tool: { name: "whatsapp-flows-ci", version: "1.2.3" },
    environment: "staging",
    account: { phoneNumberId: "111", businessAccountId: "222", name: "Example Ltd", phoneNumber: "+15•••••••00" },
    flows: [
      await decide(desired, observed, undefined),
      await decide({ ...desired, publish: true }, absent, undefined),
      await decide({ ...desired, flowJson: other, endpointCode: "x", categories: ["OTHER"] }, observed, undefined),
      await decide({ ...desired, secretNames: ["CRM_TOKEN", "MORE"] }, observed, undefined),
      await decide({ ...desired, flowJson: other }, published, undefined),
      await decide({ ...desired, flowJson: other, publish: true, onPublished: "new-flow" }, published, undefined),
    ],
  };
}

test("a plan is read as it was written", async () => {
  const written = await plan();
  expect(readPlan(`\ufeff${JSON.stringify(written, null, 2)}\n`, "plan.json")).toEqual(written);
});

test("a plan is what its schema describes", async () => {
  const validate = strictAjv().compile(planSchema());
  for (const document of [await plan(), { ...(await plan()), account: null, environment: null, flows: [] }]) {
    expect(validate(document), complaint(validate)).toBe(true);
  }
  expect(validate({ ...(await plan()), extra: 1 })).toBe(false);
});

test("schemas/plan.schema.json is that schema (`node scripts/generate-schemas.mjs` writes it)", () => {
  const written = readFileSync(new URL("../../../schemas/plan.schema.json", import.meta.url), "utf8");
  expect(written).toBe(`${JSON.stringify(planSchema(), null, 2)}\n`);
});

describe("what is no plan is refused", () => {
  function refusal(text: string): string {
    try {
      readPlan(text, "plan.json");
    } catch (error) {
      if (error instanceof UsageError) return `${error.code} ${error.message} ${error.hint}`;
      throw error;
    }
    return "";
  }

  test.each([
    ["{", "USAGE_NO_PLAN `plan.json` holds no plan: it is no JSON."],
    ["[]", "USAGE_NO_PLAN `plan.json` holds no plan."],
    ['{"schemaVersion":1,"flows":[{}]}', "USAGE_NO_PLAN `plan.json` holds no plan."],
    ['{"schemaVersion":2}', "USAGE_PLAN_NEWER The plan `plan.json` was made by a newer version of this tool."],
  ])("%s", (text, expected) => {
    expect(refusal(text)).toContain(expected);
    expect(refusal(text)).toContain("Make it again with `wa-flows plan --out FILE`.");
  });

  test("also when only one change is not one", async () => {
    const written = await plan();
    const [first] = written.flows;
    const broken = { ...written, flows: [{ ...first, changes: [{ kind: "delete-everything" }] }] };
    expect(refusal(JSON.stringify(broken))).toContain("USAGE_NO_PLAN");
  });
});
