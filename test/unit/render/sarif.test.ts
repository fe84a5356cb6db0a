import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { RenderInput } from "../../../src/render/input.js";
import { renderSarif } from "../../../src/render/sarif.js";
import { diagnostic, findingOn, hostileTexts, inputOf, several, single } from "./samples.js";
import { sarifSchema } from "./sarif-schema.js";

// RFC 3986: only what a URI reference may hold, and percent signs only as escapes.
const URI = /^(?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*$/;

const ajv = new Ajv({ formats: { uri: /^https?:\/\/\S+$/, "uri-reference": URI } });
const validate = ajv.compile<Log>(sarifSchema);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
    }[];
  }[];
}

function runOf(input: RenderInput) {
  const log: unknown = JSON.parse(renderSarif(input));
  const valid = validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const run = valid ? log.runs[0] : undefined;
  if (run === undefined) throw new Error("no run");
  return run;
}

const fingerprints = (input: RenderInput): string[] =>
  runOf(input).results.map((result) => result.partialFingerprints.primaryLocationLineHash);

test("is SARIF, with each rule once and each result naming its rule", () => {
  const run = runOf(several);
  const ids = run.tool.driver.rules.map((rule) => rule.id);
  expect(ids).toEqual([...new Set(several.files.flatMap((file) => file.diagnostics.map((one) => one.rule)))].sort());
  for (const result of run.results) expect(ids[result.ruleIndex]).toBe(result.ruleId);
});

test("is SARIF without any finding", () => {
  expect(runOf(inputOf([])).results).toEqual([]);
});

test.each(hostileTexts)("stays SARIF with %j in every text", (text) => {
  const finding = diagnostic({
    message: `Got ${text}`,
    pointer: `/${text}`,
    fix: { title: `Mend ${text}`, edits: [{ range: diagnostic().range, text }] },
    related: [{ message: `See ${text}`, path: text, pointer: null, range: diagnostic().range }],
  });
  const rendered = renderSarif(single(`x${text}`, finding, `flows/${text}.json`));
  expect(runOf(single(`x${text}`, finding, `flows/${text}.json`)).results).toHaveLength(1);
  expect(rendered).not.toMatch(/\\ud83d(?!\\u)/);
});

test.each([
  ["flows/a b.json", undefined, "flows/a%20b.json"],
  ["flows/ü#?%.json", undefined, "flows/%C3%BC%23%3F%25.json"],
  ["a.json", "packages/shop", "packages/shop/a.json"],
  ["a:b.json", undefined, "a%3Ab.json"],
  ["/work/a.json", undefined, "file:///work/a.json"],
  ["C:/work/a.json", undefined, "file:///C:/work/a.json"],
])("writes the path %s below %s as %s", (path, base, uri) => {
  const input = single("{}", diagnostic(), path);
  const run = runOf(base === undefined ? input : { ...input, base });
  expect(run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
});

test("takes the rule's own summary where there is one", () => {
  const input = { ...single("{}", diagnostic()), ruleSummary: () => "A branch needs a component." };
  expect(renderSarif(input)).toContain('"text": "A branch needs a component."');
});

describe("a fingerprint", () => {
  const one = '{"screens": [{"then": []}]}';
  const moved = `\n\n${one.replace("[{", '[{"id": "NEW"},\n{')}`;
  const finding = (source: string, pointer: string) => single(source, findingOn(source, "[]", { pointer }));

  test("stays when lines and screens are added above", () => {
    expect(fingerprints(finding(moved, "/screens/1/then"))).toEqual(fingerprints(finding(one, "/screens/0/then")));
  });

  test("differs by rule, file and the text that is meant", () => {
    const all = [
      single("[1]", findingOn("[1]", "1", { rule: "a" })),
      single("[1]", findingOn("[1]", "1", { rule: "b" })),
      single("[2]", findingOn("[2]", "2", { rule: "a" })),
      single("[1]", findingOn("[1]", "1", { rule: "a" }), "other.json"),
    ].flatMap(fingerprints);
    expect(new Set(all).size).toBe(4);
  });

  test("tells equal findings of one file apart", () => {
    const same = diagnostic();
    const input = inputOf([{ path: "a.json", kind: "flow-json", diagnostics: [same, same] }]);
    expect(new Set(fingerprints(input)).size).toBe(2);
  });
});
