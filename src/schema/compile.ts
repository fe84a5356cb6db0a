import { platform as defaultPlatform, type Platform } from "../flow/platform.js";
import type { Dynamic, LiteralType, ObjectSpec, PropertySpec } from "../flow/spec.js";
import { actionSpecs, layoutSpec, rootSpec, screenSpec } from "../flow/structure.js";
import { type VersionNumber, versionNumber, within } from "../flow/versions.js";

/**
 * A property as one Flow JSON version has it. What is asked of every value stands here and not only in the spec: these
 * objects all have one shape, the specs have dozens, and looking into those costs the engine a search each time.
 */
export interface VersionedProperty {
  readonly spec: PropertySpec;
  /** False: it came later, or was removed. */
  readonly available: boolean;
  readonly types: readonly LiteralType[];
  readonly required: boolean;
  readonly nonBlank: boolean;
  readonly dynamic: Dynamic;
  readonly values: readonly string[] | undefined;
  readonly format: PropertySpec["format"] | undefined;
  readonly outsideForm: boolean;
  readonly undocumented: boolean;
}

/** A closed object as one Flow JSON version has it. */
export interface VersionedObject {
  readonly spec: ObjectSpec;
  readonly byName: ReadonlyMap<string, VersionedProperty>;
  readonly required: readonly VersionedProperty[];
}

/** The tables as one version has them. */
export interface VersionedTables {
  readonly version: VersionNumber;
  readonly root: VersionedObject;
  readonly screen: VersionedObject;
  readonly layout: VersionedObject;
  readonly component: (type: string) => VersionedObject | undefined;
  /** Options, list items, actions and what they hold. */
  readonly object: (spec: ObjectSpec) => VersionedObject;
}

/** From this version no string property of a component may be blank. Source: changelog of 6.0. */
const nonBlankStrings = versionNumber("6.0");

function versioned(spec: ObjectSpec, version: VersionNumber, declared: boolean, component: boolean): VersionedObject {
  const byName = new Map<string, VersionedProperty>();
  for (const property of spec.properties) {
    const later = property.laterTypes;
    const hasLater = later !== undefined && (!declared || version >= versionNumber(later.since));
    byName.set(property.name, {
      spec: property,
      available: !declared || within(version, property),
      types: hasLater ? [...property.types, ...later.types] : property.types,
      required:
        property.required === true ||
        (property.required !== undefined && declared && version >= versionNumber(property.required.since)),
      nonBlank: isNonBlank(property, version, declared, component),
      dynamic: property.dynamic ?? "none",
      values: property.values,
      format: property.format,
      outsideForm: property.outsideForm === true,
      undocumented: property.undocumented === true,
    });
  }
  const required = [...byName.values()].filter((p) => p.required && p.available);
  return { spec, byName, required };
}

function isNonBlank(property: PropertySpec, version: VersionNumber, declared: boolean, component: boolean): boolean {
  if (!property.types.includes("string")) return false;
  // Blank conditions have a rule of their own.
  if (property.dynamic === "condition") return false;
  if (property.nonBlankSince === "2.1") return true;
  if (!declared) return false;
  if (property.nonBlankSince !== undefined && version >= versionNumber(property.nonBlankSince)) return true;
  return component && version >= nonBlankStrings;
}

function build(platform: Platform, version: VersionNumber, declared: boolean): VersionedTables {
  const objects = new Map<ObjectSpec, VersionedObject>();
  const byType = new Map<string, VersionedObject>();
  for (const spec of platform.components) {
    const object: ObjectSpec = {
      what: spec.type,
      properties: spec.properties,
      unknown: "schema-additional-property-in-component",
    };
    byType.set(spec.type, versioned(object, version, declared, true));
  }
  const object = (spec: ObjectSpec): VersionedObject => {
    let found = objects.get(spec);
    if (found === undefined) {
      found = versioned(spec, version, declared, !Object.values(actionSpecs).includes(spec));
      objects.set(spec, found);
    }
    return found;
  };
  return {
    version,
    root: versioned(rootSpec, version, declared, false),
    screen: versioned(screenSpec, version, declared, false),
    layout: versioned(layoutSpec, version, declared, false),
    component: (type) => byType.get(type),
    object,
  };
}

const cache = new WeakMap<Platform, Map<string, VersionedTables>>();

/**
 * The tables as a version has them. With `declared` false (no version that exists is declared) they are the most
 * lenient: every property of any version, and only what all versions demand.
 */
export function tablesOf(
  version: VersionNumber,
  declared: boolean,
  platform: Platform = defaultPlatform,
): VersionedTables {
  let byVersion = cache.get(platform);
  if (byVersion === undefined) {
    byVersion = new Map();
    cache.set(platform, byVersion);
  }
  const id = declared ? String(version) : "any";
  let tables = byVersion.get(id);
  if (tables === undefined) {
    tables = build(platform, version, declared);
    byVersion.set(id, tables);
  }
  return tables;
}
