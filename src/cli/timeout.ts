import type { RunOptions } from "../pipeline/options.js";
import type { Options } from "./options.js";

/** The value of `--timeout`, which is in minutes. */
export function timeoutOf(options: Options): Pick<RunOptions, "timeoutMs"> {
  const minutes = options.number("timeout");
  return minutes === undefined ? {} : { timeoutMs: minutes * 60_000 };
}
