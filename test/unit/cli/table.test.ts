/** The table of commands against contracts.md and the seed's scripts. */
import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../src/cli/args.js";
import { flagRows } from "../../../src/cli/help.js";
import { commands, globalFlags } from "../../../src/cli/table/index.js";
import { formats } from "../../../src/render/index.js";

/** The 17 scripts with their flags (kapso-api.md, section 14; `--json` of update-flow-json is the Flow JSON itself). */
const scripts: Readonly<Record<string, readonly string[]>> = {
  "list-flows": [
    "status",
    "business-account-id",
    "phone-number-id",
    "name-contains",
    "created-after",
    "created-before",
    "page",
    "per-page",
  ],
  "create-flow": ["phone-number-id", "name", "flow-json", "flow-json-file", "publish"],
  "get-flow": ["flow-id"],
  "read-flow-json": ["flow-id", "version-id", "page", "per-page"],
  "update-flow-json": ["flow-id", "json-file"],
  "publish-flow": ["flow-id", "phone-number-id"],
  "get-data-endpoint": ["flow-id"],
  "set-data-endpoint": ["flow-id", "code", "code-file"],
  "deploy-data-endpoint": ["flow-id"],
  "register-data-endpoint": ["flow-id", "phone-number-id"],
  "get-encryption-status": ["phone-number-id"],
  "setup-encryption": ["flow-id", "phone-number-id"],
  "send-test-flow": [
    "phone-number-id",
    "to",
    "flow-id",
    "body-text",
    "flow-cta",
    "flow-token",
    "header-text",
    "footer-text",
    "flow-action",
    "flow-action-payload",
    "flow-action-payload-file",
    "mode",
    "draft",
  ],
  "delete-flow": ["flow-id", "phone-number-id", "business-account-id"],
  "list-flow-responses": ["flow-id", "page", "per-page"],
  "list-function-logs": ["flow-id", "limit"],
  "list-function-invocations": ["flow-id", "function-id", "status", "limit"],
};

describe("the table of commands", () => {
  test("has a command for each of the 17 scripts", () => {
    const found = Object.values(commands).flatMap(({ script }) => script ?? []);
    expect(found.toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  test.each(Object.entries(scripts))("takes every flag of %s", (script, flags) => {
    const spec = Object.values(commands).find((command) => command.script === script);
    expect(Object.keys(spec?.flags ?? {})).toEqual(expect.arrayContaining([...flags]));
  });

  test.each(Object.entries(commands))("`%s` has a summary without a full stop, and examples it can read", (_, spec) => {
    expect(spec.summary).not.toMatch(/\.$/);
    expect(spec.examples.length).toBeGreaterThan(0);
    for (const { command } of spec.examples) {
      // Up to a pipe or redirection, without variables in front; quotes hold blanks together.
      const words = (command.split(" > ")[0] ?? "").replace(/^.*?wa-flows /, "").match(/"[^"]*"|\S+/g) ?? [];
      expect(
        readCommandLine(
          words.map((word) => word.replaceAll('"', "")),
          {},
        ).kind,
      ).toBe("command");
    }
  });

  test.each(Object.entries(commands))("`%s` describes each flag in a sentence", (_, { flags }) => {
    for (const [, text] of flagRows({ ...flags, ...globalFlags })) expect(text).toMatch(/[.)]$/);
    for (const [name, { type, value }] of Object.entries(flags)) {
      expect(type === "switch" || value !== undefined, name).toBe(true);
    }
  });

  test.each(Object.entries(commands))("`%s` can be loaded", async (_, { load }) => {
    expect(await load()).toBeTypeOf("function");
  });

  test("offers the formats that can be rendered", () => {
    expect(commands.validate?.flags.format?.choices).toEqual(Object.keys(formats));
  });
});
