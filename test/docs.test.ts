/** The generated pages are what the generator makes of today's rules, and every address leads somewhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatedDocs, noSampleFor } from "../scripts/docs/pages.js";
import { samplesOf } from "../scripts/docs/samples.js";
import { sources } from "../src/flow/sources.js";
import { ruleDocs, tool } from "../src/tool.js";
import { ruleInfos } from "../src/validate/rule-set.js";
import { allCases } from "./conformance/cases.js";
import { goodSamples, ownSamples } from "./conformance/own-samples.js";

const root = join(import.meta.dirname, "..");
const docs = join(root, "docs");
const cases = allCases();
const generated = await generatedDocs();
const read = (path: string): string => readFileSync(join(docs, path), "utf8");

describe("generated pages", () => {
  test("are up to date (`node scripts/update-docs.mjs` writes them)", () => {
    const stale = [...generated.pages].filter(([path, text]) => !existsSync(join(docs, path)) || read(path) !== text);
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  test("there is one for every rule, and no other", () => {
    const expected = ["README.md", ...[...ruleInfos.keys()].map((id) => `${id}.md`)];
    expect(readdirSync(join(docs, "rules")).toSorted()).toEqual(expected.toSorted());
  });

  test("have a sample for every rule that a flow can bring about", () => {
    expect(generated.withoutSample).toEqual([]);
  });
});

describe("samples", () => {
  test.each([...ruleInfos.values()].filter(({ id }) => noSampleFor(id) === undefined))(
    "of $id: the bad one has the finding, the good one has not, and the fix repairs it",
    async (info) => {
      const samples = await samplesOf(
        info,
        cases.filter((each) => each.rule === info.id),
      );
      const has = (diagnostics: readonly { readonly rule: string }[] = []) =>
        diagnostics.some(({ rule }) => rule === info.id);
      expect(has(samples?.bad.diagnostics)).toBe(true);
      expect(has(samples?.good.diagnostics)).toBe(false);
      if (samples?.fixed !== undefined) {
        const left = await samples.bad.find(samples.fixed.text);
        const fixable = left.filter(({ rule, fix }) => rule === info.id && fix !== null);
        expect(fixable).toEqual([]);
      }
    },
  );
});

test.each([...Object.keys(goodSamples), ...Object.keys(ownSamples)])(
  "the good sample of %s, which is no conformance case, has no findings at all",
  async (id) => {
    const info = ruleInfos.get(id);
    const own = cases.filter((each) => each.rule === id);
    expect(info === undefined ? undefined : (await samplesOf(info, own))?.good.diagnostics).toEqual([]);
  },
);

describe("addresses", () => {
  test("`docs` of every finding leads to a page that exists at the release's tag", () => {
    const base = `${tool.repository}/blob/v${tool.version}/`;
    const missing = [...ruleInfos.keys()].filter(
      (id) => !ruleDocs(id).startsWith(base) || !existsSync(join(root, ruleDocs(id).slice(base.length))),
    );
    expect(missing).toEqual([]);
  });

  test("links between the pages lead to pages and headings that exist", () => {
    const pages = [...generated.pages.keys(), "platform/differences.md"];
    const broken = pages.flatMap((page) =>
      linksOf(read(page))
        .filter((link) => !leadsSomewhere(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test("our own reasons stand on the page that such rules name as their source", () => {
    const page = read("platform/differences.md");
    expect(sources.own.endsWith("/docs/platform/differences.md")).toBe(true);
    const own = [...ruleInfos.values()].filter(({ source }) => source === sources.own);
    expect(own.map(({ id }) => id).filter((id) => !page.includes(`[${id}](../rules/${id}.md)`))).toEqual([]);
  });
});

/** Targets of links beside web addresses; what stands in code is none. */
function linksOf(page: string): string[] {
  const text = page.replace(/^(`{3,})[^`]*\n[\s\S]*?^\1$/gm, "").replace(/`[^`\n]*`(?!\])/g, "");
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(docs, target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** Anchors as GitHub makes them, as far as our headings go. */
function headingsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}
