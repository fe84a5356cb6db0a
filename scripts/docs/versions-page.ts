/** Versions and limits of the platform, from the tables that the validator reads. */
import { components } from "../../src/flow/components/index.js";
import * as limits from "../../src/flow/limits.js";
import { sources } from "../../src/flow/sources.js";
import type { ComponentSpec, ObjectSpec, PropertySpec } from "../../src/flow/spec.js";
import { actionSpecs, rootSpec, screenSpec } from "../../src/flow/structure.js";
import { dataApiVersions, recommendedVersion, versionNumber, versionTable } from "../../src/flow/versions.js";
import { generatedNote, versionsText } from "./rule-page.js";

/** A property with the words that lead to it. */
interface Named {
  readonly path: string;
  readonly spec: PropertySpec;
  /** When it came, if later than what it belongs to. */
  readonly since: string | undefined;
}

export function versionsPage(): string {
  return `# Versions and limits

${generatedNote}

The facts of the platform that the validator rests on, as its tables hold them. They were read from Meta's public pages
on 2025-11-11, the day of the last release note that is taken into account.

## Flow JSON versions

Sources: <${sources.changelog}>, <${sources.versioning}>.

${versionRows()}

A frozen version can be held by drafts and sent by flows that are published, but not published any more. An expired one
can be neither sent nor opened; no expiry has been announced. New flows: ${recommendedVersion}.

Data API versions: ${dataApiVersions.join(", ")}; the last one is recommended. Source: <${sources.endpoint}>.

## What each version brings

Components and properties, as far as the tables date them. Source: <${sources.changelog}>.

${changes()}

## Limits of a flow

Sources: <${sources.flowJson}>, <${sources.components}>.

${flowLimits()}

## Length of texts

Characters that are shown. A longer text is accepted, and then cut or left out, so these are warnings; the group
\`text-length\` of [the config](../config.md#rules) sets all of them. Source: <${sources.components}>.

${textLengths()}

## Ranges of numbers

Source: <${sources.components}>, <${sources.media}>.

${ranges()}
`;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...rows.map(line)].join("\n");
}

function versionRows(): string {
  return table(
    ["Version", "Released", "Frozen from", "Expires"],
    versionTable.map(({ version, released, frozen, expired }) => [version, released, frozen ?? "–", expired ?? "–"]),
  );
}

function changes(): string {
  const properties = allProperties();
  const rows = versionTable.slice(1).flatMap(({ version }) => {
    const came = [
      ...components.filter((spec) => spec.since === version).map((spec) => `component ${spec.type}`),
      ...properties.filter(({ since }) => since === version).map(({ path }) => path),
    ];
    const before = versionTable[versionTable.findIndex((row) => row.version === version) - 1]?.version;
    const went = properties.filter(({ spec }) => spec.until !== undefined && spec.until === before);
    const required = properties.filter(
      ({ spec }) => typeof spec.required === "object" && spec.required.since === version,
    );
    const parts = [
      listed("new", came),
      listed(
        "gone",
        went.map(({ path }) => path),
      ),
      listed(
        "required from now on",
        required.map(({ path }) => path),
      ),
    ].filter((part) => part !== "");
    return parts.length === 0 ? [] : [[version, parts.join("; ")]];
  });
  return table(["Version", "Changes"], rows);
}

function listed(what: string, names: readonly string[]): string {
  return names.length === 0 ? "" : `${what}: ${names.join(", ")}`;
}

/** Properties of the flow, its screens, actions and components; those of a component that is new as a whole are left out. */
function allProperties(): readonly Named[] {
  const ofObject = (what: string, { properties }: ObjectSpec): Named[] =>
    properties.flatMap((spec) => nested(`${what} \``, spec));
  return [
    ...ofObject("flow", rootSpec),
    ...ofObject("screen", screenSpec),
    ...Object.entries(actionSpecs).flatMap(([slot, spec]) => ofObject(`\`${slot}\``, spec)),
    ...components.flatMap((component) => componentProperties(component)),
  ];
}

function componentProperties(component: ComponentSpec): Named[] {
  return component.properties.flatMap((spec) => nested(`${component.type} \``, spec, component.since));
}

function nested(prefix: string, spec: PropertySpec, ownerSince?: string): Named[] {
  const later = spec.since !== undefined && (ownerSince === undefined || isLater(spec.since, ownerSince));
  const since = later ? spec.since : undefined;
  const own = { path: `${prefix}${spec.name}\``, spec, since };
  const { shape } = spec;
  if (shape?.kind !== "items" && shape?.kind !== "object") return [own];
  const inner = shape.of.properties.flatMap((each) => nested(`${prefix}${spec.name}.`, each, since ?? ownerSince));
  return [own, ...inner];
}

function isLater(version: string, other: string): boolean {
  return versionNumber(version) > versionNumber(other);
}

function flowLimits(): string {
  const mega = (bytes: number) => bytes.toLocaleString("en");
  const rule = (id: string) => `[${id}](../rules/${id}.md)`;
  const rows: string[][] = [
    [
      "Bytes of the Flow JSON",
      `${mega(limits.maxFlowBytes.warning)} (warning above), ${mega(limits.maxFlowBytes.error)} (error above)`,
      "all",
      rule("schema-max-size"),
    ],
    ["Screens", String(limits.maxScreens), "all", rule("limits-max-screens")],
    [
      "Targets of a screen in `routing_model`",
      String(limits.maxBranchesPerScreen),
      "all",
      rule("routing-too-many-branches"),
    ],
    [
      "Components on a screen",
      String(limits.maxComponentsPerScreen),
      "all",
      rule("limits-components-per-screen-documented"),
    ],
    ["Levels of If in each other", String(limits.maxIfDepth), "4.0 and later", rule("if-nesting-depth")],
    ...limits.countsPerScreen.map(({ type, max, since, until, rule: id }) => [
      `${type} shown at once on a screen`,
      String(max),
      versionsText({ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }),
      rule(id),
    ]),
    ["ImageCarousel in a flow", String(limits.maxCarouselsPerFlow), "7.1 and later", rule("limits-carousel-per-flow")],
  ];
  return table(["What", "At most", "Versions", "Rule"], rows);
}

function textLengths(): string {
  const rows = allProperties().flatMap(({ path, spec }) =>
    spec.chars === undefined
      ? []
      : [[path, String(spec.chars.max), `[${spec.chars.rule}](../rules/${spec.chars.rule}.md)`]],
  );
  return table(["Property", "Characters", "Rule"], unique(rows));
}

function ranges(): string {
  const rows = allProperties().flatMap(({ path, spec }) =>
    spec.min === undefined && spec.max === undefined ? [] : [[path, String(spec.min ?? "–"), String(spec.max ?? "–")]],
  );
  return table(["Property", "Least", "Greatest"], unique(rows));
}

function unique(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.map((row) => [row.join("|"), row])).values()];
}
