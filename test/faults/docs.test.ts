import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { DEFAULT_TIMEOUT_MS } from "../../src/pipeline/deadline.js";
import { CONFIRM_SECONDS } from "../../src/steps/shared/remote-write.js";
import { applyCount, changes } from "./apply-changes.js";
import { STEP_LIMIT_MS } from "./cell.js";
import { cellCount, matrixTable } from "./table.js";

const page = fileURLToPath(new URL("../../docs/reliability.md", import.meta.url));
const START = "<!-- matrix: made by `UPDATE_GOLDENS=1 npm run test:faults` -->\n";
const END = "<!-- end of matrix -->";

it("docs/reliability.md has the matrix that the tests hold", () => {
  const text = readFileSync(page, "utf8");
  const [head = "", rest = ""] = text.split(START);
  const [table, tail = ""] = rest.split(END);
  const fresh = `\n${matrixTable()}\n`;
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(page, head + START + fresh + END + tail);
  else expect(table).toBe(fresh);
});

it("docs/reliability.md names the numbers that hold", () => {
  const text = readFileSync(page, "utf8");
  expect(text).toContain(`${cellCount} cells`);
  expect(text).toContain(`${applyCount} times`);
  expect(text).toContain(`${changes.length} changes`);
  expect(text).toContain(`${DEFAULT_TIMEOUT_MS / 60_000} minutes`);
  expect(text).toContain(`${STEP_LIMIT_MS / 60_000} minutes`);
  expect(text).toContain(`${CONFIRM_SECONDS} seconds`);
});
