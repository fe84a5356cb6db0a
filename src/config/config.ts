/** What `whatsapp-flows.yml` says, as plain data. Lists keep the order of the file; names are any text. */
import type { OnPublished } from "../deployment/desired.js";
import type { FileReport, Range, Severity } from "../diagnostic/diagnostic.js";
import { ConfigError } from "../errors/errors.js";

/** The name under which the config is looked for. */
export const CONFIG_FILE = "whatsapp-flows.yml";

/** What a rule can be set to. */
export const ruleSeverities = ["error", "warning", "info", "off"] as const satisfies readonly (Severity | "off")[];
export type RuleSeverity = (typeof ruleSeverities)[number];

export interface Config {
  /** The file, as people know it. */
  readonly path: string;
  /** The folder it lies in, which its paths are relative to; empty for the working directory. */
  readonly folder: string;
  readonly flows: readonly FlowConfig[];
  readonly environments: readonly EnvironmentConfig[];
  /** Of settings for one rule that match a path, the last counts. */
  readonly rules: readonly RuleSetting[];
}

export interface FlowConfig {
  readonly name: string;
  /** As seen from where {@link Config.path} is relative to, not from the config's folder. */
  readonly json: string;
  /** The same; absent: the flow has no data endpoint. */
  readonly endpoint?: string;
  /** Absent: left as they are. */
  readonly categories?: readonly string[];
}

export interface EnvironmentConfig {
  readonly name: string;
  readonly phoneNumberId?: string;
  readonly businessAccountId?: string;
  /** Whether presets publish. */
  readonly publish: boolean;
  /** What to do when a published flow is to change; absent: refuse. */
  readonly onPublished?: OnPublished;
  readonly testRecipients: readonly string[];
  /** Names of the secrets that data endpoints need; values are never here. */
  readonly secretNames: readonly string[];
  /** Kapso's flow ID for a flow, where it is known. */
  readonly flowIds: ReadonlyMap<string, string>;
}

export interface RuleSetting {
  readonly rule: string;
  readonly severity: RuleSeverity;
  /** Relative to the config's folder; absent: every path. */
  readonly paths?: readonly PathPattern[];
}

export interface PathPattern {
  readonly pattern: string;
  /** Where it stands in the config. */
  readonly pointer: string;
  readonly range: Range;
}

/** What reading a config gives. Warnings may come with a config; errors come without one. */
export interface ConfigResult {
  readonly config: Config | null;
  readonly report: FileReport;
  /** The text to show findings in: as read, but with what looks like a secret covered, in the same places. */
  readonly shownText: string;
}

/** A config that cannot be used; what is wrong stands in its report. */
export class InvalidConfigError extends ConfigError {
  readonly report: FileReport;
  /** See {@link ConfigResult.shownText}. */
  readonly shownText: string;

  constructor(result: ConfigResult) {
    const [first, ...rest] = result.report.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const place = first === undefined ? "" : `:${first.range.start.line}:${first.range.start.column}`;
    const others = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    super("CONFIG_INVALID", `${result.report.path}${place}: ${first?.message ?? "It cannot be used."}${others}`, {
      hint: "`docs/config.md` describes the file, and `schemas/config.schema.json` helps editors to complete it.",
    });
    this.report = result.report;
    this.shownText = result.shownText;
  }
}

/** The config, or the error that says why there is none. */
export function usableConfig(result: ConfigResult): Config {
  if (result.config === null) throw new InvalidConfigError(result);
  return result.config;
}
