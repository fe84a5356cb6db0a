import { counted } from "../text/counted.js";
import type { Wait } from "./request.js";

/** Why the client waits, for a log: a run that stands still says so. */
export function waitText({ ms, error }: Wait): string {
  const seconds = counted(Math.ceil(ms / 1000), "second");
  return error === undefined
    ? `The rate limit is used up; waiting ${seconds}.`
    : `${error.message} Trying again in ${seconds}.`;
}
