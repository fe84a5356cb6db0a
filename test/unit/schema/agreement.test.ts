/**
 * Editors read the generated schemas, everybody else the structure check. Both come from the tables by different ways,
 * so they are held against each other: over flows that other people wrote, and over flows made of the tables.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FlowDocument } from "../../../src/flow/document.js";
import { platform } from "../../../src/flow/platform.js";
import type { Finding, Report } from "../../../src/flow/rule.js";
import type { ComponentSpec } from "../../../src/flow/spec.js";
import { versionNumber, versionTable, within } from "../../../src/flow/versions.js";
import { toValue } from "../../../src/json/node.js";
import { pointerTo } from "../../../src/json/pointer.js";
import { readJson } from "../../../src/json/read.js";
import { fieldSchemas } from "../../../src/rules/data-model/field-schemas.js";
import { routingInvalidSource } from "../../../src/rules/routing/routing-invalid-source.js";
import { routingValueNotArray } from "../../../src/rules/routing/routing-value-not-array.js";
import { flowJsonSchema } from "../../../src/schema/build.js";
import { checkStructure } from "../../../src/schema/check.js";
import { tablesOf, type VersionedTables } from "../../../src/schema/compile.js";
import { ruleInfos } from "../../../src/validate/rule-set.js";
import { flowsFromTables, strangeValues } from "../../support/flows-from-tables.js";
import { compile, complaint } from "../../support/schemas.js";

const versions = versionTable.map((row) => row.version);
const schemas = new Map<string, ValidateFunction>(
  versions.map((version) => [version, compile(flowJsonSchema(version))]),
);

/** What no JSON Schema says to every reader: that a key is the id of a screen, that a text is a regular expression. */
function inSchemas({ rule }: Finding): boolean {
  return rule !== "routing-invalid-source" && rule !== "component-text-input-pattern-regex";
}

/** Errors of the structure check, and of the checks that go on where its tables leave something open. */
function shapeErrors(text: string): readonly Finding[] {
  const read = readJson(text);
  if (!read.ok || read.root.kind !== "object") throw new Error("The flow is no JSON object.");
  const flow = new FlowDocument(text, read.root, {
    platform,
    today: "2026-11-22",
    forPublish: false,
    examples: () => [],
  });
  const findings: Finding[] = [];
  const report: Report = (rule, place, message) => findings.push({ rule, place, message });
  checkStructure(flow, report);
  for (const check of [fieldSchemas, routingValueNotArray, routingInvalidSource]) check.run(flow, report);
  return findings.filter(({ rule }) => {
    const info = ruleInfos.get(rule);
    return info?.severity === "error" && within(flow.version, info);
  });
}

function refused(validate: ValidateFunction, value: unknown): string {
  return validate(value) === true ? "" : complaint(validate);
}

function describeFindings(findings: readonly Finding[]): string {
  return findings.map(({ place, rule, message }) => `${pointerTo(place.node)} ${rule}: ${message}`).join("\n");
}

describe("flows of other people", () => {
  const folder = join(import.meta.dirname, "../../../../shared/corpus/flows");
  const flows = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const read = readJson(text);
    const value: unknown = read.ok ? toValue(read.root) : undefined;
    const schema = schemas.get(String(Object(value).version));
    return schema === undefined ? [] : [{ file, text, value, schema }];
  });

  test("are read by some schema, nearly all of them", () => {
    expect(flows.length).toBeGreaterThan(170);
  });

  test("are refused by the structure check where the schema refuses them", () => {
    const disagreed = flows.flatMap(({ file, text, value, schema }) => {
      const problem = refused(schema, value);
      return problem !== "" && shapeErrors(text).length === 0 ? [`${file}\n${problem}`] : [];
    });
    expect(disagreed).toEqual([]);
  });

  test("are refused by the schema where the structure check refuses them", () => {
    const disagreed = flows.flatMap(({ file, text, value, schema }) => {
      const findings = shapeErrors(text).filter(inSchemas);
      return findings.length > 0 && refused(schema, value) === "" ? [`${file}\n${describeFindings(findings)}`] : [];
    });
    expect(disagreed).toEqual([]);
  });
});

describe("flows made of the tables", () => {
  test.each(versions)("are accepted by both where nothing is spoilt (%s)", (version) => {
    const schema = schemas.get(version) ?? compile(flowJsonSchema(version));
    fc.assert(
      fc.property(flowsFromTables(version, 0), (flow) => {
        expect(refused(schema, flow)).toBe("");
        expect(describeFindings(shapeErrors(JSON.stringify(flow)).filter(inSchemas))).toBe("");
      }),
      { numRuns: 40 },
    );
  });

  test.each(versions)("are accepted or refused by both alike where something is spoilt (%s)", (version) => {
    const schema = schemas.get(version) ?? compile(flowJsonSchema(version));
    fc.assert(
      fc.property(flowsFromTables(version), (flow) => {
        const problem = refused(schema, flow);
        const findings = shapeErrors(JSON.stringify(flow));
        if (problem === "") expect(describeFindings(findings.filter(inSchemas))).toBe("");
        else expect(findings.length, problem).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

/** A component with nothing but what it must have. */
function leastComponent(spec: ComponentSpec, tables: VersionedTables): Readonly<Record<string, unknown>> {
  const required = tables.component(spec.type)?.required ?? [];
  const least: Readonly<Record<string, unknown>> = {
    ...{ name: "a", label: "a", text: "a", src: "YWJj", condition: "${data.a}", value: "${data.a}" },
    // biome-ignore lint/suspicious/noThenProperty: a property of If.
    ...{ then: [{ type: "TextHeading", text: "a" }], cases: { a: [] }, children: [] },
    ...{ "data-source": [{ id: "a", title: "a" }], images: [{ src: "YWJj", "alt-text": "a" }] },
    ...{ "list-items": [{ id: "a", "main-content": { title: "a" } }], "on-click-action": { name: "data_exchange" } },
  };
  return { type: spec.type, ...Object.fromEntries(required.map(({ spec: { name } }) => [name, least[name]])) };
}

describe("every property of every component", () => {
  test.each(["2.1", "3.1", "4.0", "5.1", "6.3", "7.3"])("takes the same values for both (%s)", (version) => {
    const schema = schemas.get(version) ?? compile(flowJsonSchema(version));
    const number = versionNumber(version);
    const tables = tablesOf(number, true);
    const disagreed: string[] = [];
    let refusals = 0;
    for (const spec of platform.components.filter((each) => within(number, each))) {
      const least = leastComponent(spec, tables);
      for (const [name] of tables.component(spec.type)?.byName ?? []) {
        for (const value of strangeValues) {
          const component = { ...least, [name]: value };
          const stands = spec.in.layout !== undefined && within(number, spec.in.layout);
          const child = stands ? component : { type: "Form", name: "f", children: [component] };
          const layout = { type: "SingleColumnLayout", children: [child] };
          const flow = { version, screens: [{ id: "A", layout }] };
          const problem = refused(schema, flow);
          const findings = shapeErrors(JSON.stringify(flow)).filter(inSchemas);
          if (problem !== "") refusals++;
          if ((problem === "") === (findings.length === 0)) continue;
          disagreed.push(`${JSON.stringify(component)}\n${problem}${describeFindings(findings)}`);
        }
      }
    }
    expect(disagreed.slice(0, 20)).toEqual([]);
    expect(refusals).toBeGreaterThan(2000);
  });
});
