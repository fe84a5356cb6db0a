import { describe, expect, test } from "vitest";
import { findingsIn, fixed, rulesIn } from "../../support/flow-fixes.js";
import { flowOf, navigateTo } from "../../support/small-flows.js";

const city = { type: "TextInput", name: "city", label: "City" };
const cityField = { city: { type: "string", __example__: "Rome" } };

function flow(payload: object, target: object, first: { data?: object; components?: readonly object[] } = {}): string {
  return flowOf([
    { id: "FIRST", ...first, footer: navigateTo("LAST", payload) },
    { id: "LAST", terminal: true, data: target },
  ]);
}

function navigateRules(text: string): readonly string[] {
  return rulesIn(text).filter((rule) => rule.startsWith("navigate"));
}

describe("fields of the payload", () => {
  test("a misspelt key is one finding, and its fix renames it", () => {
    const text = flow({ ctiy: "Rome" }, cityField);
    expect(navigateRules(text)).toEqual(["navigate-extra-fields"]);
    expect(navigateRules(fixed(text, "navigate-extra-fields"))).toEqual([]);
  });

  test("a missing field is handed over from the input of the same name", () => {
    const text = flow({}, cityField, { components: [city] });
    expect(fixed(text, "navigate-missing-fields")).toContain('"city": "${form.city}"');
  });

  test("several missing fields are added in the layout of those that are there", () => {
    const target = { ...cityField, land: { type: "string", __example__: "IT" }, n: { type: "number", __example__: 1 } };
    const data = { land: { type: "string", __example__: "IT" }, n: { type: "number", __example__: 1 } };
    const text = flow({ city: "Rome" }, target, { data });
    const result = fixed(text, "navigate-missing-fields");
    expect(result).toMatch(/"city": "Rome",\n( +)"land": "\$\{data\.land\}",\n\1"n": "\$\{data\.n\}"\n/);
    expect(navigateRules(result)).toEqual([]);
  });

  test.each([
    ["nothing has the name", {}],
    ["the input has another type", { components: [{ type: "OptIn", name: "city", label: "City" }] }],
    ["an input and a field have the name", { components: [city], data: cityField }],
  ])("no fix where %s", (_, first) => {
    const finding = findingsIn(flow({}, cityField, first)).find(({ rule }) => rule === "navigate-missing-fields");
    expect(finding?.fix).toBeNull();
  });

  test("an example beside the fields is no field", () => {
    expect(navigateRules(flow({ city: "Rome" }, { ...cityField, __example__: {} }))).toEqual([]);
  });

  test("a value that the next screen does not want is not looked at", () => {
    expect(navigateRules(flow({ land: 5 }, {}))).toEqual(["navigate-extra-fields"]);
  });
});

describe("types of the payload", () => {
  const range = {
    type: "CalendarPicker",
    name: "stay",
    label: { "start-date": "From", "end-date": "To" },
    mode: "range",
  };

  test("a range of days is an object of two dates", () => {
    const dates = { "start-date": { type: "string" }, "end-date": { type: "string" } };
    const field = (properties: object) => ({ stay: { type: "object", properties, __example__: {} } });
    const payload = { stay: "${form.stay}" };
    expect(navigateRules(flow(payload, field(dates), { components: [range] }))).toEqual([]);
    expect(navigateRules(flow(payload, field({ from: { type: "string" } }), { components: [range] }))).toEqual([
      "navigate-properties-differ",
    ]);
    const numbers = { "start-date": { type: "number" }, "end-date": { type: "number" } };
    expect(navigateRules(flow(payload, field(numbers), { components: [range] }))).toEqual([
      "navigate-dynamic-type-mismatch",
    ]);
  });

  test("a list of choices holds texts", () => {
    const boxes = { type: "CheckboxGroup", name: "boxes", label: "Boxes", "data-source": [{ id: "a", title: "A" }] };
    const field = (type: string) => ({ boxes: { type: "array", items: { type }, __example__: [] } });
    const rules = (type: string) =>
      navigateRules(flow({ boxes: "${form.boxes}" }, field(type), { components: [boxes] }));
    expect(rules("string")).toEqual([]);
    expect(rules("number")).toEqual(["navigate-dynamic-type-mismatch"]);
  });

  test("a reference that leads nowhere has no type", () => {
    const text = flow({ city: "${data.nothing}" }, { city: { type: "number", __example__: 1 } });
    expect(navigateRules(text)).toEqual([]);
  });

  test("entries of lists are compared as deep as they are declared", () => {
    const list = (type: string) => ({
      list: {
        type: "array",
        items: { type: "object", properties: { id: { type } } },
        __example__: [],
      },
    });
    const rules = (type: string) => navigateRules(flow({ list: "${data.list}" }, list(type), { data: list("string") }));
    expect(rules("string")).toEqual([]);
    expect(rules("number")).toEqual(["navigate-dynamic-type-mismatch"]);
  });

  test("the finding shows what is handed over and what is expected", () => {
    const data = { city: { type: "number", __example__: 1 } };
    const finding = findingsIn(flow({ city: "${data.city}" }, cityField, { data })).find(
      ({ rule }) => rule === "navigate-dynamic-type-mismatch",
    );
    expect(finding?.related.map(({ pointer }) => pointer)).toEqual(["/screens/0/data/city", "/screens/1/data/city"]);
  });
});

test("an empty payload is added where one is advised", () => {
  const action = { name: "navigate", next: { type: "screen", name: "LAST" } };
  const text = flowOf([
    { id: "FIRST", footer: action },
    { id: "LAST", terminal: true },
  ]);
  expect(rulesIn(text)).toEqual(["navigate-payload-recommended"]);
  expect(rulesIn(fixed(text, "navigate-payload-recommended"))).toEqual([]);
});
