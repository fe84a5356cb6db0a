import { describe, expect, test } from "vitest";
import { configRules } from "../../../src/config/problems.js";
import { ruleInfos } from "../../../src/validate/rule-set.js";
import { said } from "../../support/cli-host.js";

describe("explain", () => {
  test("prints the page of a rule: what, why, a bad and a good sample, and the output", async () => {
    const { exit, stdout, stderr } = await said(["explain", "routing-self-loop"]);
    expect([exit, stderr]).toEqual([0, ""]);
    for (const heading of ["Why", "Bad", "Output", "Fix", "Good", "Setting the severity", "Source"]) {
      expect(stdout).toContain(`\n${heading}\n\n`);
    }
    expect(stdout).toContain('\n      "SECOND": ["SECOND", "LAST"],\n');
    expect(stdout).not.toMatch(/<!--|<details>|```|\]\(/);
  });

  test("lists the rules of a code that several share, in either case", async () => {
    const { exit, stdout } = await said(["explain", "invalid_routing_model"]);
    const rules = [...ruleInfos.values()].filter(({ code }) => code === "INVALID_ROUTING_MODEL");
    expect(exit).toBe(0);
    for (const { id, severity, what } of rules) {
      expect(stdout).toMatch(new RegExp(`^${id} +${severity}: `, "m"));
      expect(stdout).toContain(what);
    }
  });

  test("prints the page at once when a code is one rule's alone", async () => {
    expect((await said(["explain", "WF_DUPLICATE_KEY"])).stdout).toMatch(/^json-duplicate-key\n/);
  });

  test("explains codes that only the service has as findings of the service", async () => {
    expect((await said(["explain", "UNAVAILABLE_FLOW_JSON_VERSION"])).stdout).toMatch(/^remote-validation\n/);
  });

  test("knows the service's findings, groups of the config, and mistakes in the config", async () => {
    expect((await said(["explain", "remote-validation"])).stdout).toContain("Findings of the service");
    expect((await said(["explain", "text-length"])).stdout).toContain("component-text-heading-length");
    for (const [id, { code }] of Object.entries(configRules)) {
      const { stdout } = await said(["explain", code]);
      expect(stdout.startsWith(`${id}\n\nCode      \`${code}\`\n`)).toBe(true);
      expect(stdout.split("\n\n").length).toBeGreaterThan(2);
    }
  });

  test("knows what a simulation finds, and prints what it printed", async () => {
    for (const name of ["endpoint-transition", "WF_ENDPOINT_TRANSITION"]) {
      const { exit, stdout } = await said(["explain", name]);
      expect(exit).toBe(0);
      expect(stdout).toMatch(/^endpoint-transition\n/);
      expect(stdout).toContain("$ wa-flows simulate flow.json --endpoint endpoint.js");
      expect(stdout).toContain("transitions not seen: SERVICE → SLOT");
    }
  });

  test.each([
    ["routing-self-lop", "routing-self-loop"],
    ["INVALID_ROUTING_MODELS", "INVALID_ROUTING_MODEL"],
    ["config-typ", "config-type"],
  ])("takes `%s` for a slip", async (name, meant) => {
    const { exit, stdout, stderr } = await said(["explain", name]);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`hint: Did you mean \`${meant}\`?\n(USAGE_UNKNOWN_RULE)\n`);
  });

  test("says where names stand when nothing is near", async () => {
    const { exit, stderr } = await said(["explain", "what-on-earth-is-this"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("A finding shows both in brackets");
  });

  test("prints one document with --json", async () => {
    const one = JSON.parse((await said(["explain", "routing-self-loop", "--json"])).stdout);
    expect(one).toMatchObject({
      ok: true,
      data: { rule: { id: "routing-self-loop", code: "INVALID_ROUTING_MODEL", severity: "error", off: false } },
    });
    expect(one.data.page).toMatch(/^# routing-self-loop\n/);
    const several = JSON.parse((await said(["explain", "INVALID_ROUTING_MODEL", "--json"])).stdout);
    expect(several.data.rules.map(({ id }: { id: string }) => id)).toContain("routing-self-loop");
  });

  test.each([...ruleInfos.keys()])("prints a page for %s", async (id) => {
    const { exit, stdout } = await said(["explain", id]);
    expect(exit).toBe(0);
    expect(stdout).toContain("\nSetting the severity\n");
  });
});
