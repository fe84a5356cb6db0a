/** What the phone lets a user enter. */
import { expect, test } from "vitest";
import { complete, findings, footer, type Json, play, screen } from "./play.js";

const options = {
  "data-source": [
    { id: "a", title: "Apple" },
    { id: "b", title: "Banana" },
    { id: "c", title: "Cherry", enabled: false },
    { id: "d", title: "Twin" },
    { id: "e", title: "Twin" },
  ],
};

/** The completion that filling one input leads to, or why it cannot be filled. */
async function filled(input: Json, value: string, version = "7.3"): Promise<unknown> {
  const flow = {
    version,
    screens: [
      screen("A", [{ name: "x", label: "X", ...input }, footer(complete({ x: "${form.x}" }))], { terminal: true }),
    ],
  };
  const simulation = await play(flow, () => ({}), [`steps: [{ fill: { x: ${value} }, submit: true }]`]);
  const [finding] = findings(simulation);
  return finding === undefined ? simulation.completions[0]?.payload.x : finding.replace(/^.*screen `A`: /, "");
}

test.each([
  ["a text", { type: "TextInput" }, "Kim", "Kim"],
  ["a number as it is written", { type: "TextInput", "input-type": "number" }, "007", "007"],
  ["no number", { type: "TextInput", "input-type": "number" }, "many", "`x` does not take `many`: it takes a number."],
  [
    "no mail address",
    { type: "TextInput", "input-type": "email" },
    "kim",
    "`x` does not take `kim`: it takes a mail address.",
  ],
  ["too few characters", { type: "TextInput", "min-chars": 3 }, "ab", "`x` needs at least 3 characters; `ab` has 2."],
  ["too many", { type: "TextInput", "max-chars": 3 }, "abcd", "`x` takes 3 characters; this has 4."],
  ["too many in an area", { type: "TextArea", "max-length": 3 }, "abcd", "`x` takes 3 characters; this has 4."],
  [
    "what the pattern refuses",
    { type: "TextInput", pattern: "[A-Z]+" },
    "abc",
    "`x` does not take `abc`: its `pattern` is `[A-Z]+`.",
  ],
  ["no text", { type: "TextInput" }, "[a]", "`x` takes a text."],
  ["an option by id", { type: "Dropdown", ...options }, "b", "b"],
  ["an option by title", { type: "RadioButtonsGroup", ...options }, "Banana", "b"],
  [
    "an unknown option",
    { type: "Dropdown", ...options },
    "Grape",
    "`x` has no option `Grape`. It has `a`, `b`, `c`, `d` or `e`.",
  ],
  ["a disabled option", { type: "Dropdown", ...options }, "Cherry", "The option `Cherry` of `x` is disabled."],
  [
    "a title of two options",
    { type: "Dropdown", ...options },
    "Twin",
    "`x` has several options with the title `Twin`; give the id.",
  ],
  ["several options", { type: "CheckboxGroup", ...options }, "[Apple, b]", ["a", "b"]],
  [
    "too many options",
    { type: "CheckboxGroup", "max-selected-items": 1, ...options },
    "[a, b]",
    "`x` takes 1 option; these are 2.",
  ],
  ["a box", { type: "OptIn" }, "true", true],
  ["a box that is no truth value", { type: "OptIn" }, "yes please", "`x` takes `true` or `false`."],
  ["a day", { type: "DatePicker" }, "2026-12-04", "2026-12-04"],
  ["no day", { type: "DatePicker" }, "tomorrow", "`x` takes days in the form `YYYY-MM-DD`."],
  [
    "a day too early",
    { type: "DatePicker", "min-date": "2026-12-05" },
    "2026-12-04",
    "`x` begins with 2026-12-05; `2026-12-04` is before it.",
  ],
  [
    "a day too late",
    { type: "DatePicker", "max-date": "2026-12-03" },
    "2026-12-04",
    "`x` ends with 2026-12-03; `2026-12-04` is after it.",
  ],
  [
    "a day that is taken",
    { type: "DatePicker", "unavailable-dates": ["2026-12-04"] },
    "2026-12-04",
    "`x` has `2026-12-04` as unavailable.",
  ],
  [
    "a weekday that is closed",
    { type: "CalendarPicker", "include-days": ["Mon"] },
    "2026-12-04",
    "`x` is open on Mon; `2026-12-04` is a Fri.",
  ],
  [
    "a range",
    { type: "CalendarPicker", mode: "range" },
    "{ start-date: 2026-12-04, end-date: 2026-12-06 }",
    { "start-date": "2026-12-04", "end-date": "2026-12-06" },
  ],
  [
    "a range too short",
    { type: "CalendarPicker", mode: "range", "min-days": 3 },
    "{ start-date: 2026-12-04, end-date: 2026-12-05 }",
    "`x` takes 3 days or more; these are 2.",
  ],
  [
    "a photo",
    { type: "PhotoPicker", "max-uploaded-photos": 1 },
    "[a.jpg]",
    [expect.objectContaining({ file_name: "a.jpg" })],
  ],
  [
    "too many photos",
    { type: "PhotoPicker", "max-uploaded-photos": 1 },
    "[a.jpg, b.jpg]",
    "`x` takes 1 file; these are 2.",
  ],
  [
    "something disabled",
    { type: "TextInput", enabled: false },
    "Kim",
    "`x` is disabled, so that nothing can be entered.",
  ],
])("%s", async (_, input, value, expected) => {
  expect(await filled(input, value)).toEqual(expected);
});

test("a day of a version before 5.0 is handed over as that version does", async () => {
  expect(await filled({ type: "DatePicker" }, "2026-12-04", "4.0")).toBe(String(Date.UTC(2026, 11, 4)));
});
