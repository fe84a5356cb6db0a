/** What a command sees of the machine. `bin.ts` hands in the real one; nothing else in this folder reads `process`. */
export interface Host {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** For data only. */
  readonly out: Output;
  /** For people: progress, notices, errors. */
  readonly err: Output;
  readonly readInput: () => Promise<Uint8Array>;
  /**
   * A signal that is aborted when the user or the system asks the process to end. Only asking for it keeps the process
   * from ending at once. `served`: being ended is how the command is done; `cut-short`: the process still ends by the
   * signal, after the command has said what it did.
   */
  readonly interruption: (meaning: "served" | "cut-short") => AbortSignal;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width in characters; undefined when nobody looks. */
  readonly columns: number | undefined;
}
