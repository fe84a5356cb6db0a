/** How much a finding matters. `error`: refused by Meta, or cannot work; `warning`: accepted, but not as meant. */
export type Severity = "error" | "warning" | "info";

/** Both count from 1; columns count UTF-16 units, as editors and `String.length` do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A repair that is certain; its edits do not overlap. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Who found it: the JSON reader, the component tables, a rule, the service, or a run of the data endpoint. */
export type Origin = "syntax" | "schema" | "rule" | "remote" | "simulation";

/** Another place that belongs to the finding, such as the first of two equal names. */
export interface Related {
  readonly message: string;
  readonly path: string;
  readonly pointer: string | null;
  readonly range: Range;
}

/** One finding; plain data, the same on every surface. */
export interface Diagnostic {
  /** Meta's own code where Meta has one, else `WF_…`; several rules may share one. */
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** RFC 6901; null when the text does not parse, or for text that is not JSON. */
  readonly pointer: string | null;
  readonly range: Range;
  readonly fix: Fix | null;
  /** Address of the rule's page. */
  readonly docs: string;
  readonly origin: Origin;
  readonly related: readonly Related[];
}

/** What was found in one file. */
export interface FileReport {
  readonly path: string;
  readonly kind: "flow-json" | "data-endpoint" | "config" | "scenario";
  /** Only of Flow JSON: the declared version, whether it has an endpoint, and how many screens. */
  readonly flowVersion?: string | null;
  readonly dynamic?: boolean;
  readonly screens?: number;
  readonly diagnostics: readonly Diagnostic[];
}
