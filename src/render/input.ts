import type { FileReport } from "../diagnostic/diagnostic.js";

/** What every format of findings is made from; nothing else, so that no format can say more than another. */
export interface RenderInput {
  readonly files: readonly FileReport[];
  /** The texts that were validated, by the path in their report; without one there is no code frame. */
  readonly sources: ReadonlyMap<string, string>;
  /** Whether escape sequences for colour are welcome. Only `pretty` has colour. */
  readonly color?: boolean;
  /**
   * The folder that the paths are relative to, as seen from the root of the repository (`packages/shop`). `github` and
   * `sarif` need it, since GitHub knows files by their path in the repository.
   */
  readonly base?: string;
  /** The address of a line of a file, for `markdown`. */
  readonly linkTo?: (path: string, line: number) => string | undefined;
  /** What a rule is about, in one sentence, for `sarif`. */
  readonly ruleSummary?: (rule: string) => string | undefined;
}

export type Renderer = (input: RenderInput) => string;
