import { describe, expect, test } from "vitest";
import { findingsIn, fixed, rulesIn } from "../../support/flow-fixes.js";
import { flowOf } from "../../support/small-flows.js";

const rule = "schema-pattern-alphabets-underscores";

function renamed(id: string): string | undefined {
  const text = flowOf([{ id, terminal: true }]);
  return findingsIn(text)
    .find((finding) => finding.rule === rule)
    ?.fix?.edits.map((edit) => JSON.parse(edit.text))
    .join();
}

describe("names without digits", () => {
  test.each([
    ["SCREEN_1", "SCREEN_ONE"],
    ["PAGE2", "PAGE_TWO"],
    ["page_2b", "page_two_b"],
    ["STEP_10_END", "STEP_ONE_ZERO_END"],
    ["sec-ond", "sec_ond"],
    ["3D", "THREE_D"],
  ])("%s becomes %s", (id, name) => {
    expect(renamed(id)).toBe(name);
  });

  test("letters outside A to Z are left to the author", () => {
    expect(renamed("ÜBER")).toBeUndefined();
  });

  test("a name that is taken is not offered", () => {
    const text = flowOf([
      { id: "PAGE_ONE", to: ["PAGE_1"] },
      { id: "PAGE_1", terminal: true },
    ]);
    expect(findingsIn(text).map((finding) => [finding.rule, finding.fix])).toEqual([[rule, null]]);
  });

  test("two ids that would get one name are not both renamed", () => {
    const text = flowOf([
      { id: "PAGE_1", to: ["PAGE1"] },
      { id: "PAGE1", terminal: true },
    ]);
    expect(findingsIn(text).map(({ fix }) => fix !== null)).toEqual([true, false]);
  });
});

test("everything that names the screen is renamed with it", () => {
  const text = flowOf(
    [
      { id: "PAGE_1", to: ["LAST"], components: [{ type: "TextInput", name: "city", label: "City" }] },
      {
        id: "LAST",
        terminal: true,
        components: [
          { type: "TextBody", text: "${screen.PAGE_1.form.city}" },
          { type: "TextBody", text: "`'\"' ${screen.PAGE_1.form.city} ${screen.PAGE_1.form.city}`" },
          {
            type: "If",
            condition: "${screen.PAGE_1.form.city} == 'PAGE_1'",
            // biome-ignore lint/suspicious/noThenProperty: the property of an If has this name.
            then: [{ type: "TextBody", text: "PAGE_1" }],
          },
        ],
      },
    ],
    { PAGE_1: ["LAST"] },
  );
  const result = fixed(text, rule);
  expect(rulesIn(result)).toEqual([]);
  expect(result).toContain('"PAGE_ONE": [');
  expect(result).toContain('"`\'\\"\' ${screen.PAGE_ONE.form.city} ${screen.PAGE_ONE.form.city}`"');
  expect(result).toContain("${screen.PAGE_ONE.form.city} == 'PAGE_1'");
  expect(result).toContain('"text": "PAGE_1"');
});

test("actions and targets that name the screen are renamed", () => {
  const text = flowOf(
    [
      { id: "FIRST", to: ["PAGE_1"] },
      { id: "PAGE_1", terminal: true },
    ],
    { FIRST: ["PAGE_1"] },
  );
  const { routing_model, screens } = JSON.parse(fixed(text, rule));
  expect(routing_model).toEqual({ FIRST: ["PAGE_ONE"] });
  expect(screens[0].layout.children[0]["on-click-action"].next.name).toBe("PAGE_ONE");
});
