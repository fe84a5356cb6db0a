import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { renderJson, reportDocument } from "../../../src/render/json.js";
import { reportSchema } from "../../../src/render/report-schema.js";
import { validateFlow } from "../../../src/validate/validate-flow.js";
import { diagnostic, hostileTexts, inputOf, several, single } from "./samples.js";

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(reportSchema());

function problems(text: string): unknown {
  const document: unknown = JSON.parse(text);
  return validate(document) ? [] : validate.errors;
}

test("is valid against its schema", () => {
  expect(problems(renderJson(several))).toEqual([]);
  expect(problems(renderJson(inputOf([])))).toEqual([]);
});

test.each([
  ["a flow with findings", '{"version": "7.3", "screens": [{"id": "A", "lyout": {}}]}'],
  ["text that does not parse", '{"version": "7.3",'],
  ["no text", ""],
])("is valid for what the validation makes of %s", (_, text) => {
  const report = validateFlow(text, "flow.json", { today: "2026-11-22" });
  expect(report.diagnostics).not.toEqual([]);
  expect(problems(renderJson(inputOf([report])))).toEqual([]);
});

test("the schema on disk is this one", () => {
  const file = new URL("../../../schemas/report.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(reportSchema());
});

test.each(hostileTexts)("carries %j unchanged", (text) => {
  const rendered = renderJson(single("{}", diagnostic({ message: text }), text));
  expect(problems(rendered)).toEqual([]);
  expect(JSON.parse(rendered)).toMatchObject({ files: [{ path: text, diagnostics: [{ message: text }] }] });
});

test("has its keys in the order of the contract, whatever order a finding came in", () => {
  const shuffled = Object.fromEntries(Object.entries(diagnostic()).reverse());
  const [file] = reportDocument([
    { kind: "flow-json", diagnostics: [{ ...diagnostic(), ...shuffled }], screens: 1, path: "a.json" },
  ]).files;
  expect(Object.keys(file ?? {})).toEqual(["path", "kind", "flowVersion", "dynamic", "screens", "diagnostics"]);
  expect(Object.keys(file?.diagnostics[0] ?? {})).toEqual([
    "code",
    "rule",
    "severity",
    "message",
    "pointer",
    "range",
    "fix",
    "docs",
    "origin",
    "related",
  ]);
});

test("keeps to itself what the contract does not name", () => {
  const finding = { ...diagnostic(), internal: "secret" };
  expect(renderJson(single("{}", finding))).not.toContain("secret");
});

test.each([
  ["a line 0", { range: { start: { line: 0, column: 1 }, end: { line: 1, column: 1 } } }],
  ["a pointer that is none", { pointer: "screens/0" }],
])("the schema refuses %s", (_, changes) => {
  expect(problems(renderJson(single("{}", diagnostic(changes))))).not.toEqual([]);
});
