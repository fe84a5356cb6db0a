/** Items between commas and line breaks, without blanks around them; a comma in braces belongs to a glob (`{a,b}.json`). */
export function listItems(text: string): readonly string[] {
  const items: string[] = [];
  let item = "";
  let depth = 0;
  for (const char of text) {
    if (char === "\n" || (char === "," && depth === 0)) {
      items.push(item);
      item = "";
      depth = 0;
    } else {
      if (char === "{") depth++;
      if (char === "}") depth = Math.max(0, depth - 1);
      item += char;
    }
  }
  return [...items, item].map((each) => each.trim()).filter((each) => each !== "");
}
