/** What is wrong with a YAML file. Whoever reads a kind of file gives the rules their names, as `config-type`. */
import type { Diagnostic, Fix, Range, Related } from "../diagnostic/diagnostic.js";
import { tool } from "../tool.js";

export type YamlRule =
  | "syntax"
  | "too-large"
  | "duplicate-key"
  | "unknown-key"
  | "missing-key"
  | "type"
  | "value"
  | "unquoted-number";

/** A breach of a rule, and its place. */
export interface PlacedProblem<Rule extends string> {
  readonly rule: Rule;
  readonly message: string;
  readonly pointer: string | null;
  readonly range: Range;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
}

/** `Own` are the rules of one kind of file. */
export type YamlProblem<Own extends string = never> = PlacedProblem<YamlRule | Own>;

/** A problem as a finding like any other; `page` of the docs explains its rule. */
export function problemDiagnostic(
  { rule, message, pointer, range, fix, related }: PlacedProblem<string>,
  { code, severity, origin }: Pick<Diagnostic, "code" | "severity" | "origin">,
  page: string,
): Diagnostic {
  const docs = `${tool.repository}/blob/v${tool.version}/docs/${page}#${rule}`;
  return { code, rule, severity, message, pointer, range, fix: fix ?? null, docs, origin, related: related ?? [] };
}
