import { describe, expect, test } from "vitest";
import { findingsIn, fixed, rulesIn } from "../../support/flow-fixes.js";
import { flowOf } from "../../support/small-flows.js";

function flow(...components: readonly object[]): string {
  return flowOf([{ id: "FIRST", terminal: true, components }]);
}

const png = Buffer.from("89504e470d0a1a0a0000", "hex").toString("base64");
const range = {
  type: "CalendarPicker",
  name: "days",
  mode: "range",
  label: { "start-date": "From", "end-date": "To" },
};

describe("fixes", () => {
  test("the prefix of a data URI is taken off", () => {
    const text = flow({ type: "Image", src: `data:image/png;base64,${png}` });
    const result = fixed(text, "component-image-src-base64");
    expect(result).toContain(`"src": "${png}"`);
    expect(rulesIn(result)).toEqual([]);
  });

  test("the slashes around a pattern are taken off, written as they may be", () => {
    const input = { type: "TextInput", name: "a", label: "A", "helper-text": "Digits", pattern: "/[0-9]+/" };
    const text = flow(input).replace('"/[0-9]+/"', '"\\/[0-9]+\\u002f"');
    const result = fixed(text, "component-text-input-pattern-slashes");
    expect(result).toContain('"pattern": "[0-9]+"');
    expect(rulesIn(result)).toEqual([]);
  });

  test("zeros are added to a date", () => {
    const text = flow({ type: "DatePicker", name: "day", label: "Day", "min-date": "2026-2-1" });
    expect(fixed(text, "component-date-format")).toContain('"min-date": "2026-02-01"');
  });

  test("an initial number gets or loses its quotes", () => {
    const number = flow({ type: "TextInput", name: "a", label: "A", "input-type": "number", "init-value": "5" });
    expect(fixed(number, "schema-invalid-property-type")).toContain('"init-value": 5');
    const text = flow({ type: "TextInput", name: "a", label: "A", "init-value": 5 });
    expect(fixed(text, "schema-invalid-property-type")).toContain('"init-value": "5"');
  });
});

describe("one mistake is one finding", () => {
  test("a data URI is not measured nor its format told", () => {
    const big = Buffer.alloc(400_000).toString("base64");
    expect(rulesIn(flow({ type: "Image", src: `data:image/gif;base64,${big}` }))).toEqual([
      "component-image-src-base64",
    ]);
  });

  test("a wrong key of a range says nothing about the key that is missing for it", () => {
    const label = { start: "From", "end-date": "To" };
    expect(rulesIn(flow({ ...range, label }))).toEqual(["component-calendar-range-prop-unexpected"]);
  });

  test("a single value where a range is wanted is no wrong date", () => {
    expect(rulesIn(flow({ ...range, "init-value": "tomorrow" }))).toEqual(["component-calendar-value-shape"]);
  });

  test("dates outside reversed bounds are not reported", () => {
    const dates = { "min-date": "2026-02-01", "max-date": "2026-01-01", "init-value": "2026-03-01" };
    expect(rulesIn(flow({ type: "DatePicker", name: "day", label: "Day", ...dates }))).toEqual([
      "component-date-min-after-max",
    ]);
  });

  test("a NavigationList without any action misses one", () => {
    const items = ["a", "b"].map((id) => ({ id, "main-content": { title: id } }));
    const text = flowOf([
      { id: "FIRST", terminal: true, components: [{ type: "NavigationList", name: "list", "list-items": items }] },
    ]);
    const missing = rulesIn(text).filter((rule) => rule === "component-navigation-list-action-missing");
    expect(missing).toHaveLength(1);
  });
});

describe("ranges of days", () => {
  test("the ends of the initial range are dates within the bounds", () => {
    const initial = { "start-date": "2025-12-31", "end-date": "2026-02-30" };
    expect(rulesIn(flow({ ...range, "min-date": "2026-01-01", "init-value": initial }))).toEqual([
      "component-date-out-of-range",
      "component-date-format",
    ]);
  });

  test("each end has a value of the property's type", () => {
    const text = flow({ ...range, required: { "start-date": "yes", "end-date": true } });
    expect(rulesIn(text)).toEqual(["schema-invalid-property-type"]);
  });
});

describe("lengths", () => {
  test("paragraphs of one text count together", () => {
    const text = flow({ type: "TextCaption", text: ["x".repeat(300), "y".repeat(110)] });
    expect(rulesIn(text)).toEqual(["component-text-caption-length"]);
  });

  test("the message tells both numbers", () => {
    const [finding] = findingsIn(flow({ type: "TextHeading", text: "x".repeat(90) }));
    expect(finding?.message).toBe("`text` has 90 characters; TextHeading shows 80 at most, the rest is cut.");
  });
});

test("long runs of blanks, brackets, bars and signs are no markdown", () => {
  const long = [" ".repeat(200_000), "![".repeat(100_000), "|-".repeat(100_000), "#".repeat(200_000)];
  const rich = flowOf([{ id: "FIRST", terminal: true, components: [{ type: "RichText", text: long }] }]);
  expect(rulesIn(rich)).toEqual([]);
});
