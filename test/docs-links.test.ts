/** Every relative link of every page leads to a file, and to a heading of it where it names one. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { blocksOf, markdownPages, type Page, proseOf, root } from "./support/docs.js";

const pages = markdownPages();

test("the pages are found", () => {
  const paths = pages.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["README.md", "docs/README.md", "docs/start/validate.md"]));
});

test("every relative link leads somewhere", () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page.path, link))
      .map((link) => `${page.path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("every hand-written page of docs/ can be reached from its index", () => {
  const index = pages.find(({ path }) => path === "docs/README.md");
  const linked = new Set(
    index === undefined ? [] : linksOf(index).map((link) => targetOf("docs/README.md", link).path),
  );
  const pagesToReach = pages.map(({ path }) => path).filter((path) => /^docs\/(?!rules\/.*-|README)/.test(path));
  expect(pagesToReach.filter((path) => !linked.has(path))).toEqual([]);
});

/** Targets without a scheme, of links and pictures; `[text]: target` too. */
function linksOf(page: Page): readonly string[] {
  const prose = proseOf(page);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return [...inline, ...references].map(([, link = ""]) => link).filter((link) => !/^[a-z][a-z+.-]*:/i.test(link));
}

function targetOf(from: string, link: string): { readonly path: string; readonly heading: string | undefined } {
  const [path = "", heading] = link.split("#");
  return { path: path === "" ? from : normalize(join(dirname(from), decodeURIComponent(path))), heading };
}

function leadsSomewhere(from: string, link: string): boolean {
  const { path, heading } = targetOf(from, link);
  const absolute = join(root, path);
  if (path.startsWith("..") || !existsSync(absolute)) return false;
  if (heading === undefined) return true;
  return statSync(absolute).isFile() && headingsOf({ path, text: readFileSync(absolute, "utf8") }).includes(heading);
}

/** Anchors as GitHub makes them: lower case, without punctuation, blanks as hyphens, numbered when they repeat. */
function headingsOf(page: Page): readonly string[] {
  const code = blocksOf(page).reduce((text, block) => text.replace(block.text, ""), page.text);
  const seen = new Map<string, number>();
  return [...code.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}
