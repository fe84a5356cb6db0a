/**
 * Reads YAML into a tree of mappings, lists and single values in which everything knows its place. Bounded: aliases can
 * make a short text stand for a huge one, or for one without end.
 */
import type * as Yaml from "yaml";
import type { Range } from "../diagnostic/diagnostic.js";
import { LineIndex } from "../json/line-index.js";
import { escapeSegment } from "../json/pointer.js";
import type { YamlProblem } from "./problem.js";

interface Place {
  readonly range: Range;
  /** RFC 6901, as if the YAML were JSON. */
  readonly pointer: string;
}
export interface MapNode extends Place {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}
export interface MapEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
}
export interface ListNode extends Place {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
}
export interface ScalarNode extends Place {
  readonly kind: "scalar";
  readonly value: unknown;
  /** As it stands in the file, without quotes. */
  readonly written: string;
}
export type YamlNode = MapNode | ListNode | ScalarNode;

export interface YamlTree {
  /** Null when the text does not parse. */
  readonly root: YamlNode | null;
  readonly problems: readonly YamlProblem[];
}

/** Far beyond any real file. */
const MAX_LENGTH = 1_000_000;
const MAX_NODES = 50_000;
const MAX_DEPTH = 40;
/** Each is looked up through the whole document. */
const MAX_ALIASES = 1_000;
/** Mistakes in syntax that are reported; later ones mostly follow from the first. */
const MAX_SYNTAX_PROBLEMS = 5;

/**
 * Parses and checks only what YAML itself asks for, and that no key stands twice.
 * @param what how messages call the file, such as `config`
 */
export async function readYaml(text: string, path: string, what: string): Promise<YamlTree> {
  const lines = new LineIndex(text);
  const tooLarge = (message: string, range = lines.range(0, 0)): YamlTree => ({
    root: null,
    problems: [{ rule: "too-large", message, pointer: null, range }],
  });
  if (text.length > MAX_LENGTH) return tooLarge(`The ${what} has more than ${MAX_LENGTH} characters.`);
  const yaml = await import("yaml");
  // `logLevel: "silent"` would drop the mistake of a second document; nothing is printed at any level.
  const options = { prettyErrors: false, uniqueKeys: false, logLevel: "error", version: "1.2" } as const;
  const document = yaml.parseDocument(text, options);
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.some((mistake) => mistake.code === "RESOURCE_EXHAUSTION")) {
    return tooLarge(`The ${what} is nested deeper than ${MAX_DEPTH} levels.`);
  }
  if (mistakes.length > 0) {
    const first = mistakes.slice(0, MAX_SYNTAX_PROBLEMS);
    return { root: null, problems: first.map((mistake) => syntaxProblem(mistake, text, lines)) };
  }
  const walk = new Walk({ yaml, document, text, path, what, lines });
  const root = walk.node(document.contents, "", 0);
  return { root: walk.broken ? null : root, problems: walk.problems };
}

interface Source {
  readonly yaml: typeof Yaml;
  readonly document: Yaml.Document.Parsed;
  readonly text: string;
  readonly path: string;
  readonly what: string;
  readonly lines: LineIndex;
}

class Walk {
  private readonly yaml: typeof Yaml;
  private readonly source: Source;
  readonly problems: YamlProblem[] = [];
  /** What was read is not the whole. */
  broken = false;
  private count = 0;
  private aliases = 0;

  constructor(source: Source) {
    this.yaml = source.yaml;
    this.source = source;
  }

  node(node: unknown, pointer: string, depth: number, fallback?: Range): YamlNode {
    const range = this.rangeOf(node) ?? fallback ?? this.source.lines.range(0, 0);
    const nothing: ScalarNode = { kind: "scalar", value: null, written: "", range, pointer };
    if (this.broken) return nothing;
    if (this.yaml.isAlias(node)) this.aliases++;
    if (++this.count > MAX_NODES || this.aliases > MAX_ALIASES || depth > MAX_DEPTH) {
      const message = `The ${this.source.what} has, with its aliases, more than ${MAX_NODES} values or ${MAX_ALIASES} aliases, or is nested deeper than ${MAX_DEPTH} levels.`;
      this.stop({ rule: "too-large", message, pointer: null, range });
      return nothing;
    }
    if (this.yaml.isAlias(node)) {
      const meant = node.resolve(this.source.document);
      if (meant !== undefined) return this.node(meant, pointer, depth + 1);
      const message = `Nothing before this is called \`&${node.source}\`.`;
      this.stop({ rule: "syntax", message, pointer, range });
      return nothing;
    }
    if (this.yaml.isMap(node)) return { kind: "map", entries: this.entries(node, pointer, depth), range, pointer };
    if (this.yaml.isSeq(node)) {
      const items = node.items.map((item, i) => this.node(item, `${pointer}/${i}`, depth + 1, range));
      return { kind: "list", items, range, pointer };
    }
    if (!this.yaml.isScalar(node)) return nothing;
    return { kind: "scalar", value: node.value, written: node.source ?? "", range, pointer };
  }

  private entries(map: Yaml.YAMLMap, pointer: string, depth: number): MapEntry[] {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of map.items) {
      const keyRange = this.rangeOf(key) ?? this.rangeOf(map) ?? this.source.lines.range(0, 0);
      if (!this.yaml.isScalar(key)) {
        const message = "A key is a plain name; found a mapping, a list or an alias.";
        this.problems.push({ rule: "type", message, pointer, range: keyRange });
        continue;
      }
      const name = typeof key.value === "string" ? key.value : (key.source ?? "");
      const place = `${pointer}/${escapeSegment(name)}`;
      const first = entries.get(name);
      if (first === undefined) {
        entries.set(name, { key: name, keyRange, value: this.node(value, place, depth + 1, keyRange) });
      } else {
        const related = {
          message: "It stands here first.",
          path: this.source.path,
          pointer: place,
          range: first.keyRange,
        };
        const message = `The key \`${name}\` stands twice; keep one.`;
        this.problems.push({
          rule: "duplicate-key",
          message,
          pointer: place,
          range: keyRange,
          related: [related],
        });
      }
    }
    return [...entries.values()];
  }

  private stop(problem: YamlProblem): void {
    this.broken = true;
    this.problems.push(problem);
  }

  /** Undefined when nothing is written. A block ends where its last line ends, not at the next key. */
  private rangeOf(node: unknown): Range | undefined {
    if (!this.yaml.isNode(node) || !node.range) return undefined;
    const [start, end] = node.range;
    const written = this.source.text.slice(start, end).trimEnd().length;
    return written === 0 ? undefined : this.source.lines.range(start, start + written);
  }
}

/** What the mistakes that people make are called; the rest keeps the library's words. */
const syntaxMessages: Readonly<Partial<Record<Yaml.ErrorCode, string>>> = {
  BAD_ALIAS: "An alias is `*` and the name of an anchor.",
  BAD_DQ_ESCAPE: "This escape is unknown in double quotes; a backslash is written `\\\\`, or use single quotes.",
  BAD_INDENT: "The indentation does not fit the lines above; keys of one mapping start in the same column.",
  BLOCK_AS_IMPLICIT_KEY: "A value follows here where a key is still open; put it on its own, indented line.",
  MISSING_CHAR: "A quote, bracket, comma or colon is missing here.",
  MULTILINE_IMPLICIT_KEY: "A key must end on its line; a `:` is missing.",
  MULTIPLE_DOCS: "The file holds several documents; remove the line `---`.",
  TAB_AS_INDENT: "YAML is indented with blanks; replace this tab.",
  TAG_RESOLVE_FAILED: "Tags (`!…`) have no meaning here; remove it, or put the text in quotes.",
};

/** The library calls that a wrong indentation: the text went on, or ended, left of where the list began. */
function isOpenBracket({ code, message }: Yaml.YAMLError): boolean {
  return code === "BAD_INDENT" && message.startsWith("Flow ");
}

function syntaxProblem(mistake: Yaml.YAMLError, text: string, lines: LineIndex): YamlProblem {
  // Some mistakes are said to reach to the end of the text; their line is enough.
  const start = Math.min(mistake.pos[0], text.length);
  const rest = /^[^\r\n]*/.exec(text.slice(start, Math.max(mistake.pos[1], start)))?.[0].length ?? 0;
  const message = isOpenBracket(mistake)
    ? "A bracket above is not closed, or its `]` or `}` stands too far to the left."
    : (syntaxMessages[mistake.code] ?? `This is not YAML: ${mistake.message.replace(/\.?$/, ".")}`);
  return { rule: "syntax", message, pointer: null, range: lines.range(start, start + rest) };
}
