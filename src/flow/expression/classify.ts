import {
  findReferences,
  type MalformedReference,
  parseReference,
  type Reference,
  type ReferenceResult,
} from "./reference.js";

/** What a string value is, before anything is looked up. */
export type Classification =
  | { readonly kind: "literal" }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "malformed-reference"; readonly malformed: MalformedReference }
  | { readonly kind: "nested" }
  | { readonly kind: "partial"; readonly references: readonly ReferenceResult[] }
  | { readonly kind: "lone-backtick"; readonly at: "start" | "end"; readonly references: readonly ReferenceResult[] };

const backtick = 0x60;
const literal: Classification = { kind: "literal" };
const nested: Classification = { kind: "nested" };

/** Whether a text can be anything but a literal, whatever the version. */
export function mayBeDynamic(value: string): boolean {
  return (
    value.charCodeAt(0) === backtick || value.charCodeAt(value.length - 1) === backtick || value.indexOf("${") !== -1
  );
}

/**
 * Tells literals, references, nested expressions and mixtures apart. `hasNested` is false for Flow JSON before 6.0,
 * where backticks mean nothing. Runs on every string of a flow: a literal costs one search and two comparisons.
 */
export function classify(value: string, hasNested: boolean): Classification {
  const opens = value.charCodeAt(0) === backtick;
  const closes = value.charCodeAt(value.length - 1) === backtick;
  if (opens || closes) {
    // Enclosed in backticks it is no mixture of text and references either, whatever the version.
    if (opens && closes && value.length > 1) return hasNested ? nested : literal;
    if (hasNested) return { kind: "lone-backtick", at: opens ? "start" : "end", references: findReferences(value) };
  }
  const first = value.indexOf("${");
  if (first === -1) return literal;
  if (first !== 0) return { kind: "partial", references: findReferences(value) };
  return classifyReference(value);
}

function classifyReference(value: string): Classification {
  const result = parseReference(value);
  if (result.ok && result.reference.end === value.length) return { kind: "reference", reference: result.reference };
  if (!result.ok && result.malformed.end === value.length && result.malformed.problem !== "not-closed") {
    return { kind: "malformed-reference", malformed: result.malformed };
  }
  return { kind: "partial", references: findReferences(value) };
}
