/** Keeps secrets that somebody wrote into the config out of what is shown. */
import type { Range } from "../diagnostic/diagnostic.js";
import { LineIndex } from "../json/line-index.js";
import type { YamlNode } from "../yaml/tree.js";

const SECRET =
  /(?:api|access|private|secret|auth)[-_ ]?key|secret|password|passwd|token|credential|authorization|bearer/i;
/** The same in a text that may not parse: the key, and the value up to the end of its line. */
const SECRET_LINE =
  /((?:(?:api|access|private|secret|auth)[-_ ]?key|secret|password|passwd|token|credential|authorization|bearer)[\w-]*["']?[ \t]*[:=][ \t]*)([^\r\n]+)/gi;

/** Whether a key is named like one that holds a secret. */
export function looksSecret(key: string): boolean {
  return SECRET.test(key);
}

/** The text with such values covered by `•`, so that every place stays where it is. */
export function coverSecrets(text: string, root: YamlNode | null): string {
  const byLine = text.replace(SECRET_LINE, (_, key: string, value: string) => key + "•".repeat(value.length));
  if (root === null) return byLine;
  const lines = new LineIndex(text);
  let covered = byLine;
  for (const range of secretRanges(root)) {
    const start = lines.offset(range.start);
    const end = lines.offset(range.end);
    covered = covered.slice(0, start) + covered.slice(start, end).replace(/[^\r\n]/g, "•") + covered.slice(end);
  }
  return covered;
}

function secretRanges(node: YamlNode): Range[] {
  switch (node.kind) {
    case "scalar":
      return [];
    case "list":
      return node.items.flatMap(secretRanges);
    case "map":
      return node.entries.flatMap(({ key, value, keyRange }) => {
        if (!looksSecret(key)) return secretRanges(value);
        // Where nothing is written, a value borrows the place of its key.
        return value.range === keyRange ? [] : [value.range];
      });
  }
}
