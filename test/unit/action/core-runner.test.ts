import { afterEach, describe, expect, test, vi } from "vitest";
import { coreRunner } from "../../../src/action/core-runner.js";

const written: string[] = [];
vi.spyOn(process.stdout, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);

afterEach(() => {
  written.length = 0;
  process.exitCode = undefined;
});

/** A flow's name that clears the screen and starts a command of its own. */
const hostile = "flow \u001b[2J\n::set-output name=a::b";

describe("nothing that is logged acts on the terminal or the runner", () => {
  const runner = coreRunner({});

  test("plain lines", () => {
    runner.info(hostile);
    expect(written.join("")).toBe("flow \\u001b[2J\n: :set-output name=a::b\n");
  });

  test.each(["error", "warning", "notice"] as const)("annotations: %s", (level) => {
    runner.annotate(level, hostile);
    expect(written.join("")).toBe(`::${level}::flow \\u001b[2J%0A::set-output name=a::b\n`);
  });

  test("the last word of a failure", () => {
    runner.fail(hostile);
    expect(written.join("")).toBe("::error::flow \\u001b[2J%0A::set-output name=a::b\n");
  });

  test("details for debugging", () => {
    runner.debug(hostile);
    expect(written.join("")).toBe("::debug::flow \\u001b[2J%0A::set-output name=a::b\n");
  });
});
