import { describe, expect, test } from "vitest";
import { decide } from "../../../src/deployment/decide.js";
import type { DeploymentPlan, FlowPlan } from "../../../src/deployment/plan.js";
import { flowPlanText } from "../../../src/deployment/plan-text.js";
import { planSummary } from "../../../src/deployment/plan-words.js";
import { flowPlanMarkdown, planMarkdown } from "../../../src/render/plan-markdown.js";
import { planText } from "../../../src/render/plan-text.js";
import { expectGolden } from "../../support/golden.js";
import {
  absent,
  code,
  desired,
  flowJson,
  lockOf,
  observed,
  remoteEndpoint,
  remoteFlow,
  remoteVersion,
} from "../../support/situations.js";

const otherJson = {
  ...flowJson,
  version: "7.2",
  screens: [
    { id: "FIRST", title: "Welcome" },
    { id: "LAST", title: "Done" },
  ],
};
const published = { ...observed, flow: { ...remoteFlow, status: "published" } };

/** One flow of every verdict, and every kind of change. */
async function plan(): Promise<DeploymentPlan> {
  const drifted = {
    ...observed,
    version: { ...remoteVersion, id: "v2", flowJson: otherJson },
    endpoint: { ...remoteEndpoint, code: `${code}// theirs\n` },
  };
  return {
    schemaVersion: 1,
    tool: { name: "whatsapp-flows-ci", version: "1.2.3" },
    environment: "production",
    account: { phoneNumberId: "111", businessAccountId: "222", name: "Example Ltd", phoneNumber: "+15•••••••00" },
    flows: [
      await decide({ ...desired, name: "booking", flowName: "booking", publish: true }, absent, undefined),
      await decide(
        { ...desired, name: "feedback", flowJson: otherJson, categories: ["SURVEY"], secretNames: ["A", "B"] },
        observed,
        undefined,
      ),
      await decide(
        { ...desired, name: "signup", flowJson: otherJson, publish: true, onPublished: "new-flow" },
        published,
        undefined,
      ),
      await decide({ ...desired, name: "support" }, drifted, await lockOf()),
      await decide(
        { ...desired, name: "survey", flowJson: otherJson, endpointCode: "x", hasSecret: () => false },
        published,
        undefined,
      ),
      await decide({ ...desired, name: "terms", flowId: "f1" }, observed, undefined),
    ],
  };
}

describe("a plan", () => {
  test("for a terminal", async () => {
    expectGolden("fixtures/render/plan.txt", planText(await plan()));
  });

  test("for a terminal with colours", async () => {
    expectGolden("fixtures/render/plan-color.txt", planText(await plan(), { color: true }));
  });

  test("for GitHub", async () => {
    expectGolden("fixtures/render/plan.md", planMarkdown(await plan()));
  });

  test.each<[string, readonly FlowPlan["verdict"][], string]>([
    ["without flows", [], "There are no flows to plan"],
    ["with nothing to do", ["unchanged"], "Nothing to do: 1 flow unchanged"],
    [
      "with all kinds",
      ["unchanged", "create", "blocked", "update", "replace", "drifted", "update"],
      "1 blocked, 1 to set back, 1 to replace, 1 to create, 2 to update, 1 unchanged",
    ],
  ])("%s is summed up", async (_, verdicts, expected) => {
    const [one] = (await plan()).flows;
    const flows = one === undefined ? [] : verdicts.map((verdict) => ({ ...one, verdict }));
    expect(planSummary({ flows })).toBe(expected);
  });

  test("without environment and account says nothing of them", async () => {
    const bare = { ...(await plan()), environment: null, account: null, flows: [] };
    expect(planText(bare)).toBe("There are no flows to plan.\n");
    expect(planMarkdown(bare)).toBe("**There are no flows to plan**\n");
  });
});

describe("text of others", () => {
  async function hostile(text: string): Promise<FlowPlan> {
    const evil = { ...flowJson, screens: [{ id: text, title: text }] };
    const have = { ...observed, flow: { ...remoteFlow, name: text, status: text } };
    return decide({ ...desired, name: text, flowJson: evil, flowId: "f9" }, have, undefined);
  }

  test("cannot act on a terminal", async () => {
    const shown = flowPlanText(await hostile("\u001b]0;x\u0007\u202e evil"));
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test("cannot act on GitHub", async () => {
    const shown = flowPlanMarkdown(await hostile("@team <img src=x> [a](https://x.example) `y` | #1"));
    const outside = shown.replace(/(`+)(?:(?!\1)[\s\S])*?\1/g, "");
    expect(outside).not.toMatch(/(?<!\\)[<|[]|@|#\d|\]\(/);
  });
});

describe("what is too long for a comment", () => {
  const many = {
    ...flowJson,
    screens: Array.from({ length: 80 }, (_, i) => ({ id: `S${i}`, title: "x".repeat(500) })),
  };

  test("is counted instead", async () => {
    const one = await decide({ ...desired, flowJson: many }, observed, undefined);
    const flows = Array.from({ length: 9 }, (_, i) => ({ ...one, name: `flow${i}` }));
    const shown = planMarkdown({ ...(await plan()), flows }, { differences: 3, flows: 2, text: 100 });
    expect(shown).toContain("  - … and 78 more\n");
    expect(shown).toContain("\n… and 7 more\n");
    expect(shown.length).toBeLessThan(2_000);
  });
});
