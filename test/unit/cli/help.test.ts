import { describe, expect, test } from "vitest";
import { helpText, usage } from "../../../src/cli/help.js";
import { commands, globalFlags, groups } from "../../../src/cli/table/index.js";

describe("help", () => {
  test("lists every command once", () => {
    const overview = helpText(null);
    for (const [name, { summary }] of Object.entries(commands)) {
      expect(
        overview.split("\n").filter((line) => line.trim().startsWith(`${name} `) && line.includes(summary)),
      ).toHaveLength(1);
    }
  });

  test.each(Object.keys(groups))("lists the commands of `%s`", (group) => {
    for (const name of Object.keys(commands).filter((each) => each.startsWith(`${group} `))) {
      expect(helpText(group)).toContain(name);
    }
  });

  test.each(Object.keys(commands))("of `%s` shows its usage, its flags and an example", (name) => {
    const spec = commands[name];
    if (spec === undefined) throw new Error(`There is no ${name}.`);
    const text = helpText(name);
    expect(text).toContain(`Usage: ${usage(name, spec)}`);
    for (const flag of Object.keys({ ...spec.flags, ...globalFlags })) expect(text).toContain(`--${flag}`);
    for (const { command } of spec.examples) expect(text).toContain(command);
  });

  test("fits into 100 columns, but for what must not be broken", () => {
    for (const topic of [null, ...Object.keys(groups), ...Object.keys(commands)]) {
      const long = helpText(topic)
        .split("\n")
        .filter((line) => line.length > 100 && !/^( {2}(KAPSO_\S+ )?wa-flows|Usage:)/.test(line));
      expect(long).toEqual([]);
    }
  });

  test("has no commands of later releases", () => {
    expect(helpText(null)).not.toMatch(/^ {2}(preview|dev) /m);
  });
});
