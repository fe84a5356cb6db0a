/**
 * A new Flow JSON version is rows of tables and nothing else. This invents 7.4, with one new component and one new
 * property, and hands the tables to everything that reads them.
 */
import { describe, expect, test } from "vitest";
import { name, text } from "../../src/flow/components/shared.js";
import { type Platform, platform } from "../../src/flow/platform.js";
import type { ComponentSpec } from "../../src/flow/spec.js";
import { flowJsonSchema } from "../../src/schema/build.js";
import { anyFlowJsonSchema } from "../../src/schema/build-any-version.js";
import { validateFlow } from "../../src/validate/validate-flow.js";
import { compile } from "../support/schemas.js";

const rating: ComponentSpec = {
  type: "StarRating",
  category: "input",
  about: "One to five stars.",
  since: "7.4",
  in: { layout: { since: "7.4" }, Form: { since: "7.4" } },
  input: true,
  properties: [
    name(),
    text("label", "What to rate.", { required: true }),
    { name: "stars", types: ["integer"], about: "How many there are.", min: 3, max: 10, default: 5 },
  ],
};

const tomorrow: Platform = {
  versions: [...platform.versions, { version: "7.4", released: "2026-12-01" }],
  recommended: "7.4",
  components: [
    ...platform.components.map((spec) =>
      spec.type === "TextHeading"
        ? { ...spec, properties: [...spec.properties, text("icon", "A sign before the text.", { since: "7.4" })] }
        : spec,
    ),
    rating,
  ],
};

function flow(version: string, ...children: readonly object[]) {
  const action = { name: "complete", payload: { stars: "${form.stars}" } };
  const footer = { type: "Footer", label: "Done", "on-click-action": action };
  const field = { type: "TextInput", name: "stars", label: "Stars" };
  const inputs = children.some((child) => "name" in child) ? [] : [field];
  const layout = { type: "SingleColumnLayout", children: [...children, ...inputs, footer] };
  return { version, screens: [{ id: "RATE", title: "Rate us", terminal: true, layout }] };
}

function findings(value: object, tables: Platform = tomorrow): readonly string[] {
  const options = { today: "2026-12-10", platform: tables };
  return validateFlow(JSON.stringify(value), "flow.json", options).diagnostics.map(
    ({ severity, rule, pointer }) => `${severity} ${rule} ${pointer}`,
  );
}

const component = { type: "StarRating", name: "stars", label: "How was it", stars: 5 };
const heading = { type: "TextHeading", text: "Rate us", icon: "star" };
const first = "/screens/0/layout/children/0";

describe("a version that only the tables know", () => {
  test("is taken, with what came with it", () => {
    expect(findings(flow("7.4", component))).toEqual([]);
    expect(findings(flow("7.4", heading))).toEqual([]);
  });

  test("has its new component checked like any other", () => {
    expect(findings(flow("7.4", { ...component, stars: 11 }))).toEqual([`error limits-maximum-value ${first}/stars`]);
    expect(findings(flow("7.4", { type: "StarRating", name: "stars" }))).toEqual([
      `error schema-missing-required-property ${first}`,
    ]);
  });

  test("makes the component of a flow of the version before newer than that", () => {
    expect(findings(flow("7.3", component))).toEqual([
      "warning version-not-recommended /version",
      `error component-type-newer-than-version ${first}/type`,
    ]);
  });

  test("makes the property of a flow of the version before newer than that", () => {
    expect(findings(flow("7.3", heading))).toEqual([
      "warning version-not-recommended /version",
      `error component-property-newer-than-version ${first}/icon`,
    ]);
  });

  test("is unknown to the tables of today", () => {
    expect(findings(flow("7.4"), platform)).toEqual(["error version-invalid /version"]);
  });

  test("has a schema, and the version before has one without what is new", () => {
    const later = compile(flowJsonSchema("7.4", tomorrow));
    expect([later(flow("7.4", component)), later(flow("7.4", heading))]).toEqual([true, true]);
    expect(later(flow("7.4", { ...component, stars: 11 }))).toBe(false);
    const earlier = compile(flowJsonSchema("7.3", tomorrow));
    expect([earlier(flow("7.3", component)), earlier(flow("7.3", heading)), earlier(flow("7.3"))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("leaves the schema of the version before as it is", () => {
    expect(flowJsonSchema("7.3", tomorrow)).toEqual(flowJsonSchema("7.3"));
  });

  test("is offered to editors first", () => {
    expect(Object(anyFlowJsonSchema(tomorrow).properties?.version).enum.slice(0, 2)).toEqual(["7.4", "7.3"]);
  });
});
