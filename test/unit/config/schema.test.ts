import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../../src/config/load.js";
import { configSchema } from "../../../src/config/schema.js";

const ruleIds = ["component-text-heading-length", "screen-id-unique"];
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(configSchema(ruleIds));

describe("the schema and the loader agree on", () => {
  test.each([
    ["", true],
    ["flows: {}", true],
    ["flows: { a: { json: a.json } }", true],
    ["flows: { a: { json: a.json, endpoint: a.js, categories: [SURVEY, OTHER] } }", true],
    ["flows: { a: {} }", false],
    ["flows: { a: { json: 1 } }", false],
    ['flows: { a: { json: "" } }', false],
    ["flows: { a: { json: 'a\\b' } }", false],
    ["flows: { a: { json: a.json, categories: [] } }", false],
    ["flows: { a: { json: a.json, categories: [SURVEYS] } }", false],
    ["flows: [a]", false],
    ["flow: {}", false],
    ['environments: { a: { phone-number-id: "1", business-account-id: "2", publish: false } }', true],
    ["environments: { a: {} }", true],
    ["environments: { a: { on-published: edit, secrets: [CRM_TOKEN, _X1] } }", true],
    ["environments: { a: { on-published: always } }", false],
    ["environments: { a: { secrets: [crm-token] } }", false],
    ["environments: { a: }", false],
    ["environments: { a: { phone-number-id: 1 } }", false],
    ['environments: { a: { phone-number-id: "+1" } }', false],
    ['environments: { a: { publish: "true" } }', false],
    ['environments: { a: { test-recipients: ["+1 (555) 010-0123", "15550100"] } }', true],
    ['environments: { a: { test-recipients: ["+1"] } }', false],
    ["environments: { a: { api-key: x } }", false],
    ["rules: { text-length: off }", true],
    ["rules: { text-length: { severity: info } }", true],
    ["rules: { text-length: { severity: info, paths: [a] } }", true],
    ["rules: { text-length: [warning, { severity: off, paths: [a] }] }", true],
    ["rules: { text-length: [] }", false],
    ["rules: { text-length: { severity: info, paths: [] } }", false],
    ["rules: { text-length: { paths: [a] } }", false],
    ["rules: { text-length: [[warning]] }", false],
    ["rules: { text-length: loud }", false],
    ["rules: { other: off }", false],
  ])("%s: %s", async (text, good) => {
    const { config } = await loadConfig(text, { path: "whatsapp-flows.yml", ruleIds });
    expect(config !== null).toBe(good);
    expect(validate(parse(text))).toBe(good);
  });
});
