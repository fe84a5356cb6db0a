import { describe, expect, test } from "vitest";
import { versionTable } from "../../../src/flow/versions.js";
import { flowJsonSchema } from "../../../src/schema/build.js";
import { anyFlowJsonSchema } from "../../../src/schema/build-any-version.js";
import { compile, complaint, strictAjv } from "../../support/schemas.js";

const versions = versionTable.map((row) => row.version);

function screen(...children: readonly unknown[]): unknown {
  return { version: "7.3", screens: [{ id: "FIRST", layout: { type: "SingleColumnLayout", children } }] };
}

const accepts73 = compile(flowJsonSchema("7.3"));

function refusal(flow: unknown): string {
  accepts73(flow);
  return complaint(accepts73);
}

describe("the schema of a version", () => {
  test.each(versions)("of %s compiles under ajv's strict mode", (version) => {
    expect(() => compile(flowJsonSchema(version))).not.toThrow();
  });

  test("takes its own version only", () => {
    expect(accepts73({ version: "7.2", screens: [] })).toBe(false);
  });

  test("says that there is no such version", () => {
    expect(() => flowJsonSchema("seven")).toThrow("`seven` is no Flow JSON version.");
  });

  test("takes a component where it may stand", () => {
    expect(refusal(screen({ type: "TextHeading", text: "Hello" }))).toBe("");
  });

  test("names the components that a place takes", () => {
    expect(refusal(screen({ type: "TextHeadline", text: "Hello" }))).toMatch(
      /^\/screens\/0\/layout\/children\/0\/type must be equal to one of the allowed values \{"allowedValues":\["TextHeading",/,
    );
  });

  test("speaks of the one property that is wrong", () => {
    expect(refusal(screen({ type: "TextHeading", text: "Hello", visible: 1 }))).toBe(
      '/screens/0/layout/children/0/visible must be boolean,string {"type":["boolean","string"]}\n' +
        '/screens/0/layout/children/0 must match "then" schema {"failingKeyword":"then"}',
    );
  });

  test.each([
    ["a reference", "${data.shown}", true],
    ["a reference to another screen", "${screen.FIRST.form.shown}", true],
    ["an expression in backticks", "`${data.a} == 'b'`", true],
    ["another text", "true", false],
  ])("takes for a truth value %s: %s", (_, visible, taken) => {
    expect(accepts73(screen({ type: "TextHeading", text: "Hello", visible }))).toBe(taken);
  });

  test("takes expressions in backticks from 6.0 only", () => {
    const accepts = compile(flowJsonSchema("5.1"));
    const flow = { ...Object(screen({ type: "TextHeading", text: "Hello", visible: "`true`" })), version: "5.1" };
    expect(accepts(flow)).toBe(false);
  });

  test("leaves properties of later versions out", () => {
    const properties = (version: string) => Object(flowJsonSchema(version).definitions?.TextInput).properties;
    expect(Object.keys(properties("6.1"))).not.toContain("pattern");
    expect(Object.keys(properties("6.2"))).toContain("pattern");
  });

  test("leaves initial values of components in a Form to the Form", () => {
    const input = { type: "TextInput", name: "age", label: "Age", "init-value": "1" };
    expect(refusal(screen(input))).toBe("");
    expect(refusal(screen({ type: "Form", name: "f", children: [input] }))).toContain(
      'must NOT have additional properties {"additionalProperty":"init-value"}',
    );
  });

  test("wants of an action what that action needs", () => {
    const footer = (action: unknown) => screen({ type: "Footer", label: "Go", "on-click-action": action });
    expect(refusal(footer({ name: "navigate" }))).toContain("must have required property 'next'");
    expect(refusal(footer({ name: "complete", payload: {} }))).toBe("");
    expect(refusal(footer({ name: "update_data" }))).toContain("must be equal to one of the allowed values");
  });

  test("describes every property", () => {
    const bare: string[] = [];
    const schema = flowJsonSchema("7.3");
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
      for (const [property, inner] of Object.entries(definition.properties ?? {})) {
        if (inner === false || (inner.description ?? "") === "") bare.push(`${name}.${property}`);
      }
    }
    expect(bare).toEqual([]);
  });
});

describe("the schema of any version", () => {
  const ajv = strictAjv();
  for (const version of versions) ajv.addSchema(flowJsonSchema(version), `flow-json/${version}.schema.json`);
  const accepts = ajv.compile(anyFlowJsonSchema());

  test("reads a flow by the version that it declares", () => {
    const flow = (version: string) => ({
      version,
      screens: [{ id: "FIRST", layout: { type: "SingleColumnLayout", children: [{ type: "RichText", text: "Hi" }] } }],
    });
    expect(accepts(flow("5.1"))).toBe(true);
    expect(accepts(flow("5.0"))).toBe(false);
  });

  test("refuses a version that does not exist", () => {
    expect(accepts({ version: "5.2", screens: [] })).toBe(false);
  });
});
