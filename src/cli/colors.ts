/**
 * Whether to colour what goes to a stream. `--no-color` wins, then `FORCE_COLOR` (as Node itself orders them), then
 * `NO_COLOR` (https://no-color.org), then whether a terminal is there that can show colours.
 */
export function wantsColor(
  isTerminal: boolean,
  noColorFlag: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (noColorFlag) return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if ((env.NO_COLOR ?? "") !== "") return false;
  return isTerminal && env.TERM !== "dumb";
}
