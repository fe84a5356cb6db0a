/** Shape of the table of commands (`table/`). Help, parsing, the reference in `docs/cli.md` and tests all read it. */
import type { ExitCode } from "./exit-code.js";
import type { Options } from "./options.js";
import type { Session } from "./session.js";

export interface FlagSpec {
  /** `list` may be given several times, and each value may hold several, separated by commas. */
  readonly type: "text" | "number" | "switch" | "list";
  readonly description: string;
  /** What stands for the value in the help, such as `ID`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly required?: boolean;
  /** Shown in the help; the command applies it. */
  readonly default?: string;
  /** Variable that is read when the flag is not given. */
  readonly env?: string;
  readonly min?: number;
  readonly max?: number;
}

export type Flags = Readonly<Record<string, FlagSpec>>;

export interface Arguments {
  readonly name: string;
  readonly description: string;
  readonly min: number;
  readonly max: number;
}

export interface Example {
  readonly does: string;
  readonly command: string;
}

export interface CommandSpec {
  /** One line for the overview. */
  readonly summary: string;
  /** Paragraphs for the command's own help. */
  readonly details?: readonly string[];
  readonly arguments?: Arguments;
  readonly flags: Flags;
  /** At most one flag of each set may be given, and one must be if `required`. */
  readonly oneOf?: readonly { readonly flags: readonly string[]; readonly required: boolean }[];
  readonly examples: readonly Example[];
  /** Name of the seed's script that did this. */
  readonly script?: string;
  readonly load: () => Promise<Run>;
}

export type Run = (options: Options, session: Session) => Promise<Result>;

/** What a command leaves behind; `run.ts` prints it. */
export type Result =
  /** Data of the API: wrapped as one document with `--json`, else as text on stdout. */
  | { readonly kind: "data"; readonly data: unknown; readonly text: string }
  /** Text for stdout as it is. */
  | { readonly kind: "text"; readonly text: string; readonly exit: ExitCode }
  /** The remote or the findings said no: `text` for people, `error` with `--json`; always on stderr. */
  | { readonly kind: "refused"; readonly error: ErrorDocument; readonly text: string; readonly exit: ExitCode };

export interface ErrorDocument {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly details: unknown;
}
