import { describe, expect, test } from "vitest";
import { type Config, type ConfigResult, InvalidConfigError, usableConfig } from "../../../src/config/config.js";
import { loadConfig } from "../../../src/config/load.js";
import { configRules } from "../../../src/config/problems.js";
import { LineIndex } from "../../../src/json/line-index.js";

const ruleIds = ["component-text-heading-length", "screen-id-unique"];

function load(text: string, path = "whatsapp-flows.yml"): Promise<ConfigResult> {
  return loadConfig(text, { path, ruleIds });
}

async function configOf(text: string, path?: string): Promise<Config> {
  return usableConfig(await load(text, path));
}

/** Each finding as `rule "text under it" pointer: message`. */
async function findings(text: string): Promise<string[]> {
  const { report } = await load(text);
  const lines = new LineIndex(text);
  return report.diagnostics.map(({ rule, range, pointer, message }) => {
    const meant = text.slice(lines.offset(range.start), lines.offset(range.end));
    return `${rule} ${JSON.stringify(meant)} ${pointer}: ${message}`;
  });
}

describe("a config as in the contract", () => {
  const text = `flows:
  signup:
    json: flows/signup/flow.json
    endpoint: flows/signup/endpoint.js      # optional, makes the flow dynamic
    categories: [SIGN_UP]
  "Customer survey":
    json: flows/survey.json
environments:
  staging:    { phone-number-id: "111", flows: { signup: { flow-id: "abc" } }, test-recipients: ["+15550100"] }
  production:
    phone-number-id: "222"
    business-account-id: "9"
    publish: true
    on-published: new-flow
    secrets: [CRM_TOKEN, CRM_TOKEN]
rules:
  text-length: warning
  screen-id-unique: { severity: "off", paths: ["flows/legacy/**"] }
`;

  test("is read whole", async () => {
    expect(await configOf(text)).toEqual({
      path: "whatsapp-flows.yml",
      folder: "",
      flows: [
        {
          name: "signup",
          json: "flows/signup/flow.json",
          endpoint: "flows/signup/endpoint.js",
          categories: ["SIGN_UP"],
        },
        { name: "Customer survey", json: "flows/survey.json" },
      ],
      environments: [
        {
          name: "staging",
          phoneNumberId: "111",
          publish: false,
          testRecipients: ["+15550100"],
          secretNames: [],
          flowIds: new Map([["signup", "abc"]]),
        },
        {
          name: "production",
          phoneNumberId: "222",
          businessAccountId: "9",
          publish: true,
          testRecipients: [],
          secretNames: ["CRM_TOKEN"],
          onPublished: "new-flow",
          flowIds: new Map(),
        },
      ],
      rules: [
        { rule: "text-length", severity: "warning" },
        {
          rule: "screen-id-unique",
          severity: "off",
          paths: [
            {
              pattern: "flows/legacy/**",
              pointer: "/rules/screen-id-unique/paths/0",
              range: { start: { line: 18, column: 48 }, end: { line: 18, column: 65 } },
            },
          ],
        },
      ],
    });
  });

  test("has its paths relative to its folder", async () => {
    const config = await configOf(text, "packages/shop/whatsapp-flows.yml");
    expect(config.flows.map((flow) => flow.json)).toEqual([
      "packages/shop/flows/signup/flow.json",
      "packages/shop/flows/survey.json",
    ]);
  });

  test("may be written in any way that YAML has", async () => {
    const anchors = text.replace('["+15550100"]', '&qa ["+15550100"]').replace("publish: true", "test-recipients: *qa");
    expect((await configOf(anchors)).environments[1]?.testRecipients).toEqual(["+15550100"]);
    expect((await configOf(`\ufeff${text.replaceAll("\n", "\r\n")}`)).flows).toHaveLength(2);
    expect((await configOf("%YAML 1.1\n---\nrules: { text-length: off }\n")).rules[0]?.severity).toBe("off");
  });

  test.each(["", "# nothing yet\n", "---\n", "flows: {}\n"])("may say nothing: %j", async (nothing) => {
    expect(await configOf(nothing)).toMatchObject({ flows: [], environments: [], rules: [] });
  });

  test("keeps names that mean something to JavaScript", async () => {
    const odd = "flows:\n  __proto__: { json: a.json }\n  constructor: { json: b.json }\n";
    expect((await configOf(odd)).flows.map((flow) => flow.name)).toEqual(["__proto__", "constructor"]);
    expect(await findings("toString: 1\n")).toEqual([
      'config-unknown-key "toString" /toString: The config has no key `toString`. It may have `flows`, `environments`, `rules`.',
    ]);
  });

  test("takes several settings of one rule", async () => {
    const list = 'rules:\n  text-length:\n    - warning\n    - { severity: "off", paths: [a.json] }\n';
    expect((await configOf(list)).rules.map(({ severity }) => severity)).toEqual(["warning", "off"]);
  });
});

describe("what is wrong is found with its place", () => {
  test.each([
    [
      "an unknown key",
      "flow:\n  a: 1\n",
      'config-unknown-key "flow" /flow: The config has no key `flow`. Did you mean `flows`?',
    ],
    [
      "a key in the wrong case style",
      "environments:\n  a: { phone_number_id: x }\n",
      'config-unknown-key "phone_number_id" /environments/a/phone_number_id: An environment has no key `phone_number_id`. Did you mean `phone-number-id`?',
    ],
    [
      "a key in the wrong place",
      "flows:\n  a: { json: a.json, publish: true }\n",
      'config-unknown-key "publish" /flows/a/publish: A flow has no key `publish`. It is a key of an environment.',
    ],
    [
      "the address of the API",
      "api-base-url: https://evil.example\n",
      'config-unknown-key "api-base-url" /api-base-url: The config has no key `api-base-url`. It decides who is sent the API key, and a pull request could change it here; set `KAPSO_API_BASE_URL` in the environment.',
    ],
    [
      "a missing key",
      "flows:\n  a: { endpoint: a.js }\n",
      'config-missing-key "a" /flows/a: A flow needs `json`, the path of the Flow JSON file.',
    ],
    [
      "a misspelt key that is needed, once",
      "flows:\n  a: { jsn: a.json }\n",
      'config-unknown-key "jsn" /flows/a/jsn: A flow has no key `jsn`. Did you mean `json`?',
    ],
    [
      "a wrong type",
      "flows:\n  - a.json\n",
      'config-type "- a.json" /flows: Expected a mapping (`key: value`) for the flows by name, found a list.',
    ],
    [
      "a value where a mapping belongs",
      "flows: { a: a.json }\n",
      'config-type "a.json" /flows/a: Expected a mapping (`key: value`) for a flow, found text.',
    ],
    [
      "nothing, at its key",
      "environments:\n  staging:\n",
      'config-type "staging" /environments/staging: Expected a mapping (`key: value`) for an environment, found nothing.',
    ],
    [
      "text for a boolean",
      'environments: { a: { publish: "yes" } }\n',
      'config-type "\\"yes\\"" /environments/a/publish: Expected `true` or `false` for whether presets publish the flows, found text.',
    ],
    [
      "a secret in the place of its name, without showing it",
      "environments: { a: { secrets: [sk-live-12345] } }\n",
      'config-value "sk-live-12345" /environments/a/secrets/0: This cannot be the name of a secret; expected capital letters, digits and `_`, as in `CRM_TOKEN`; the value never stands in this file.',
    ],
    [
      "an unknown way with published flows",
      "environments: { a: { on-published: new_flow } }\n",
      'config-value "new_flow" /environments/a/on-published: `new_flow` cannot be what to do when a published flow is to change; expected one of `refuse`, `new-flow`, `edit`. Did you mean `new-flow`?',
    ],
    [
      "a number for an ID",
      "environments: { a: { phone-number-id: 0111 } }\n",
      'config-unquoted-number "0111" /environments/a/phone-number-id: Put the phone number ID in quotes, as `"0111"`: as a number it would lose digits, zeros or its `+`.',
    ],
    [
      "a number for a flow ID",
      "flows: { s: { json: a } }\nenvironments: { a: { flows: { s: { flow-id: 12345678901234567890 } } } }\n",
      'config-unquoted-number "12345678901234567890" /environments/a/flows/s/flow-id: Put Kapso\'s flow ID in quotes, as `"12345678901234567890"`: as a number it would lose digits, zeros or its `+`.',
    ],
    [
      "a telephone number for an ID",
      'environments: { a: { phone-number-id: "+15550100" } }\n',
      'config-value "\\"+15550100\\"" /environments/a/phone-number-id: `+15550100` cannot be the phone number ID; expected letters and digits, without blanks or `+`.',
    ],
    [
      "an unknown category",
      "flows: { a: { json: a.json, categories: [SIGNUP] } }\n",
      'config-value "SIGNUP" /flows/a/categories/0: `SIGNUP` cannot be a category; expected one of `SIGN_UP`, `SIGN_IN`, `APPOINTMENT_BOOKING`, `LEAD_GENERATION`, `CONTACT_US`, `CUSTOMER_SUPPORT`, `SURVEY`, `OTHER`. Did you mean `SIGN_UP`?',
    ],
    [
      "an unknown severity",
      "rules: { text-length: warn }\n",
      'config-value "warn" /rules/text-length: `warn` cannot be the severity; expected one of `error`, `warning`, `info`, `off`.',
    ],
    [
      "an unknown rule",
      "rules: { text-lenght: warning }\n",
      'config-unknown-rule "text-lenght" /rules/text-lenght: No rule is called `text-lenght`. Did you mean `text-length`?',
    ],
    [
      "a code for a rule",
      "rules: { INVALID_ROUTING_MODEL: warning }\n",
      'config-unknown-rule "INVALID_ROUTING_MODEL" /rules/INVALID_ROUTING_MODEL: No rule is called `INVALID_ROUTING_MODEL`. Keys are ids of rules, not codes; `wa-flows explain INVALID_ROUTING_MODEL` names the rules of a code.',
    ],
    [
      "a setting without severity",
      "rules: { text-length: { paths: [a.json] } }\n",
      'config-missing-key "text-length" /rules/text-length: A setting of a rule needs `severity`, the severity.',
    ],
    [
      "a setting for no path",
      'rules: { text-length: { severity: "off", paths: [] } }\n',
      'config-value "[]" /rules/text-length/paths: This list is empty; name at least one, or remove the key.',
    ],
    [
      "a flow that is not there",
      "flows: { signup: { json: a.json } }\nenvironments: { a: { flows: { singup: {} } } }\n",
      'config-unknown-flow "singup" /environments/a/flows/singup: Environment `a` names the flow `singup`, which `flows` does not have. Did you mean `signup`?',
    ],
    [
      "a flow that is called like the successor of another",
      'flows: { a: { json: a.json }, "a v2": { json: b.json } }\nenvironments: { e: { on-published: new-flow } }\n',
      'config-successor-name "\\"a v2\\"" /flows/a v2: The flow `a v2` is called like a successor of `a`, which `on-published: new-flow` of the environment `e` makes. Give it another name.',
    ],
    [
      "a path with backslashes",
      "flows: { a: { json: 'flows\\a.json' } }\n",
      "config-value \"'flows\\\\a.json'\" /flows/a/json: `flows\\a.json` cannot be the path of the Flow JSON file; expected a path with forward slashes.",
    ],
    [
      "a key that stands twice",
      "flows:\n  a: { json: a.json }\n  a: { json: b.json }\n",
      'config-duplicate-key "a" /flows/a: The key `a` stands twice; keep one.',
    ],
    [
      "a key that is a mapping",
      "flows:\n  ? { a: 1 }\n  : { json: a.json }\n",
      'config-type "{ a: 1 }" /flows: A key is a plain name; found a mapping, a list or an alias.',
    ],
    [
      "a name that is empty",
      'flows: { "": { json: a.json } }\n',
      'config-value "\\"\\"" /flows/: A name is missing here.',
    ],
    [
      "a text instead of a config",
      "hello\n",
      'config-type "hello" : Expected a mapping (`key: value`) for the config, found text.',
    ],
  ])("%s", async (_, text, finding) => {
    expect(await findings(text)).toEqual([finding]);
  });

  test("all at once, in the order of the file", async () => {
    const text = "flow: 1\nenvironments:\n  a: { phone-number-id: 1 }\nrules: { x: 1 }\n";
    const { report } = await load(text);
    expect(report.diagnostics.map(({ rule, range }) => [rule, range.start.line])).toEqual([
      ["config-unknown-key", 1],
      ["config-unquoted-number", 3],
      ["config-unknown-rule", 4],
      ["config-value", 4],
    ]);
  });

  test("a duplicate key with the first one related", async () => {
    const { report } = await load("rules: {}\nrules: {}\n");
    expect(report.diagnostics[0]?.related).toEqual([
      {
        message: "It stands here first.",
        path: "whatsapp-flows.yml",
        pointer: "/rules",
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 6 } },
      },
    ]);
  });

  test("an unquoted number with the repair, which makes the config right", async () => {
    const text = "environments:\n  a: { phone-number-id: 111, test-recipients: [+15550100] }\n";
    const { report } = await load(text);
    const lines = new LineIndex(text);
    let repaired = text;
    for (const edit of report.diagnostics.flatMap(({ fix }) => fix?.edits ?? []).reverse()) {
      repaired =
        repaired.slice(0, lines.offset(edit.range.start)) + edit.text + repaired.slice(lines.offset(edit.range.end));
    }
    expect(repaired).toBe('environments:\n  a: { phone-number-id: "111", test-recipients: ["+15550100"] }\n');
    expect((await load(repaired)).report.diagnostics).toEqual([]);
  });

  test("a recipient that is no telephone number, without showing it", async () => {
    for (const number of ["+1555", "0".repeat(20), "+1 555 CALL ME"]) {
      expect(await findings(`environments: { a: { test-recipients: ["${number}"] } }\n`)).toEqual([
        `config-value "\\"${number}\\"" /environments/a/test-recipients/0: This cannot be a test recipient; expected a telephone number with country code, such as \`+15550100\`.`,
      ]);
    }
  });
});

describe("text that is not YAML", () => {
  test.each([
    ["a tab", "flows:\n\ta: 1\n", '"\\t"', "YAML is indented with blanks; replace this tab."],
    [
      "a wrong indentation",
      "flows:\n  a:\n    json: x\n   endpoint: y\n",
      '" "',
      "The indentation does not fit the lines above; keys of one mapping start in the same column.",
    ],
    [
      "an open bracket",
      "flows:\n  a: [\n",
      '""',
      "A bracket above is not closed, or its `]` or `}` stands too far to the left.",
    ],
    ["an open brace", "flows:\n  a: { json: x\nrules: {}\n", '"r"', "A bracket above is not closed"],
    ["an open quote", 'flows: "a\n', '""', "A quote, bracket, comma or colon is missing here."],
    [
      "a second document",
      "flows: {}\n---\nrules: {}\n",
      '"---"',
      "The file holds several documents; remove the line `---`.",
    ],
    [
      "a tag",
      "flows: !secret x\n",
      '"!secret"',
      "Tags (`!…`) have no meaning here; remove it, or put the text in quotes.",
    ],
    ["an unknown alias", "flows: *x\n", '"*x"', "Nothing before this is called `&x`."],
  ])("%s", async (_, text, meant, message) => {
    const found = await findings(text);
    expect(found[0]).toMatch(/^config-syntax /);
    expect(found[0]).toContain(` ${meant} `);
    expect(found[0]).toContain(message);
    expect((await load(text)).config).toBeNull();
  });
});

describe("a text that stands for too much", () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(",")}]`);

  test.each([
    ["aliases of aliases", `a0: &a0 [x]\n${laughs.join("\n")}\n`],
    ["an alias inside what it means", "flows: &a\n  x: *a\n"],
    ["very many aliases", `a: &a 1\nb: [${"*a,".repeat(20_000)}]\n`],
    ["deep nesting", `flows: ${"[".repeat(100)}${"]".repeat(100)}\n`],
    ["nesting beyond the stack", "[".repeat(100_000)],
    ["length", `# ${"x".repeat(1_000_000)}\n`],
  ])("is refused: %s", async (_, text) => {
    const { config, report } = await load(text);
    expect(config).toBeNull();
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["config-too-large"]);
  });

  test("has a bounded number of findings", async () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `  text-lengt${i}: warning\n`).join("");
    expect((await load(`rules:\n${keys}`)).report.diagnostics).toHaveLength(100);
  });
});

describe("secrets", () => {
  test.each(["api-key", "apiKey", "KAPSO_API_KEY", "access-token", "password", "github-token", "client_secret"])(
    "the key `%s` is refused, and its value shown nowhere",
    async (key) => {
      for (const text of [
        `environments:\n  a:\n    ${key}: kapso-12345\n    publish: true\n`,
        `environments: { a: { "${key}": "kapso-12345", publish: true } }\n`,
        `environments:\n  a:\n    ${key}: |\n      kapso-12345\n      kapso-12345\n    publish: true\n`,
        `environments:\n  a:\n    ${key}:\n      - kapso-12345\n    publish: true\n`,
        `environments:\n  a:\n    ${key}: kapso-12345\n   publish: true\n`,
      ]) {
        const { report, shownText, config } = await load(text);
        expect(config).toBeNull();
        expect(JSON.stringify(report)).not.toContain("12345");
        expect(shownText).not.toContain("12345");
        expect(shownText).toHaveLength(text.length);
        expect(shownText.split("\n")).toHaveLength(text.split("\n").length);
      }
      const [found] = await findings(`${key}: kapso-12345\n`);
      expect(found).toContain(`config-secret "${key}" /${key}: \`${key}\` looks like a secret`);
      expect(found).toContain("`KAPSO_API_KEY`");
    },
  );

  test("a text without any is shown as it is", async () => {
    const text = "flows:\n  a: { json: a.json }\n";
    expect((await load(text)).shownText).toBe(text);
  });
});

test("an unusable config becomes an error that names the first place and counts the rest", async () => {
  const result = await load("flow: 1\nrule: 2\n", "ci/whatsapp-flows.yml");
  const error = new InvalidConfigError(result);
  expect(error.code).toBe("CONFIG_INVALID");
  expect(error.message).toBe(
    "ci/whatsapp-flows.yml:1:1: The config has no key `flow`. Did you mean `flows`? (and 1 more)",
  );
  expect(error.report).toBe(result.report);
  expect(() => usableConfig(result)).toThrow(InvalidConfigError);
});

test("every rule has a code of its own and starts with `config-`", () => {
  const codes = Object.entries(configRules).map(([rule, { code }]) => [rule, code]);
  for (const [rule, code] of codes) {
    expect(code).toBe(`WF_${rule?.toUpperCase().replaceAll("-", "_")}`);
    expect(rule).toMatch(/^config-/);
  }
});
