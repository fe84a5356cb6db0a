/** Compares a YAML tree with the shape that its kind of file has. */
import type { Range } from "../diagnostic/diagnostic.js";
import { capital } from "../text/capital.js";
import { didYouMean, nearest } from "../text/nearest.js";
import { quotedList } from "../text/quoted.js";
import type { YamlProblem } from "./problem.js";
import {
  type ChoiceShape,
  type ListShape,
  type NamesShape,
  type NumberShape,
  type ObjectShape,
  ownersOf,
  type Shape,
  type TextShape,
} from "./shape.js";
import type { MapEntry, ScalarNode, YamlNode } from "./tree.js";

/** Nobody reads more, and each may cost a search for the nearest name. */
export const MAX_PROBLEMS = 100;

/** What one kind of file knows besides its shape. */
export interface Vocabulary<Own extends string> {
  /** Says what is wrong with a name of a mapping whose names are of a kind (`names`). */
  readonly name?: (entry: MapEntry, kind: string) => YamlProblem<Own> | undefined;
  /** Says more of a key that an object does not have than that it is unknown: a whole problem, or the help alone. */
  readonly key?: (entry: MapEntry) => YamlProblem<Own> | string | undefined;
}

/** Compares a tree with the shape of the whole file. */
export function checkShape<Own extends string = never>(
  node: YamlNode,
  shape: Shape,
  vocabulary: Vocabulary<Own> = {},
): YamlProblem<Own>[] {
  return new Check(shape, vocabulary).run(node);
}

class Check<Own extends string> {
  private readonly root: Shape;
  private readonly vocabulary: Vocabulary<Own>;
  private readonly problems: YamlProblem<Own>[] = [];

  constructor(root: Shape, vocabulary: Vocabulary<Own>) {
    this.root = root;
    this.vocabulary = vocabulary;
  }

  run(node: YamlNode): YamlProblem<Own>[] {
    this.check(node, this.root);
    return this.problems;
  }

  /** `name` is the place of the key that the value stands under. */
  private check(node: YamlNode, shape: Shape, name?: Range): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    if (shape.kind === "any") return;
    if (shape.kind === "either") this.either(node, shape, name);
    else if (shape.kind === "text" && node.kind === "scalar") this.text(node, shape);
    else if (shape.kind === "choice" && node.kind === "scalar") this.choice(node, shape);
    else if (shape.kind === "list" && node.kind === "list") this.list(node, shape);
    else if (shape.kind === "object" && node.kind === "map") this.object(node, shape, name);
    else if (shape.kind === "names" && node.kind === "map") this.names(node.entries, shape);
    else if (shape.kind === "number" && node.kind === "scalar") this.number(node, shape);
    else if (shape.kind !== "boolean" || node.kind !== "scalar" || typeof node.value !== "boolean") {
      this.wrongKind(node, shape);
    }
  }

  private either(node: YamlNode, shape: Extract<Shape, { kind: "either" }>, name?: Range): void {
    const inner = shape[node.kind];
    const nothing = node.kind === "scalar" && node.value === null;
    if (inner === undefined || nothing) this.wrongKind(node, shape);
    else this.check(node, inner, name);
  }

  private text(node: ScalarNode, shape: TextShape): void {
    const { value, written, pointer, range } = node;
    if (typeof value === "number" || typeof value === "bigint") {
      const quoted = JSON.stringify(written);
      const shown = shape.personal === true ? "" : `, as \`${quoted}\``;
      this.problems.push({
        rule: "unquoted-number",
        message: `Put ${shape.what} in quotes${shown}: as a number it would lose digits, zeros or its \`+\`.`,
        pointer,
        range,
        fix: { title: "Put it in quotes", edits: [{ range, text: quoted }] },
      });
    } else if (typeof value !== "string" || value === "") this.wrongKind(node, shape);
    else if (shape.pattern !== undefined && !new RegExp(shape.pattern.source).test(value)) {
      const found = shape.personal === true ? "This" : `\`${value}\``;
      this.value(node, `${found} cannot be ${shape.what}; expected ${shape.pattern.expected}.`);
    }
  }

  private choice(node: ScalarNode, shape: ChoiceShape): void {
    // YAML 1.1, which a file can ask for, reads `off` as false.
    const value = typeof node.value === "string" ? node.value : node.written;
    if (shape.values.includes(value)) return;
    if (node.value === null) {
      this.wrongKind(node, shape);
      return;
    }
    this.value(
      node,
      `\`${value}\` cannot be ${shape.what}; expected one of ${quotedList(shape.values)}.${didYouMean(value, shape.values)}`,
    );
  }

  private number(node: ScalarNode, shape: NumberShape): void {
    const { value } = node;
    if (typeof value === "number" && Number.isInteger(value) && value >= shape.min && value <= shape.max) return;
    if (typeof value !== "number") this.wrongKind(node, shape);
    else
      this.value(
        node,
        `\`${node.written}\` cannot be ${shape.what}; expected a whole number from ${shape.min} to ${shape.max}.`,
      );
  }

  private list(node: Extract<YamlNode, { kind: "list" }>, shape: ListShape): void {
    if (shape.notEmpty === true && node.items.length === 0)
      this.value(node, "This list is empty; name at least one, or remove the key.");
    for (const item of node.items) this.check(item, shape.of);
  }

  private names(entries: readonly MapEntry[], shape: NamesShape): void {
    for (const { key, keyRange, value } of entries) {
      if (this.problems.length >= MAX_PROBLEMS) return;
      if (key.trim() === "") {
        this.problems.push({
          rule: "value",
          message: "A name is missing here.",
          pointer: value.pointer,
          range: keyRange,
        });
      } else if (shape.names !== undefined) {
        const problem = this.vocabulary.name?.({ key, keyRange, value }, shape.names);
        if (problem !== undefined) this.problems.push(problem);
      }
      this.check(value, shape.of, keyRange);
    }
  }

  private object(node: Extract<YamlNode, { kind: "map" }>, shape: ObjectShape, name = node.range): void {
    for (const entry of node.entries) {
      if (this.problems.length >= MAX_PROBLEMS) return;
      const inner = Object.hasOwn(shape.keys, entry.key) ? shape.keys[entry.key] : undefined;
      if (inner === undefined) this.problems.push(this.unknownKey(entry, shape));
      else this.check(entry.value, inner, entry.keyRange);
    }
    for (const key of shape.required) {
      // A misspelt key is one mistake, which is told where it stands.
      if (node.entries.some((entry) => entry.key === key || isSlipOf(key, entry.key, shape))) continue;
      const what = shape.keys[key]?.what ?? key;
      const message = `${capital(shape.what)} needs \`${key}\`, ${what}.`;
      this.problems.push({ rule: "missing-key", message, pointer: node.pointer, range: name });
    }
  }

  private unknownKey(entry: MapEntry, shape: ObjectShape): YamlProblem<Own> {
    const { key, keyRange, value } = entry;
    const more = this.vocabulary.key?.(entry);
    if (typeof more === "object") return more;
    const known = Object.keys(shape.keys);
    const owners = ownersOf(key, this.root);
    const help =
      more !== undefined
        ? ` ${more}`
        : owners.length > 0
          ? ` It is a key of ${owners.join(" and of ")}.`
          : didYouMean(key, known) || ` It may have ${quotedList(known)}.`;
    const message = `${capital(shape.what)} has no key \`${key}\`.${help}`;
    return { rule: "unknown-key", message, pointer: value.pointer, range: keyRange };
  }

  private value({ pointer, range }: YamlNode, message: string): void {
    this.problems.push({ rule: "value", message, pointer, range });
  }

  private wrongKind(node: YamlNode, shape: Shape): void {
    const { pointer, range } = node;
    const message = `Expected ${expected(shape)} for ${shape.what}, found ${found(node)}.`;
    this.problems.push({ rule: "type", message, pointer, range });
  }
}

/** Whether a key that nobody knows is most likely that one. */
function isSlipOf(key: string, written: string, { keys }: ObjectShape): boolean {
  return !Object.hasOwn(keys, written) && nearest(written, Object.keys(keys)) === key;
}

function expected(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return "text";
    case "choice":
      return "a word";
    case "boolean":
      return "`true` or `false`";
    case "list":
      return "a list";
    case "object":
    case "names":
      return "a mapping (`key: value`)";
    case "either":
      return shape.expected;
    case "number":
      return "a whole number";
    case "any":
      return "a value";
  }
}

/** Never the value itself, which may be anything. */
function found(node: YamlNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map") return "a mapping";
  if (node.value === null || node.value === "") return "nothing";
  return typeof node.value === "string" ? "text" : typeof node.value === "boolean" ? "`true` or `false`" : "a number";
}
