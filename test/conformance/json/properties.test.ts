/** What must hold of the reader for any text. `JSON.parse` is the judge of what JSON is. */
import { deepStrictEqual } from "node:assert/strict";
import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../../src/json/line-index.js";
import { type JsonNode, type Member, property, toValue } from "../../../src/json/node.js";
import { pointerTo, resolvePointer } from "../../../src/json/pointer.js";
import { readJson } from "../../../src/json/read.js";
import { offsetInText, stringOffsets } from "../../../src/json/string-offsets.js";

/** Strings with all that needs care: quotes, escapes, controls, halves of pairs, line ends, pointer characters. */
const text: Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'"\\/\b\f\n\r\t~01 a\u2028\u0000😀\ud83d\ude00'.split("")), maxLength: 80 }),
  fc.constantFrom("__proto__", "constructor", "toString", "length", "0", "01", "~", "/", "~1", "", "x".repeat(60)),
);

const number: Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1e21, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
);

const scalar: Arbitrary<string> = fc.oneof(
  text.map((value) => JSON.stringify(value)),
  // Escaped more than needed.
  text.map(
    (value) => `"${value.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`,
  ),
  number.map((value) => (Object.is(value, -0) ? "-0" : JSON.stringify(value))),
  fc.constantFrom("true", "false", "null", "1E5", "1.0e-2", "-0.0", "1e400"),
);

const space: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constant(""), weight: 3 },
  { arbitrary: fc.string({ unit: fc.constantFrom(" ", "\n", "\r", "\t", "\r\n"), maxLength: 4 }), weight: 1 },
);

/** Texts of JSON with any layout and with keys that stand twice. */
const json: Arbitrary<string> = fc.letrec<{ value: string; array: string; object: string; entry: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: tie("array"), weight: 1 },
    { arbitrary: tie("object"), weight: 2 },
  ),
  array: fc
    .tuple(fc.array(fc.tuple(space, tie("value"), space), { maxLength: 4 }), space)
    .map(([items, blank]) => `[${items.map((item) => item.join("")).join(",") || blank}]`),
  object: fc
    .tuple(fc.array(tie("entry"), { maxLength: 20 }), space)
    .map(([entries, blank]) => `{${entries.join(",") || blank}}`),
  entry: fc
    .tuple(space, text, space, space, tie("value"), space)
    .map(([a, key, b, c, value, d]) => `${a}${JSON.stringify(key)}${b}:${c}${value}${d}`),
})).value;

const document: Arbitrary<string> = fc
  .tuple(fc.constantFrom("", "\ufeff"), space, json, space)
  .map((parts) => parts.join(""));

function withoutMark(source: string): string {
  return source.replace(/^\ufeff/, "");
}

function rootOf(source: string): JsonNode {
  const result = readJson(source);
  if (!result.ok) throw new Error(result.problem.message);
  return result.root;
}

function membersBelow(node: JsonNode): readonly Member[] {
  if (node.kind === "array") return node.items.flatMap(membersBelow);
  if (node.kind !== "object") return [];
  return node.members.flatMap((member) => [member, ...membersBelow(member.value)]);
}

function nodesBelow(node: JsonNode): readonly JsonNode[] {
  if (node.kind === "array") return [node, ...node.items.flatMap(nodesBelow)];
  if (node.kind === "object") return [node, ...node.members.flatMap((member) => nodesBelow(member.value))];
  return [node];
}

/** Whether no later member of any object on the way has the same key: a pointer names the last one. */
function counts(node: JsonNode): boolean {
  for (let at = node; at.parent !== null; at = at.parent) {
    if (at.parent.kind === "object" && property(at.parent, String(at.key)) !== at) return false;
  }
  return true;
}

const runs = { numRuns: 300 };

describe("the reader", () => {
  test("reads the same value as JSON.parse", () => {
    fc.assert(
      fc.property(document, (source) => {
        deepStrictEqual(toValue(rootOf(source)), JSON.parse(withoutMark(source)));
      }),
      runs,
    );
  });

  test("takes and refuses what JSON.parse takes and refuses, when a text is spoilt in one place", () => {
    const spoilt = fc
      .tuple(document, fc.nat(), fc.constantFrom(..."{}[],:\"'\\/-+.eE0 \n\u0000tx\u00a0".split(""), ""), fc.boolean())
      .map(([source, at, piece, instead]) => {
        const place = at % (source.length + 1);
        return source.slice(0, place) + piece + source.slice(place + (instead ? 1 : 0));
      });
    fc.assert(
      fc.property(spoilt, (source) => {
        let wanted: unknown;
        try {
          wanted = JSON.parse(withoutMark(source));
        } catch {
          const result = readJson(source);
          expect(result.ok).toBe(false);
          if (result.ok) return;
          const { start, end, message } = result.problem;
          expect([start >= 0, end >= start, end <= source.length]).toEqual([true, true, true]);
          expect(message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+\.$/);
          return;
        }
        deepStrictEqual(toValue(rootOf(source)), wanted);
      }),
      { numRuns: 1500 },
    );
  });

  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (source) => {
        expect(typeof readJson(source).ok).toBe("boolean");
      }),
      runs,
    );
  });

  test("knows of each value the text that it stands in", () => {
    fc.assert(
      fc.property(document, (source) => {
        for (const node of nodesBelow(rootOf(source))) {
          deepStrictEqual(JSON.parse(source.slice(node.start, node.end)), toValue(node));
        }
      }),
      runs,
    );
  });

  test("knows of each key the text that it stands in", () => {
    fc.assert(
      fc.property(document, (source) => {
        for (const member of membersBelow(rootOf(source))) {
          expect(JSON.parse(source.slice(member.keyStart, member.keyEnd))).toBe(member.key);
          expect(source.slice(member.keyEnd, member.value.start)).toMatch(/^\s*:\s*$/);
        }
      }),
      runs,
    );
  });

  test("finds every key that stands twice, with the first of them", () => {
    fc.assert(
      fc.property(document, (source) => {
        const result = readJson(source);
        if (!result.ok) throw new Error(result.problem.message);
        const objects = nodesBelow(result.root).filter((node) => node.kind === "object");
        const wanted = objects.flatMap(({ members }) =>
          members.flatMap((again, i) => {
            const first = members.find((other) => other.key === again.key);
            return first === undefined || members.indexOf(first) === i ? [] : [[first.keyStart, again.keyStart]];
          }),
        );
        const found = result.duplicates.map(({ first, again }) => [first.keyStart, again.keyStart]);
        expect(sorted(found)).toEqual(sorted(wanted));
      }),
      runs,
    );
  });
});

function sorted(pairs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...pairs].sort(([, a = 0], [, b = 0]) => a - b);
}

describe("pointers", () => {
  test("lead back to the node that they were made of", () => {
    fc.assert(
      fc.property(document, (source) => {
        const root = rootOf(source);
        for (const node of nodesBelow(root)) {
          if (counts(node)) expect(resolvePointer(root, pointerTo(node))).toBe(node);
        }
      }),
      runs,
    );
  });

  test("of an overruled member lead to the one that overrules it", () => {
    const root = rootOf('{"a":1,"a":2}');
    const [first] = nodesBelow(root).filter((node) => node.kind === "number");
    if (first === undefined) throw new Error("There is no number.");
    expect(pointerTo(first)).toBe("/a");
    expect(resolvePointer(root, "/a")).toMatchObject({ value: 2 });
  });

  test.each(["a", "/b", "/a/0", "/list/2", "/list/01", "/list/-", "/list/", "/list/length"])(
    "that name nothing: %s",
    (pointer) => {
      expect(resolvePointer(rootOf('{"a":"x","list":[1,2]}'), pointer)).toBeUndefined();
    },
  );

  test.each([
    ["", { "": { "": 1 } }],
    ["/", { "": 1 }],
    ["//", 1],
  ])("with empty segments: `%s`", (pointer, wanted) => {
    const node = resolvePointer(rootOf('{"":{"":1}}'), pointer);
    expect(node === undefined ? undefined : toValue(node)).toEqual(wanted);
  });
});

describe("positions", () => {
  /** Line and column, counted one unit at a time. */
  function counted(source: string, offset: number): { line: number; column: number } {
    let line = 1;
    let column = 1;
    for (let i = source.startsWith("\ufeff") ? 1 : 0; i < offset; i++) {
      const unit = source[i];
      const endsLine = unit === "\n" || (unit === "\r" && source[i + 1] !== "\n");
      line += endsLine ? 1 : 0;
      column = endsLine ? 1 : column + 1;
    }
    return { line, column };
  }

  const lines: Arbitrary<string> = fc
    .tuple(
      fc.constantFrom("", "\ufeff"),
      fc.string({ unit: fc.constantFrom("\n", "\r", "\r\n", "\t", "a", "é", "😀", "\u2028"), maxLength: 20 }),
    )
    .map((parts) => parts.join(""));

  test("are those that counting finds, with every kind of line end, tabs, pairs and a byte order mark", () => {
    fc.assert(
      fc.property(lines, (source) => {
        const index = new LineIndex(source);
        for (let offset = 0; offset <= source.length; offset++) {
          // Within CRLF there is no place of its own.
          if (source[offset - 1] === "\r" && source[offset] === "\n") continue;
          expect(index.position(offset)).toEqual(counted(source, offset));
        }
      }),
      runs,
    );
  });

  test("lead back to their offset", () => {
    fc.assert(
      fc.property(lines, (source) => {
        const index = new LineIndex(source);
        for (let offset = source.startsWith("\ufeff") ? 1 : 0; offset <= source.length; offset++) {
          expect(index.offset(index.position(offset))).toBe(offset);
        }
      }),
      runs,
    );
  });

  test.each([
    ["LF", '{\n\t"a": "😀", "b": 1\n}'],
    ["CRLF", '{\r\n\t"a": "😀", "b": 1\r\n}'],
    ["CR", '{\r\t"a": "😀", "b": 1\r}'],
    ["LF and a byte order mark", '\ufeff{\n\t"a": "😀", "b": 1\n}'],
  ])("count a tab as one and an emoji as two columns (%s)", (_, source) => {
    const b = property(rootOf(source), "b");
    if (b === undefined) throw new Error("There is no `b`.");
    expect(new LineIndex(source).range(b.start, b.end)).toEqual({
      start: { line: 2, column: 18 },
      end: { line: 2, column: 19 },
    });
  });

  test("of a mark's first line begin behind it", () => {
    expect(new LineIndex("\ufeff{}").position(1)).toEqual({ line: 1, column: 1 });
  });
});

describe("offsets inside a string", () => {
  test("are those of each unit of its value, and of the closing quote", () => {
    fc.assert(
      fc.property(document, (source) => {
        for (const node of nodesBelow(rootOf(source))) {
          if (node.kind !== "string") continue;
          const offsets = stringOffsets(source, node);
          expect(offsets).toHaveLength(node.value.length + 1);
          expect(offsets.at(-1)).toBe(node.end - 1);
          for (let unit = 0; unit < node.value.length; unit++) {
            const piece = source.slice(offsets[unit], offsets[unit + 1]);
            expect(JSON.parse(`"${piece}"`)).toBe(node.value.charAt(unit));
            expect(offsetInText(source, node, unit)).toBe(offsets[unit]);
          }
          expect(node.escaped).toBe(source.slice(node.start + 1, node.end - 1) !== node.value);
        }
      }),
      runs,
    );
  });
});
