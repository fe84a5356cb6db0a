/** `--format` and `--json`, for every command that has both. */
import { UsageError } from "../errors/errors.js";
import type { Options } from "./options.js";

/**
 * The format that is asked for, or undefined; the table of commands says which there are. `--json` stands for the format
 * `json`, and throws UsageError beside any other.
 */
export function formatNamed(options: Options, json = "json"): string | undefined {
  const named = options.text("format");
  if (!options.switch("json")) return named;
  if (named === undefined || named === json) return json;
  throw new UsageError("USAGE_CONTRADICTION", `\`--json\` and \`--format ${named}\` exclude each other.`, {
    hint: "Give only one of them.",
  });
}

/** The formats of a command that prints one document. */
export type DocumentFormat = "pretty" | "json" | "markdown";

/** The format of such a command; for people unless another is asked for. */
export function documentFormat(options: Options): DocumentFormat {
  const named = formatNamed(options);
  return named === "json" || named === "markdown" ? named : "pretty";
}
