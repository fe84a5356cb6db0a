import type { FailOn } from "../diagnostic/counts.js";
import type { Options } from "./options.js";

/** The severity from which on findings fail the command. */
export function failOnOf(options: Options): FailOn {
  const named = options.text("fail-on");
  return named === "warning" || named === "never" ? named : "error";
}
