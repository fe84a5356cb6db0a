import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explainReference,
  findReferences,
  hasHyphen,
  type MalformedReference,
  parseReference,
  type Reference,
} from "../../../../src/flow/expression/index.js";
import { marked } from "./support.js";

function wellFormed(text: string, start = 0): Reference {
  const result = parseReference(text, start);
  if (!result.ok) throw new Error(`${text} is malformed: ${result.malformed.problem}`);
  return result.reference;
}

function malformed(text: string): MalformedReference {
  const result = parseReference(text);
  if (result.ok) throw new Error(`${text} is well-formed`);
  return result.malformed;
}

describe("a well-formed reference", () => {
  it("names a data field of the same screen", () => {
    expect(wellFormed("${data.a}")).toEqual({
      scope: { kind: "local" },
      storage: "data",
      path: ["a"],
      text: "${data.a}",
      start: 0,
      end: 9,
    });
  });

  it("names a property below a field", () => {
    expect(wellFormed("${data.a.b.c}").path).toEqual(["a", "b", "c"]);
  });

  it("names an input of the same screen", () => {
    expect(wellFormed("${form.x}")).toMatchObject({ scope: { kind: "local" }, storage: "form", path: ["x"] });
  });

  it.each([
    ["${screen.S.data.a}", "S", "data"],
    ["${screen.FIRST_ONE.form.a}", "FIRST_ONE", "form"],
    ["${screen.STEP_2.data.a}", "STEP_2", "data"],
  ])("%s names something of another screen", (text, screenId, storage) => {
    expect(wellFormed(text)).toMatchObject({ scope: { kind: "screen", screenId }, storage, path: ["a"] });
  });

  it("may start within a text and counts from the start of that text", () => {
    expect(wellFormed("😀 ${data.a} b", 3)).toMatchObject({ text: "${data.a}", start: 3, end: 12 });
  });

  it.each(["${data.init-value}", "${data.año}", "${data.a_1}", "${data.0}", "${data.𝒳}"])(
    "%s has allowed characters",
    (text) => {
      expect(parseReference(text).ok).toBe(true);
    },
  );

  it("tells whether a name has a hyphen", () => {
    expect(hasHyphen(wellFormed("${data.a.init-value}"))).toBe(true);
    expect(hasHyphen(wellFormed("${data.init_value}"))).toBe(false);
  });
});

describe("a malformed reference", () => {
  it.each([
    ["not-closed", "«${»data.a"],
    ["not-closed", "«${»"],
    ["empty", "«${}»"],
    ["nested-reference", "${data.«${form.b}»}"],
    ["index", "${data.a«[0]»}"],
    ["index", "${data.countries«[form.selected]».states}"],
    ["index", "${data.a«[${form.b}]».c}"],
    ["index", "${data.a«]»}"],
    ["white-space", "${« »data.a}"],
    ["unknown-storage", "${«foo».x}"],
    ["unknown-storage", "${«foo»}"],
    ["unknown-storage", "${screen.S.«foo».x}"],
    ["unknown-storage", "${screen.S«»}"],
    ["missing-screen-id", "${«screen»}"],
    ["missing-screen-id", "${«screen»..data.a}"],
    ["screen-id-characters", "${screen.«S T».data.a}"],
    ["empty-path", "${«data»}"],
    ["empty-path", "${«data».}"],
    ["empty-path", "${screen.S.«form».}"],
    ["empty-key", "${data.a«.»}"],
    ["empty-key", "${data«.».a}"],
    ["key-characters", "${data.«first name»}"],
    ["key-characters", "${data.a.«b()»}"],
    ["key-characters", "${data.«*»}"],
  ])("%s: %s", (problem, text) => {
    const { value, span } = marked(text);
    expect(malformed(value)).toMatchObject({ problem, at: span, text: value, start: 0, end: value.length });
  });

  it("still says what it would mean when only the characters of a name are unusual", () => {
    expect(malformed("${screen.S.data.first name}").lenient).toMatchObject({
      scope: { kind: "screen", screenId: "S" },
      storage: "data",
      path: ["first name"],
    });
    expect(malformed("${foo.x}").lenient).toBeNull();
  });

  it("is explained in words that name the offending part", () => {
    expect(explainReference(malformed("${foo.x}"))).toBe("`foo` stands where `data` or `form` is expected");
    expect(explainReference(malformed("${data.a[0]}"))).toContain("`[0]`");
  });
});

describe("every text of ASCII in the braces", () => {
  const names = fc.array(fc.constantFrom("data", "form", "screen", ".", "a", "Z9", "_", "-", " ", "$", "{", "[0]", ""));
  const grammar = /^\$\{(?:screen\.[\w-]+\.)?(data|form)\.([\w-]+(?:\.[\w-]+)*)\}/;

  it("is a reference when the grammar says so, with the names that stand there", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "data.", "form."), names, (before, parts) => {
        const text = `\${${before}${parts.join("")}} and }`;
        const expected = grammar.exec(text);
        const result = parseReference(text);
        expect(result.ok).toBe(expected !== null);
        if (!result.ok || expected === null) return;
        expect(result.reference).toMatchObject({
          text: expected[0],
          storage: expected[1],
          start: 0,
          end: expected[0].length,
        });
        expect(result.reference.path.join(".")).toBe(expected[2]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("finding references in a text", () => {
  it("lists all in order, malformed ones too", () => {
    const found = findReferences("a ${data.x} b ${foo} c ${form.y}");
    expect(found.map((result) => (result.ok ? result.reference.text : result.malformed.problem))).toEqual([
      "${data.x}",
      "unknown-storage",
      "${form.y}",
    ]);
  });

  it("takes a nested one as part of the outer one", () => {
    expect(findReferences("${data.a[${form.b}]} ${data.c}")).toHaveLength(2);
  });

  it("stays linear on hostile text", () => {
    expect(findReferences("${".repeat(100_000))).toHaveLength(1);
    expect(findReferences("${}".repeat(100_000))).toHaveLength(100_000);
    expect(findReferences("${${}".repeat(100_000))).toHaveLength(1);
  });
});
