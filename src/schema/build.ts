/**
 * Makes the JSON Schema of one Flow JSON version out of the tables, for editors and other tools. The validator itself
 * reads the tables (see `check.ts`).
 *
 * Components are told apart by `if` their `type` is such `then` …, not by `oneOf`: an editor then speaks of the one
 * property that is wrong, instead of saying that none of thirty alternatives fits.
 */

import { platform as currentPlatform, type Platform } from "../flow/platform.js";
import type { ContainerKind, ObjectSpec, Shape } from "../flow/spec.js";
import { actionSpecs } from "../flow/structure.js";
import { type VersionNumber, versionNumber, within } from "../flow/versions.js";
import { type Content, propertySchema } from "./build-property.js";
import { tablesOf, type VersionedObject, type VersionedProperty, type VersionedTables } from "./compile.js";
import { draft7, type JsonSchema } from "./json-schema.js";

/** What is built up while the tables are walked. */
interface Build {
  readonly platform: Platform;
  readonly version: VersionNumber;
  readonly tables: VersionedTables;
  readonly definitions: Map<string, JsonSchema>;
  /** Options and list items that have a definition, which several components share. */
  readonly named: Map<ObjectSpec, string>;
}

/** Where an object stands, as far as its schema depends on it. */
interface Standing {
  /** Name of the definition that holds it; those of the objects in it begin with it. */
  readonly name: string;
  readonly inForm: boolean;
}

/** The JSON Schema (draft-07) of Flow JSON of one version. */
export function flowJsonSchema(version: string, platform: Platform = currentPlatform): JsonSchema {
  const number = versionNumber(version);
  if (Number.isNaN(number)) throw new RangeError(`\`${version}\` is no Flow JSON version.`);
  const tables = tablesOf(number, true, platform);
  const build: Build = { platform, version: number, tables, definitions: new Map(), named: new Map() };
  const root = objectSchema(tables.root, { name: "flow", inForm: false }, build, rootContent);
  define("screen", build, () =>
    objectSchema(tables.screen, { name: "screen", inForm: false }, build, {
      layout: { object: { allOf: [reference("layout")] } },
      data: { object: { additionalProperties: reference("field") } },
    }),
  );
  define("layout", build, () => objectSchema(tables.layout, { name: "layout", inForm: false }, build));
  define("field", build, () => fieldSchema);
  define("field.schema", build, () => dataSchema);
  return {
    $schema: draft7,
    title: `Flow JSON ${version}`,
    description: `A WhatsApp Flow in Flow JSON ${version}.`,
    ...root,
    properties: {
      ...root.properties,
      version: { description: `The Flow JSON version; this schema is that of \`${version}\`.`, const: version },
    },
    definitions: Object.fromEntries([...build.definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const rootContent: Readonly<Record<string, Content>> = {
  screens: { items: reference("screen") },
  routing_model: { object: { additionalProperties: { type: "array", items: { type: "string" } } } },
};

/** A field of a data model; its keywords beyond these are those of JSON Schema. */
const fieldSchema: JsonSchema = {
  description: "A field of the data model: a JSON Schema with an example.",
  allOf: [{ $ref: "#/definitions/field.schema" }],
  type: "object",
  required: ["type", "__example__"],
  properties: {
    type: { description: "The type of the value." },
    __example__: { description: "A value as the data endpoint or the screen before would send it." },
  },
};

/** What a field is, and what is in it. */
const dataSchema: JsonSchema = {
  description: "A JSON Schema.",
  type: "object",
  properties: {
    type: {
      description: "The type of the value.",
      type: "string",
      examples: ["string", "number", "boolean", "object", "array"],
    },
    items: { description: "For a list: the schema of its entries." },
    properties: {
      description: "For an object: the schemas of its properties.",
      ...ifObject({ additionalProperties: ifObject(reference("field.schema")) }),
    },
  },
  if: { required: ["type"], properties: { type: { const: "array" } } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; a schema is never awaited.
  then: {
    required: ["items"],
    properties: { items: { anyOf: [{ type: "boolean" }, reference("field.schema")] } },
  },
};

/** The validator looks into objects only; other values are for whoever reads the data model as JSON Schema. */
function ifObject(schema: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; a schema is never awaited.
  return { if: { type: "object" }, then: { type: "object", ...schema } };
}

function reference(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

function define(name: string, build: Build, schema: () => JsonSchema): JsonSchema {
  if (!build.definitions.has(name)) {
    // Reserved before it is built: components hold components.
    build.definitions.set(name, {});
    build.definitions.set(name, schema());
  }
  return reference(name);
}

/** A closed object. `contents` names what the tables leave open. */
function objectSchema(
  object: VersionedObject,
  standing: Standing,
  build: Build,
  contents: Readonly<Record<string, Content>> = {},
): JsonSchema {
  const available = [...object.byName.values()].filter(
    (property) => property.available && !(standing.inForm && property.spec.outsideForm === true),
  );
  const properties = available.map((property) => {
    const content = contents[property.spec.name] ?? contentOf(property, standing, build);
    return [property.spec.name, propertySchema(property, build.version, content)] as const;
  });
  const required = object.required.map((property) => property.spec.name);
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function contentOf(property: VersionedProperty, standing: Standing, build: Build): Content {
  const { spec } = property;
  switch (spec.shape?.kind) {
    case "components":
      return { items: componentsIn(containerOf(standing, spec.name), standing.inForm, build) };
    case "cases": {
      const items = componentsIn("Switch", standing.inForm, build);
      return { object: { minProperties: 1, additionalProperties: { type: "array", items } } };
    }
    case "items":
      return { items: namedObject(spec.shape.of, `${standing.name}.${spec.name}`, build) };
    case "object":
      // Draft-07 reads nothing beside a `$ref`; within `allOf` the description of the property stays.
      return { object: { allOf: [namedObject(spec.shape.of, `${standing.name}.${spec.name}`, build)] } };
    case "action":
      return { object: { allOf: [actionSchema(spec.shape, build)] } };
    case "strings":
    case "free":
    case undefined:
      return {};
  }
}

/** The list that a property of a container is: its children or one of its branches. */
function containerOf(standing: Standing, property: string): ContainerKind {
  if (standing.name === "layout") return "layout";
  return property === "children" ? "Form" : "If";
}

function namedObject(spec: ObjectSpec, proposed: string, build: Build): JsonSchema {
  const name = build.named.get(spec) ?? proposed;
  build.named.set(spec, name);
  return define(name, build, () => objectSchema(build.tables.object(spec), { name, inForm: false }, build));
}

/** Any component that may stand in a container: the type is one of those, and decides what else there is. */
function componentsIn(container: ContainerKind, inForm: boolean, build: Build): JsonSchema {
  const below = inForm || container === "Form";
  const name = below && container !== "Form" ? `components.${container}.inForm` : `components.${container}`;
  return define(name, build, () => {
    const allowed = build.platform.components.filter((spec) => {
      const place = spec.in[container];
      return place !== undefined && within(build.version, spec) && within(build.version, place);
    });
    return {
      type: "object",
      required: ["type"],
      properties: {
        type: {
          description: "Which component it is.",
          type: "string",
          enum: allowed.map((spec) => spec.type),
          enumDescriptions: allowed.map((spec) => spec.about),
        },
      },
      allOf: allowed.map((spec) => ({
        if: { required: ["type"], properties: { type: { const: spec.type } } },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; a schema is never awaited.
        then: componentSchema(spec.type, below, build),
      })),
    };
  });
}

function componentSchema(type: string, inForm: boolean, build: Build): JsonSchema {
  const object = build.tables.component(type);
  const spec = build.platform.components.find((known) => known.type === type);
  if (object === undefined || spec === undefined) return {};
  const name = inForm && dependsOnForm(object) ? `${type}.inForm` : type;
  return define(name, build, () => {
    const schema = objectSchema(object, { name: type, inForm: inForm || type === "Form" }, build);
    return {
      description: spec.about,
      ...schema,
      required: ["type", ...(schema.required ?? [])],
      properties: { type: { description: spec.about, const: type }, ...schema.properties },
    };
  });
}

/** Whether a component differs in a Form: some properties are left to the Form, and so are those of what it holds. */
function dependsOnForm(object: VersionedObject): boolean {
  return object.spec.properties.some(
    (property) =>
      property.outsideForm === true || property.shape?.kind === "components" || property.shape?.kind === "cases",
  );
}

function actionSchema(shape: Extract<Shape, { kind: "action" }>, build: Build): JsonSchema {
  const names = shape.names.filter((choice) => within(build.version, choice)).map((choice) => choice.name);
  const name = [shape.slot, ...names].join(".");
  return define(name, build, () => {
    const schema = objectSchema(
      build.tables.object(actionSpecs[shape.slot]),
      { name: shape.slot, inForm: false },
      build,
    );
    const { name: described, ...rest } = schema.properties ?? {};
    const about = described === undefined || described === false ? {} : described;
    const conditions = [
      ...(names.includes("navigate") ? [whenNamed("navigate", { required: ["next"], properties: { next: {} } })] : []),
      ...(names.includes("open_url")
        ? [whenNamed("open_url", { required: ["url"], properties: { url: {}, payload: false } })]
        : []),
    ];
    return {
      ...schema,
      properties: { name: { ...about, enum: names }, ...rest },
      ...(conditions.length === 0 ? {} : { allOf: conditions }),
    };
  });
}

function whenNamed(name: string, then: JsonSchema): JsonSchema {
  return { if: { required: ["name"], properties: { name: { const: name } } }, then };
}
