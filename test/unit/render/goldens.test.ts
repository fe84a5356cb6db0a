import { describe, expect, test } from "vitest";
import { renderGithub } from "../../../src/render/github.js";
import { formats, isFormat } from "../../../src/render/index.js";
import { renderMarkdown } from "../../../src/render/markdown.js";
import { renderPretty } from "../../../src/render/pretty.js";
import { renderSummary } from "../../../src/render/summary.js";
import { expectGolden } from "../../support/golden.js";
import { failedRun, inputOf, passedRun, several } from "./samples.js";

/** The ending of each format's golden. */
const endings = { pretty: "txt", json: "json", github: "log", sarif: "sarif", markdown: "md" } as const;

describe("each format of the same findings", () => {
  test.each(Object.entries(endings))("%s", async (name, ending) => {
    if (!isFormat(name)) throw new Error(`${name} is no format`);
    const render = await formats[name].load();
    expectGolden(`fixtures/render/several.${ending}`, render(several));
  });

  test("every format has a golden", () => {
    expect(Object.keys(endings)).toEqual(Object.keys(formats));
  });
});

test("pretty in colour", () => {
  expectGolden("fixtures/render/several-color.txt", renderPretty({ ...several, color: true }));
});

test("no findings at all", () => {
  const clean = inputOf([{ path: "a.json", kind: "flow-json", diagnostics: [] }]);
  expect(renderPretty(clean)).toBe("No findings in 1 file.\n");
  expect(renderGithub(clean)).toBe("");
  expect(renderMarkdown(clean)).toBe("**No findings in 1 file**\n");
});

test("the summary of a run that broke off", () => {
  const linkTo = (path: string, line: number): string => `https://example.org/blob/abc/${path}#L${line}`;
  const options = { key: "ci/validate", linkTo, runUrl: "https://example.org/runs/1" };
  expectGolden("fixtures/render/failed-run.md", renderSummary(failedRun, options));
});

test("the summary of a validation without findings", () => {
  expectGolden("fixtures/render/passed-run.md", renderSummary(passedRun, { key: "ci/validate" }));
});
