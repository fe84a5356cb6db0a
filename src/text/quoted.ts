/** Names as messages show them in a row: in backticks, with commas between. */
export function quotedList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
