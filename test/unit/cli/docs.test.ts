import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cliReference } from "../../support/cli-reference.js";

const file = new URL("../../../docs/cli.md", import.meta.url);
const marked = /(<!-- reference: made from the table of commands -->\n)[\s\S]*(<!-- end of reference -->\n)/;

test("the reference in docs/cli.md is that of the table of commands (UPDATE_GOLDENS=1 writes it)", () => {
  const page = readFileSync(file, "utf8");
  expect(page).toMatch(marked);
  const wanted = page.replace(marked, (_, start: string, end: string) => `${start}\n${cliReference()}\n${end}`);
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8")).toBe(wanted);
});
