import type { Range } from "../diagnostic/diagnostic.js";
import { didYouMean } from "../text/nearest.js";
import { quotedList } from "../text/quoted.js";
import type { ConfigProblem } from "./problems.js";
import { settableRules } from "./rule-groups.js";
import { looksSecret } from "./secrets.js";
import {
  type ChoiceShape,
  type ListShape,
  type NamesShape,
  type ObjectShape,
  ownersOf,
  type Shape,
  type TextShape,
} from "./shape.js";
import type { ConfigNode, MapEntry, ScalarNode } from "./yaml-tree.js";

/** Inputs that people look for in this file, and why they are not in it. */
const elsewhere: Readonly<Record<string, string>> = {
  "api-base-url":
    "It decides who is sent the API key, and a pull request could change it here; set `KAPSO_API_BASE_URL` in the environment.",
  "graph-version": "Set `META_GRAPH_VERSION` in the environment.",
};

/** Nobody reads more, and each may cost a search for the nearest name. */
export const MAX_PROBLEMS = 100;

/** Compares a tree with the shape of configs, and names of rules with those that exist. */
export function checkShape(node: ConfigNode, shape: Shape, ruleIds: readonly string[]): ConfigProblem[] {
  return new Check(ruleIds).run(node, shape);
}

class Check {
  private readonly rules: readonly string[];
  private readonly problems: ConfigProblem[] = [];

  constructor(ruleIds: readonly string[]) {
    this.rules = settableRules(ruleIds);
  }

  run(node: ConfigNode, shape: Shape): ConfigProblem[] {
    this.check(node, shape);
    return this.problems;
  }

  /** `name` is the place of the key that the value stands under. */
  private check(node: ConfigNode, shape: Shape, name?: Range): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    if (shape.kind === "either") this.either(node, shape, name);
    else if (shape.kind === "text" && node.kind === "scalar") this.text(node, shape);
    else if (shape.kind === "choice" && node.kind === "scalar") this.choice(node, shape);
    else if (shape.kind === "list" && node.kind === "list") this.list(node, shape);
    else if (shape.kind === "object" && node.kind === "map") this.object(node, shape, name);
    else if (shape.kind === "names" && node.kind === "map") this.names(node.entries, shape);
    else if (shape.kind !== "boolean" || node.kind !== "scalar" || typeof node.value !== "boolean") {
      this.wrongKind(node, shape);
    }
  }

  private either(node: ConfigNode, shape: Extract<Shape, { kind: "either" }>, name?: Range): void {
    if (node.kind === "map") this.check(node, shape.map, name);
    else if (node.kind === "scalar") this.check(node, shape.scalar);
    else if (shape.list !== undefined) this.check(node, shape.list);
    else this.wrongKind(node, shape);
  }

  private text(node: ScalarNode, shape: TextShape): void {
    const { value, written, pointer, range } = node;
    if (typeof value === "number" || typeof value === "bigint") {
      const quoted = JSON.stringify(written);
      const shown = shape.personal === true ? "" : `, as \`${quoted}\``;
      this.problems.push({
        rule: "config-unquoted-number",
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

  private list(node: Extract<ConfigNode, { kind: "list" }>, shape: ListShape): void {
    if (shape.notEmpty === true && node.items.length === 0)
      this.value(node, "This list is empty; name at least one, or remove the key.");
    for (const item of node.items) this.check(item, shape.of);
  }

  private names(entries: readonly MapEntry[], shape: NamesShape): void {
    for (const { key, keyRange, value } of entries) {
      if (this.problems.length >= MAX_PROBLEMS) return;
      if (key.trim() === "") {
        this.problems.push({
          rule: "config-value",
          message: "A name is missing here.",
          pointer: value.pointer,
          range: keyRange,
        });
      } else if (shape.names === "rules" && !this.rules.includes(key)) {
        const message = `No rule is called \`${key}\`.${isCode(key) ? codeHint(key) : didYouMean(key, this.rules)}`;
        this.problems.push({ rule: "config-unknown-rule", message, pointer: value.pointer, range: keyRange });
      }
      this.check(value, shape.of, keyRange);
    }
  }

  private object(node: Extract<ConfigNode, { kind: "map" }>, shape: ObjectShape, name = node.range): void {
    for (const entry of node.entries) {
      if (this.problems.length >= MAX_PROBLEMS) return;
      const inner = Object.hasOwn(shape.keys, entry.key) ? shape.keys[entry.key] : undefined;
      if (inner === undefined) this.problems.push(unknownKey(entry, shape));
      else this.check(entry.value, inner, entry.keyRange);
    }
    for (const key of shape.required) {
      if (node.entries.some((entry) => entry.key === key)) continue;
      const what = shape.keys[key]?.what ?? key;
      const message = `${capital(shape.what)} needs \`${key}\`, ${what}.`;
      this.problems.push({ rule: "config-missing-key", message, pointer: node.pointer, range: name });
    }
  }

  private value({ pointer, range }: ConfigNode, message: string): void {
    this.problems.push({ rule: "config-value", message, pointer, range });
  }

  private wrongKind(node: ConfigNode, shape: Shape): void {
    const { pointer, range } = node;
    const message = `Expected ${expected(shape)} for ${shape.what}, found ${found(node)}.`;
    this.problems.push({ rule: "config-type", message, pointer, range });
  }
}

function unknownKey({ key, keyRange, value }: MapEntry, shape: ObjectShape): ConfigProblem {
  const place = { pointer: value.pointer, range: keyRange };
  if (looksSecret(key)) {
    const message = `\`${key}\` looks like a secret, and secrets are never read from this file. Remove it, set the environment variable \`KAPSO_API_KEY\` (in CI from the secrets of the repository), and replace the key if it was ever committed.`;
    return { rule: "config-secret", message, ...place };
  }
  const known = Object.keys(shape.keys);
  const reason = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined;
  const owners = ownersOf(key);
  const help =
    reason !== undefined
      ? ` ${reason}`
      : owners.length > 0
        ? ` It is a key of ${owners.join(" and of ")}.`
        : didYouMean(key, known) || ` It may have ${quotedList(known)}.`;
  return { rule: "config-unknown-key", message: `${capital(shape.what)} has no key \`${key}\`.${help}`, ...place };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
      return shape.list === undefined ? "a severity or a mapping" : "a severity, a mapping or a list";
  }
}

/** Never the value itself, which may be anything. */
function found(node: ConfigNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map") return "a mapping";
  if (node.value === null || node.value === "") return "nothing";
  return typeof node.value === "string" ? "text" : typeof node.value === "boolean" ? "`true` or `false`" : "a number";
}

/** Findings show their code beside their rule, and the code catches the eye first. */
function isCode(key: string): boolean {
  return /^[A-Z][A-Z\d_]*_[A-Z\d_]+$/.test(key);
}

function codeHint(code: string): string {
  return ` Keys are ids of rules, not codes; \`wa-flows explain ${code}\` names the rules of a code.`;
}
