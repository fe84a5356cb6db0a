/**
 * How much of a text is shown, for every property that the tables give a number for. Longer text is accepted: most is
 * cut, texts of the entries of a NavigationList are left out.
 */

import { components } from "../../flow/components/index.js";
import { navigationItem } from "../../flow/components/navigation.js";
import type { Component, FlowDocument } from "../../flow/document.js";
import { isLiteralText } from "../../flow/literal.js";
import { type Check, type Report, type RuleInfo, value } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import type { CharLimit, ComponentSpec, ObjectSpec, PropertySpec } from "../../flow/spec.js";
import { versionNumber } from "../../flow/versions.js";
import { oneOf } from "../../flow/words.js";
import { type JsonNode, property } from "../../json/node.js";
import { capital } from "../../text/capital.js";

/** A property with a limit, or one that holds such properties. */
interface Limited {
  readonly spec: PropertySpec;
  readonly chars: CharLimit | undefined;
  readonly within: LimitedProperties | undefined;
}

type LimitedProperties = ReadonlyMap<string, Limited>;

const cache = new WeakMap<readonly PropertySpec[], LimitedProperties>();

function limitedOf(properties: readonly PropertySpec[]): LimitedProperties {
  let limited = cache.get(properties);
  if (limited === undefined) {
    limited = new Map(properties.flatMap((spec) => limitedEntry(spec)));
    cache.set(properties, limited);
  }
  return limited;
}

function limitedEntry(spec: PropertySpec): readonly [string, Limited][] {
  const object = objectIn(spec);
  const within = object === undefined ? undefined : limitedOf(object.properties);
  const some = within !== undefined && within.size > 0 ? within : undefined;
  return spec.chars === undefined && some === undefined ? [] : [[spec.name, { spec, chars: spec.chars, within: some }]];
}

function objectIn(spec: PropertySpec): ObjectSpec | undefined {
  return spec.shape?.kind === "items" || spec.shape?.kind === "object" ? spec.shape.of : undefined;
}

export const textLengths: Check = {
  rules: rulesOf(components),
  run: (flow, report) => {
    for (const screen of flow.screens) {
      for (const component of screen.components) {
        if (component.spec !== undefined) checkComponent(flow, component, component.spec, report);
      }
    }
  },
};

function checkComponent(flow: FlowDocument, component: Component, spec: ComponentSpec, report: Report): void {
  const properties = limitedOf(spec.properties);
  if (properties.size === 0) return;
  for (const member of component.node.members) {
    const limited = properties.get(member.key);
    if (limited === undefined || (limited.spec.outsideForm === true && component.inForm)) continue;
    // On up to four lines the number for one does not hold.
    if (member.key === "label" && hasLargeLabel(flow, component)) continue;
    checkValue(flow, member.value, limited, spec.type, report);
  }
}

const largeLabels = versionNumber("7.0");

function hasLargeLabel(flow: FlowDocument, component: Component): boolean {
  if (flow.version < largeLabels) return false;
  const variant = property(component.node, "label-variant");
  return variant?.kind === "string" && variant.value === "large";
}

function checkValue(flow: FlowDocument, node: JsonNode, limited: Limited, type: string, report: Report): void {
  const { chars, within } = limited;
  if (node.kind === "string") {
    if (chars !== undefined) checkText(flow, node, chars, limited.spec.name, type, report);
  } else if (node.kind === "array") {
    if (within !== undefined) for (const item of node.items) checkObject(flow, item, within, type, report);
    else if (chars !== undefined) checkList(flow, node.items, node, limited, chars, type, report);
  } else if (node.kind === "object") {
    if (within !== undefined) checkObject(flow, node, within, type, report);
    // The two texts of a range of days.
    else if (chars !== undefined) {
      for (const member of node.members) checkText(flow, member.value, chars, limited.spec.name, type, report);
    }
  }
}

function checkObject(
  flow: FlowDocument,
  node: JsonNode,
  properties: LimitedProperties,
  type: string,
  report: Report,
): void {
  if (node.kind !== "object") return;
  for (const member of node.members) {
    const limited = properties.get(member.key);
    if (limited !== undefined) checkValue(flow, member.value, limited, type, report);
  }
}

/** A list of texts: paragraphs of one text count together, others (tags) one by one. */
function checkList(
  flow: FlowDocument,
  items: readonly JsonNode[],
  list: JsonNode,
  { spec }: Limited,
  chars: CharLimit,
  type: string,
  report: Report,
): void {
  if (!spec.types.includes("string")) {
    for (const item of items) checkText(flow, item, chars, spec.name, type, report);
    return;
  }
  let length = 0;
  for (const item of items) if (isLiteralText(flow, item)) length += characters(item.value);
  if (length > chars.max) report(chars.rule, value(list), tooLong(spec.name, length, chars, type));
}

function checkText(
  flow: FlowDocument,
  node: JsonNode,
  chars: CharLimit,
  name: string,
  type: string,
  report: Report,
): void {
  // A text has at most as many characters as UTF-16 units, so nearly all are settled here.
  if (node.kind !== "string" || node.value.length <= chars.max || !isLiteralText(flow, node)) return;
  const length = characters(node.value);
  if (length > chars.max) report(chars.rule, value(node), tooLong(name, length, chars, type));
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function tooLong(name: string, length: number, chars: CharLimit, type: string): string {
  const fate = dropped.has(chars.rule) ? "longer ones are left out" : "the rest is cut";
  return `\`${name}\` has ${length} characters; ${type} shows ${chars.max} at most, ${fate}.`;
}

/** Rules on the texts of an entry of a NavigationList, which are left out when they are too long. */
const dropped: ReadonlySet<string> = new Set(rulesIn(navigationItem.properties));

function rulesIn(properties: readonly PropertySpec[]): readonly string[] {
  return properties.flatMap((spec) => [
    ...(spec.chars === undefined ? [] : [spec.chars.rule]),
    ...rulesIn(objectIn(spec)?.properties ?? []),
  ]);
}

interface Row {
  readonly names: string[];
  readonly owner: string;
  readonly chars: CharLimit;
  readonly since: string | undefined;
  readonly picker: boolean;
}

function rulesOf(specs: readonly ComponentSpec[]): readonly RuleInfo[] {
  const dropped = new Set(rulesIn(navigationItem.properties));
  const rows = new Map<string, Row>();
  const collect = (spec: ComponentSpec, properties: readonly PropertySpec[], owner: string): void => {
    for (const property of properties) {
      const inner = objectIn(property);
      if (inner !== undefined) collect(spec, inner.properties, `${inWords(inner)} of ${owner}`);
      if (property.chars === undefined) continue;
      const row = rows.get(property.chars.rule);
      if (row !== undefined) row.names.push(nameInWords(property));
      else {
        const picker = spec.type === "PhotoPicker" || spec.type === "DocumentPicker";
        const since = later(spec.since, property.since);
        rows.set(property.chars.rule, { names: [nameInWords(property)], owner, chars: property.chars, since, picker });
      }
    }
  };
  for (const spec of specs) collect(spec, spec.properties, article(spec.type));
  return [...rows.entries()].map(([id, row]) => ({
    id,
    code: dropped.has(id) ? "WF_RENDER_DROPPED" : "WF_RENDER_TRUNCATION",
    severity: "warning",
    ...(row.since === undefined ? {} : { since: row.since }),
    what: `${capital(oneOf(row.names))} of ${row.owner} has more than ${row.chars.max} characters.`,
    why: dropped.has(id)
      ? "Meta accepts it, but phones leave a longer text out."
      : "Meta accepts it, but phones cut what is beyond.",
    source: row.picker ? sources.media : sources.components,
  }));
}

function later(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return versionNumber(first) >= versionNumber(second) ? first : second;
}

/** Of a list it is each entry that has a limit, unless the list is another form of one text. */
function nameInWords({ name, types }: PropertySpec): string {
  return types.includes("string") || types.includes("object") ? `\`${name}\`` : `an entry of \`${name}\``;
}

function inWords({ what }: ObjectSpec): string {
  return what.includes(" ") || what === "option" || what === "image" ? article(what) : `\`${what}\``;
}

function article(word: string): string {
  return `${/^[AEIO]/i.test(word) ? "an" : "a"} ${word}`;
}
