/**
 * Compares what is there with what a scenario expects of it. A mapping says something of the fields that it names, a
 * list of all entries, and a single value is equal; mappings whose keys begin with `$` say more.
 */
import type { Range } from "../../diagnostic/diagnostic.js";
import { shorten } from "../../flow/words.js";
import { patternMatches } from "../../schema/bounded-pattern.js";
import { counted } from "../../text/counted.js";
import { didYouMean } from "../../text/nearest.js";
import { quotedList } from "../../text/quoted.js";
import type { YamlProblem } from "../../yaml/problem.js";
import type { MapEntry, MapNode, ScalarNode, YamlNode } from "../../yaml/tree.js";

/** One place where what is there differs. */
export interface Difference {
  /** Where, as `slots[0].title`; empty for the whole. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** Where the expectation stands. */
  readonly range: Range;
  readonly pointer: string;
  /** Nobody knows whether it differs; so the opposite does not hold either. */
  readonly undecided?: true;
}

/** What JSON can hold, by the words of `$type`. */
const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  list: Array.isArray,
  mapping: isObject,
  null: (value) => value === null,
};

/** Words that stand alone. */
const words: Readonly<Record<string, { readonly holds: (actual: unknown) => boolean; readonly says: string }>> = {
  $any: { holds: (actual) => actual !== undefined, says: "anything" },
  $absent: { holds: (actual) => actual === undefined, says: "nothing" },
};

interface Matcher {
  /** What is wrong with its value; undefined: nothing. */
  readonly check: (value: YamlNode) => string | undefined;
  readonly match: (value: YamlNode, actual: unknown, path: string) => readonly Difference[];
  /** For editors. */
  readonly schema: object;
}

const matchers: Readonly<Record<string, Matcher>> = {
  $type: {
    check: (value) =>
      value.kind === "scalar" && Object.hasOwn(types, value.written)
        ? undefined
        : `\`$type\` is one of ${quotedList(Object.keys(types))}.`,
    match: (value, actual, path) => {
      const name = value.kind === "scalar" ? value.written : "";
      return types[name]?.(actual) === true ? [] : [difference(value, path, `a ${name}`, actual)];
    },
    schema: { enum: Object.keys(types) },
  },
  $pattern: {
    check: (value) =>
      value.kind === "scalar" && typeof value.value === "string" && isPattern(value.value)
        ? undefined
        : "`$pattern` is a regular expression as JavaScript has them, in single quotes.",
    match: (value, actual, path) => {
      const source = value.kind === "scalar" ? String(value.value) : "";
      const holds = typeof actual === "string" && patternMatches(source, actual);
      if (holds === true) return [];
      const expected = `a text that matches \`${shorten(source, 160)}\``;
      if (holds === false) return [difference(value, path, expected, actual)];
      const why = "which takes too long to find out: avoid repetitions inside repetitions";
      return [{ ...difference(value, path, `${expected}, ${why}`, actual), undecided: true }];
    },
    schema: { type: "string", format: "regex" },
  },
  $length: {
    check: (value) =>
      value.kind === "scalar" && Number.isInteger(value.value) && Number(value.value) >= 0
        ? undefined
        : "`$length` is a whole number.",
    match: (value, actual, path) => {
      const length = Array.isArray(actual)
        ? actual.length
        : typeof actual === "string"
          ? [...actual].length
          : undefined;
      if (length !== undefined && value.kind === "scalar" && length === value.value) return [];
      const found = length === undefined ? shown(actual) : `${length}: ${shown(actual)}`;
      return [{ ...difference(value, path, `a length of ${writtenOf(value)}`, actual), actual: found }];
    },
    schema: { type: "integer", minimum: 0 },
  },
  $contains: {
    check: (value) => firstProblem(value),
    match: (value, actual, path) => {
      const part = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
      if (typeof actual === "string" && part !== undefined) {
        return actual.includes(part) ? [] : [difference(value, path, `a text with ${shown(part)} in it`, actual)];
      }
      const holds = Array.isArray(actual) && actual.some((item) => differences(value, item, path).length === 0);
      return holds ? [] : [difference(value, path, `a list with ${describe(value)} in it`, actual)];
    },
    schema: {},
  },
  $not: {
    check: (value) => firstProblem(value),
    match: (value, actual, path) => {
      const found = differences(value, actual, path);
      const unclear = found.filter(({ undecided }) => undecided === true);
      if (found.length > 0) return unclear.length === found.length ? unclear : [];
      return [difference(value, path, `not ${describe(value)}`, actual)];
    },
    schema: {},
  },
  $equals: {
    check: () => undefined,
    match: (value, actual, path) =>
      JSON.stringify(sorted(plain(value))) === JSON.stringify(sorted(actual))
        ? []
        : [difference(value, path, `${shown(plain(value))} and nothing else`, actual)],
    schema: {},
  },
};

/** What editors are told of a value that is expected. */
export const matcherSchema = {
  anyOf: [
    {
      type: "object",
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(matchers).map(([name, { schema }]) => [name, schema])),
    },
    { type: "object", propertyNames: { pattern: "^[^$]" } },
    { type: ["array", "string", "number", "boolean", "null"] },
  ],
};

/** Mistakes in an expectation itself. */
export function expectationProblems(node: YamlNode): readonly YamlProblem[] {
  switch (node.kind) {
    case "scalar":
      return wordProblem(node);
    case "list":
      return node.items.flatMap(expectationProblems);
    case "map":
      return node.entries.some(isMatcher)
        ? matcherProblems(node)
        : node.entries.flatMap(({ value }) => expectationProblems(value));
  }
}

function wordProblem({ value, pointer, range }: ScalarNode): readonly YamlProblem[] {
  if (typeof value !== "string" || !value.startsWith("$") || Object.hasOwn(words, value)) return [];
  const known = [...Object.keys(words), ...Object.keys(matchers)];
  const form = Object.hasOwn(matchers, value)
    ? ` Write \`{ ${value}: … }\`.`
    : didYouMean(value, known) ||
      ` Known are ${quotedList(known)}; a text that begins with \`$\` is written \`{ $equals: … }\`.`;
  return [{ rule: "value", message: `\`${shorten(value)}\` is no matcher.${form}`, pointer, range }];
}

function matcherProblems({ entries }: MapNode): readonly YamlProblem[] {
  return entries.flatMap((entry): readonly YamlProblem[] => {
    const { key, keyRange, value } = entry;
    const { pointer } = value;
    if (!isMatcher(entry)) {
      const message = `\`${shorten(key)}\` is a field beside a matcher; a mapping holds either fields or matchers.`;
      return [{ rule: "value", message, pointer, range: keyRange }];
    }
    const matcher = Object.hasOwn(matchers, key) ? matchers[key] : undefined;
    if (matcher === undefined) {
      const known = Object.keys(matchers);
      const help = Object.hasOwn(words, key)
        ? ` Write it without a value.`
        : didYouMean(key, known) || ` Known are ${quotedList(known)}.`;
      return [{ rule: "value", message: `\`${shorten(key)}\` is no matcher.${help}`, pointer, range: keyRange }];
    }
    const wrong = matcher.check(value);
    return wrong === undefined ? [] : [{ rule: "value", message: wrong, pointer, range: value.range }];
  });
}

/** Where what is there differs from what is expected; `undefined` is what is not there. */
export function differences(node: YamlNode, actual: unknown, path: string): readonly Difference[] {
  switch (node.kind) {
    case "scalar": {
      const word = typeof node.value === "string" && Object.hasOwn(words, node.value) ? words[node.value] : undefined;
      if (word !== undefined) return word.holds(actual) ? [] : [difference(node, path, word.says, actual)];
      return plain(node) === actual ? [] : [difference(node, path, shown(plain(node)), actual)];
    }
    case "list":
      return inList(node.items, node, actual, path);
    case "map":
      if (node.entries.some(isMatcher)) {
        return node.entries.flatMap(({ key, value }) => matchers[key]?.match(value, actual, path) ?? []);
      }
      if (!isObject(actual)) return [difference(node, path, describe(node), actual)];
      return node.entries.flatMap(({ key, value }) =>
        differences(value, Object.hasOwn(actual, key) ? actual[key] : undefined, path === "" ? key : `${path}.${key}`),
      );
  }
}

function inList(items: readonly YamlNode[], node: YamlNode, actual: unknown, path: string): readonly Difference[] {
  if (!Array.isArray(actual)) return [difference(node, path, describe(node), actual)];
  const inside = items.slice(0, actual.length).flatMap((item, at) => differences(item, actual[at], `${path}[${at}]`));
  if (actual.length === items.length) return inside;
  const expected = `a list of ${counted(items.length, "value")}`;
  return [
    { ...difference(node, path, expected, actual), actual: `a list of ${counted(actual.length, "value")}` },
    ...inside,
  ];
}

function difference({ range, pointer }: YamlNode, path: string, expected: string, actual: unknown): Difference {
  return { path, expected, actual: shown(actual), range, pointer };
}

/** A value for people. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text === undefined ? "nothing" : `\`${shorten(text, 160)}\``;
}

function describe(node: YamlNode): string {
  if (node.kind === "scalar" && typeof node.value === "string" && Object.hasOwn(words, node.value)) {
    return words[node.value]?.says ?? "";
  }
  return shown(plain(node));
}

function firstProblem(node: YamlNode): string | undefined {
  return expectationProblems(node)[0]?.message;
}

function isMatcher({ key }: MapEntry): boolean {
  return key.startsWith("$");
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function writtenOf(node: YamlNode): string {
  return node.kind === "scalar" ? node.written : "";
}

/** What stands in the file, as JSON would have it. */
export function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "bigint" ? Number(node.value) : node.value;
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  }
}

/** The same value with its keys in one order, so that order does not count. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
