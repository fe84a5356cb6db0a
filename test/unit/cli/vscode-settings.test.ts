import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowSchemaUrl, plainJson, withFlowSchema } from "../../../src/cli/init/vscode-settings.js";

const mapping = { fileMatch: ["flow.json"], url: flowSchemaUrl };

function merged(settings: string | undefined, fileMatch: readonly string[] = ["flow.json"]): string {
  const result = withFlowSchema(settings, fileMatch);
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

describe("settings that are not there yet", () => {
  test.each([[undefined], [""], ["\n"], ["{}"], ["{\n}\n"]])("%j", (before) => {
    expect(merged(before)).toBe(
      `${JSON.stringify({ "json.schemas": [mapping] }, null, 2)}${before === "{}" ? "" : "\n"}`,
    );
  });
});

describe("what is there stays", () => {
  test("comments, trailing commas, tabs and line ends", () => {
    const before = '{\r\n\t// "a": 1,\r\n\t"editor.tabSize": 4, // four\r\n\t/* the // end */\r\n}\r\n';
    const after = merged(before);
    expect(after).toBe(
      before.replace(
        "end */",
        `end */\r\n\t"json.schemas": [\r\n\t\t{\r\n\t\t\t"fileMatch": [\r\n\t\t\t\t"flow.json"\r\n\t\t\t],\r\n\t\t\t"url": "${flowSchemaUrl}"\r\n\t\t}\r\n\t]`,
      ),
    );
  });

  test("a comment behind the last entry stays behind it", () => {
    expect(merged('{\n  "a": "// no, }" // yes\n}\n')).toMatch(
      /^\{\n {2}"a": "\/\/ no, \}", \/\/ yes\n {2}"json\.schemas": \[\n/,
    );
  });

  test("settings in one line stay in one line", () => {
    expect(merged('{ "a": 1 }')).toBe(`{ "a": 1, "json.schemas": [${JSON.stringify(mapping)}] }`);
  });

  test("other schemas", () => {
    const before = '{\n  "json.schemas": [\n    { "fileMatch": ["a.json"], "url": "./a" }\n  ],\n  "b": 1\n}\n';
    const after = merged(before);
    expect(JSON.parse(after)).toEqual({ "json.schemas": [{ fileMatch: ["a.json"], url: "./a" }, mapping], b: 1 });
    expect(after.startsWith(before.slice(0, before.indexOf('"./a" }')))).toBe(true);
    expect(after.endsWith('\n  ],\n  "b": 1\n}\n')).toBe(true);
  });
});

describe("settings that know the schema", () => {
  test("are the same again", () => {
    const once = merged("{ // mine\n}", ["*.flow.json", "flow.json"]);
    expect(merged(once, ["*.flow.json", "flow.json"])).toBe(once);
  });

  test("get the patterns that are missing", () => {
    const before = `{ "json.schemas": [{ "fileMatch": ["mine.json"], "url": "${flowSchemaUrl}" }] }`;
    expect(JSON.parse(merged(before, ["a.json", "mine.json", "b.json"]))).toEqual({
      "json.schemas": [{ fileMatch: ["mine.json", "a.json", "b.json"], url: flowSchemaUrl }],
    });
    expect(JSON.parse(merged(`{ "json.schemas": [{ "url": "${flowSchemaUrl}" }] }`))).toEqual({
      "json.schemas": [mapping],
    });
  });
});

test.each([
  ['{ "a": }', /^cannot be read: /],
  ["[]", /^holds no object$/],
  ['{ "json.schemas": {} }', /that is no list$/],
  [`{ "json.schemas": [{ "url": "${flowSchemaUrl}", "fileMatch": "*.json" }] }`, /that is no list$/],
])("%s is refused", (before, reason) => {
  const result = withFlowSchema(before, ["flow.json"]);
  expect(result.ok ? "" : result.reason).toMatch(reason);
});

test("any settings keep their values, however they are laid out", () => {
  const name = fc.string().filter((key) => !["json.schemas", "__proto__"].includes(key));
  const indents = fc.constantFrom(undefined, 2, 4, "\t");
  fc.assert(
    fc.property(fc.dictionary(name, fc.jsonValue()), indents, fc.boolean(), (settings, indent, commented) => {
      const plain = JSON.stringify(settings, null, indent);
      const before = commented ? `// "first"\n${plain.replace(/\}$/, "/* last */\n}")} // end` : plain;
      const after: unknown = JSON.parse(plainJson(merged(before)));
      expect(after).toEqual({ ...JSON.parse(plain), "json.schemas": [mapping] });
    }),
  );
});
