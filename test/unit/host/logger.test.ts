import { expect, test } from "vitest";
import { textLogger } from "../../../src/host/logger.js";

function written(debug = false) {
  const lines: string[] = [];
  return { lines, log: textLogger({ write: (text) => lines.push(text), debug }) };
}

test("groups are indented below their titles", async () => {
  const { lines, log } = written();
  await log.group("outer", async () => {
    log.info("one\ntwo");
    await log.group("inner", async () => log.warn("three"));
    log.info("four");
  });
  expect(lines.join("")).toBe("outer\n  one\n  two\n  inner\n    warning: three\n  four\n");
});

test("a group in which nothing is said has no title", async () => {
  const { lines, log } = written();
  await log.group("silent", async () => log.debug("not told"));
  await log.group("outer", async () => {
    await log.group("silent", async () => undefined);
    await log.group("inner", async () => log.info("one"));
  });
  log.info("end");
  expect(lines.join("")).toBe("outer\n  inner\n    one\nend\n");
});

test("a group that fails is over", async () => {
  const { lines, log } = written(true);
  await expect(log.group("failing", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  log.debug("told");
  expect(lines.join("")).toBe("debug: told\n");
});

test("what a text brings for a terminal to obey is taken out", () => {
  const { lines, log } = written();
  log.notice("red\u001b[31m");
  expect(lines.join("")).not.toContain("\u001b");
});
