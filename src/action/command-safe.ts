import { terminalSafe } from "../text/terminal.js";

/**
 * A line for the log of a job. Text from a flow or an answer could be a command to the runner, such as one that sets a
 * variable for later steps: commands are lines that start with `::` after blanks, or that hold `##[` anywhere
 * (actions/runner, ActionCommand.cs: TryParseV2, TryParse).
 */
export function commandSafe(line: string): string {
  return terminalSafe(line)
    .replace(/^(\s*):(?=:)/, "$1: ")
    .replaceAll("##[", "# #[");
}
