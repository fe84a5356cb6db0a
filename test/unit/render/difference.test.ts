import { expect, test } from "vitest";
import { diffFlows } from "../../../src/diff/diff-flows.js";
import { differenceMarkdown, differenceText } from "../../../src/render/difference.js";

const before = {
  version: "7.2",
  screens: [
    { id: "A", title: "One" },
    { id: "OLD", title: "Old" },
  ],
};
const after = {
  version: "7.3",
  screens: [
    { id: "A", title: "@team <b>" },
    { id: "NEW", layout: { type: "SingleColumnLayout", children: [] } },
  ],
};
const difference = diffFlows(before, after);
const names = { before: "old/flow.json", after: "flow.json" };

test("for a terminal, a line each", () => {
  expect(differenceText(difference, names)).toMatchInlineSnapshot(`
    "old/flow.json → flow.json: 4 differences
    ~ \`version\` changes from \`7.2\` to \`7.3\`.
    ~ Screen \`A\`: \`title\` changes from \`One\` to \`@team <b>\`.
    - Screen \`OLD\` is removed.
    + Screen \`NEW\` is added.
    "
  `);
});

test("for a terminal with colours, by kind", () => {
  expect(differenceText(difference, names, true)).toContain("\u001b[31m-\u001b[0m Screen `OLD` is removed");
});

test("for GitHub, as a list in which nothing of the flow acts", () => {
  expect(differenceMarkdown(difference, names)).toMatchInlineSnapshot(`
    "**\`old/flow.json\` → \`flow.json\`: 4 differences**

    - \`~\` \`version\` changes from \`7.2\` to \`7.3\`.
    - \`~\` Screen \`A\`: \`title\` changes from \`One\` to \`@team <b>\`.
    - \`-\` Screen \`OLD\` is removed.
    - \`+\` Screen \`NEW\` is added.
    "
  `);
});

test("says when there is none", () => {
  expect(differenceText(diffFlows(before, before), names)).toBe(
    "old/flow.json → flow.json: no difference in meaning\n",
  );
  expect(differenceMarkdown(diffFlows(before, before), names)).toBe(
    "**`old/flow.json` → `flow.json`: no difference in meaning**\n",
  );
});
