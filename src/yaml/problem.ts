/** What is wrong with a YAML file. Whoever reads a kind of file gives the rules their names, as `config-type`. */
import type { Fix, Range, Related } from "../diagnostic/diagnostic.js";

export type YamlRule =
  | "syntax"
  | "too-large"
  | "duplicate-key"
  | "unknown-key"
  | "missing-key"
  | "type"
  | "value"
  | "unquoted-number";

/** `Own` are the rules of one kind of file. */
export interface YamlProblem<Own extends string = never> {
  readonly rule: YamlRule | Own;
  readonly message: string;
  readonly pointer: string | null;
  readonly range: Range;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
}
