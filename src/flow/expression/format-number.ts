const exponential = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/;

/** A number as text in its shortest decimal form, never with an exponent (expressions.md, section 4). */
export function formatNumber(value: number): string {
  const text = String(value);
  const match = exponential.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0")}`;
}
