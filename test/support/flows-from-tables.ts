/**
 * Flows made of the tables, to hold the schemas and the structure check against each other. They have the right shape
 * nearly everywhere; they make no sense, and rules beyond the tables find fault with all of them.
 */
import fc, { type Arbitrary } from "fast-check";
import { platform as currentPlatform, type Platform } from "../../src/flow/platform.js";
import type { ComponentSpec, ContainerKind, LiteralType } from "../../src/flow/spec.js";
import { actionSpecs } from "../../src/flow/structure.js";
import { globalReferencesSince, nestedExpressionsSince, versionNumber, within } from "../../src/flow/versions.js";
import {
  tablesOf,
  type VersionedObject,
  type VersionedProperty,
  type VersionedTables,
} from "../../src/schema/compile.js";

type Json = unknown;

/** Texts that are a reference, nearly one, or mean something to one property or another. */
export const strangeTexts: readonly string[] = [
  ...["", " ", "x", "A text", "12", "-1", "1.5", "true", "#25D366", "#25D36", "Mon", "large", "SUCCESS", "text"],
  ...["${data.a}", "${form.b.c}", "${screen.A.data.x}", "${screen.A.form.x.y}", "${data.a-b}", "${data.a b}"],
  ...["${data.}", "${data}", "${}", "${data.a[0]}", "${foo.a}", "${ data.a}", "${data.a", "x ${data.a}", "${data.a} x"],
  ...[
    "${data..a}",
    "${data.${a}",
    "${data.$a}",
    "${data.a{b}",
    "${data.a.}",
    "${data.a}b}",
    "${data.a}${data.b}",
    "${data.${data.a}}",
    "${screen.A B.data.x}",
    "${screen..data.x}",
  ],
  ...["`", "``", "`a", "a`", "`${data.a}`", "`'a' 'b'`", "`\n`", " `a`", "${data.é}", "${data.a\n}", "${data.😀}"],
  ...["https://example.com", "http://", "https://", "mailto:a@b.c", "tel:", "//example.com", "https://a b", "a:b"],
  ...["[a-z", "\u00a0", "\u200b", "😀", "2025-01-01", "YWJj", "image/png", "4:3"],
];

const text: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...strangeTexts), weight: 8 },
  { arbitrary: fc.string({ maxLength: 6 }), weight: 1 },
);

/** Values of all kinds, of which each property takes a few. */
export const strangeValues: readonly Json[] = [
  ...strangeTexts,
  ...[0, 1, -1, 1.5, 31, 30_000, true, false, null, [], {}, [1], ["A"], ["Mon"], ["image/png"], ["${data.a}"], ["Mo"]],
  ...[{ a: [] }, { a: [1] }, { "": 1 }, { type: "screen", name: "A" }, { title: "A" }, { image: "YWJj" }, { title: 1 }],
  ...[[{}], [{ id: "a", title: "b" }], [{ id: "a", title: "" }], [{ id: "a", title: "b", color: "#25D366" }]],
  ...[
    [{ id: "a", title: "b", color: "red" }],
    [{ src: "YWJj", "alt-text": "b" }],
    [{ type: "TextHeading", text: "a" }],
  ],
  ...[
    [{ id: "a", "main-content": { title: "b" } }],
    [{ id: "a", title: "b", "on-select-action": { name: "update_data" } }],
  ],
  ...["navigate", "complete", "data_exchange", "update_data", "open_url", "back"].flatMap((name) => [
    { name },
    { name, payload: { a: 1 } },
    { name, payload: [] },
    { name, next: { type: "screen", name: "A" } },
    { name, next: { name: "A" } },
    { name, next: { type: "plugin", name: "A" }, payload: {} },
    ...["https://example.com", "http://", "HTTPS:///a", "mailto:", "example.com", "1:2", "${data.a}", "`a`", ""].map(
      (url) => ({ name, url }),
    ),
  ]),
];

/** Anything, as a text may have it at any place. */
const junk: Arbitrary<Json> = fc.oneof(
  text,
  fc.integer({ min: -3, max: 40 }),
  fc.double({ min: -3, max: 40, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.array(text, { maxLength: 2 }),
  fc.constant([{ id: "a", title: "b" }]),
  fc.constant({ name: "navigate" }),
);

/** Forms of a value that is only known later, as a version has them. */
function dynamicTexts(version: number): readonly string[] {
  return [
    ...["${data.a}", "${form.b.c}"],
    ...(version >= globalReferencesSince ? ["${screen.A.data.x}"] : []),
    ...(version >= nestedExpressionsSince ? ["`${data.a}`"] : []),
  ];
}

interface Making {
  readonly tables: VersionedTables;
  readonly version: number;
  readonly platform: Platform;
  /** One value in so many is junk. */
  readonly sound: number;
  readonly actionNames: readonly string[];
}

/** A flow of a version. With `sound` 0 everything has the shape that the tables ask for. */
export function flowsFromTables(version: string, sound = 150, platform: Platform = currentPlatform): Arbitrary<Json> {
  const number = versionNumber(version);
  const tables = tablesOf(number, true, platform);
  const actionNames = ["navigate", "complete", "data_exchange", "update_data", "open_url", "back"];
  const making: Making = { tables, version: number, platform, sound, actionNames };
  const children = fc.array(component("layout", false, 2, making), { maxLength: 5 });
  const layout = object(tables.layout, making, false, 0, { type: fc.constant("SingleColumnLayout"), children });
  const field = fc.record(
    {
      type: fc.constantFrom("string", "number", "boolean"),
      __example__: junk,
    },
    { requiredKeys: ["type", "__example__"] },
  );
  const data = fc.dictionary(fc.constantFrom("a", "b", "x"), spoilt(field, making), { maxKeys: 2 });
  const screens = fc.array(object(tables.screen, making, false, 0, { layout, data }), { minLength: 1, maxLength: 2 });
  const routing = fc.dictionary(
    fc.constantFrom("A", "B"),
    spoilt(fc.array(fc.constant("B"), { maxLength: 2 }), making),
  );
  return object(tables.root, making, false, 0, {
    version: fc.constant(version),
    screens: spoilt(screens, making),
    routing_model: spoilt(routing, making),
  });
}

/** A value or, now and then, junk in its place. */
function spoilt(value: Arbitrary<Json>, { sound }: Making): Arbitrary<Json> {
  if (sound === 0) return value;
  return fc.oneof({ arbitrary: value, weight: sound }, { arbitrary: junk, weight: 1 });
}

function object(
  shape: VersionedObject,
  making: Making,
  inForm: boolean,
  depth: number,
  given: Readonly<Record<string, Arbitrary<Json>>> = {},
): Arbitrary<Json> {
  const spoils = making.sound > 0;
  const members: Record<string, Arbitrary<Json>> = {};
  const required: string[] = [];
  for (const [name, property] of shape.byName) {
    const misplaced = !property.available || (inForm && property.spec.outsideForm === true);
    if (misplaced && !spoils) continue;
    const value = given[name] ?? spoilt(propertyValue(property, making, inForm, depth), making);
    if (misplaced) members[name] = rarely(value, making);
    else if (!property.required) members[name] = sometimes(value);
    else if (spoils) members[name] = mostly(value, making);
    else members[name] = value;
    required.push(name);
  }
  if (spoils) {
    members.unknown_key = rarely(junk, making);
    required.push("unknown_key");
  }
  // What is absent is undefined here and drops out below: each member decides for itself how often it is there.
  return fc.record(members, { requiredKeys: required }).map(withoutAbsent);
}

const absent = Symbol("absent");

function withoutAbsent(record: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== absent));
}

function sometimes(value: Arbitrary<Json>): Arbitrary<Json> {
  return fc.oneof({ arbitrary: fc.constant(absent), weight: 2 }, { arbitrary: value, weight: 1 });
}

function rarely(value: Arbitrary<Json>, { sound }: Making): Arbitrary<Json> {
  return fc.oneof({ arbitrary: fc.constant(absent), weight: sound * 2 }, { arbitrary: value, weight: 1 });
}

function mostly(value: Arbitrary<Json>, { sound }: Making): Arbitrary<Json> {
  return fc.oneof({ arbitrary: value, weight: sound }, { arbitrary: fc.constant(absent), weight: 1 });
}

function propertyValue(property: VersionedProperty, making: Making, inForm: boolean, depth: number): Arbitrary<Json> {
  const { spec } = property;
  const dynamic = spec.dynamic ?? "none";
  if (dynamic === "condition") return fc.constant("${data.a}");
  const later = fc.constantFrom(...dynamicTexts(making.version));
  if (dynamic === "reference") return later;
  const literals = property.types.map((type) => literal(type, property, making, inForm, depth));
  return dynamic === "none" ? fc.oneof(...literals) : fc.oneof(...literals, ...literals, later);
}

function literal(
  type: LiteralType,
  property: VersionedProperty,
  making: Making,
  inForm: boolean,
  depth: number,
): Arbitrary<Json> {
  const { spec } = property;
  switch (type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: spec.min ?? 0, max: spec.max ?? 100 });
    case "number":
      return fc.double({ min: 0, max: 10, noNaN: true });
    case "string":
      return literalText(property);
    case "array":
      return list(property, making, inForm, depth);
    case "object":
      return member(property, making, inForm, depth);
  }
}

function literalText({ spec }: VersionedProperty): Arbitrary<string> {
  if (spec.values !== undefined) return fc.constantFrom(...spec.values);
  switch (spec.format) {
    case "uri":
      return fc.constantFrom("https://example.com/a", "mailto:someone@example.com");
    case "color":
      return fc.constantFrom("#25D366", "#ffffff");
    case "regex":
      return fc.constant("^[a-z]+$");
    case "date":
      return fc.constant("2025-01-31");
    case "base64":
      return fc.constant("YWJj");
    default:
      return fc.constantFrom("A", "B", "A text");
  }
}

function list(property: VersionedProperty, making: Making, inForm: boolean, depth: number): Arbitrary<Json> {
  const { shape, values, minItems = 0 } = property.spec;
  const bounds = { minLength: minItems, maxLength: 3 };
  switch (shape?.kind) {
    case "components": {
      const container = depthless(property.spec.name);
      return fc.array(component(container, inForm || container === "Form", depth - 1, making), bounds);
    }
    case "items":
      return fc.array(spoilt(object(making.tables.object(shape.of), making, false, depth), making), bounds);
    case "strings":
      return fc.array(spoilt(values === undefined ? fc.constant("A") : fc.constantFrom(...values), making), bounds);
    default:
      return fc.constant(["A"]);
  }
}

function depthless(branch: string): ContainerKind {
  return branch === "children" ? "Form" : "If";
}

function member(property: VersionedProperty, making: Making, inForm: boolean, depth: number): Arbitrary<Json> {
  const { shape } = property.spec;
  switch (shape?.kind) {
    case "object":
      return object(making.tables.object(shape.of), making, false, depth);
    case "cases": {
      const children = fc.array(component("Switch", inForm, depth - 1, making), { maxLength: 2 });
      return fc.dictionary(fc.constantFrom("a", "b"), spoilt(children, making), { minKeys: 1, maxKeys: 2 });
    }
    case "action": {
      const names = shape.names.filter((choice) => within(making.version, choice)).map((choice) => choice.name);
      const known = names.length === 0 ? fc.constant("navigate") : fc.constantFrom(...names);
      const name =
        making.sound === 0
          ? known
          : fc.oneof(
              { arbitrary: known, weight: 20 },
              { arbitrary: fc.constantFrom(...making.actionNames), weight: 1 },
            );
      const next = fc.constant({ type: "screen", name: "A" });
      const whole = object(making.tables.object(actionSpecs[shape.slot]), making, false, depth, { name });
      return fc.tuple(whole, next).map(([action, to]) => completed(action, to, making.sound === 0));
    }
    default:
      return fc.constantFrom({}, { a: 1 });
  }
}

/** Gives an action what its name asks for, so that most are sound. */
function completed(action: Json, next: Json, always: boolean): Json {
  if (typeof action !== "object" || action === null) return action;
  const record: Record<string, Json> = { ...action };
  if (record.name === "navigate" && (always || !("unknown_key" in record))) record.next ??= next;
  if (record.name === "open_url" && always) {
    record.url ??= "https://example.com";
    delete record.payload;
  }
  return record;
}

function component(container: ContainerKind, inForm: boolean, depth: number, making: Making): Arbitrary<Json> {
  const { version, platform, sound, tables } = making;
  const fits = (spec: ComponentSpec): boolean => {
    const place = spec.in[container];
    const nests = spec.properties.some(({ shape }) => shape?.kind === "components" || shape?.kind === "cases");
    return place !== undefined && within(version, spec) && within(version, place) && (depth > 0 || !nests);
  };
  const make = (spec: ComponentSpec): Arbitrary<Json> => {
    const shape = tables.component(spec.type);
    if (shape === undefined) return fc.constant({ type: spec.type });
    return object(shape, making, inForm || spec.type === "Form", depth).map((made) => ({
      type: spec.type,
      ...Object(made),
    }));
  };
  const fitting = fc.oneof(...platform.components.filter(fits).map(make));
  if (sound === 0) return fitting;
  const misplaced = platform.components
    .filter(
      (spec) =>
        !fits(spec) && !spec.properties.some((p) => p.shape?.kind === "components" || p.shape?.kind === "cases"),
    )
    .map(make);
  const strange: Arbitrary<Json> = fc.constantFrom(
    { type: "Text", text: "a" },
    { type: 1 },
    { text: "a" },
    { type: "texthebody", text: "a" },
    JSON.parse('{ "type": "If", "condition": "${data.a}", "then": [] }'),
    { type: "Form", name: "f", children: [] },
  );
  return fc.oneof(
    { arbitrary: fitting, weight: sound },
    { arbitrary: strange, weight: 1 },
    ...misplaced.map((arbitrary) => ({ arbitrary, weight: 1 })),
    { arbitrary: junk, weight: 1 },
  );
}
