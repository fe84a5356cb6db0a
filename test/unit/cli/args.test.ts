import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../src/cli/args.js";
import type { Options } from "../../../src/cli/options.js";
import { UsageError } from "../../../src/errors/errors.js";

type Env = Readonly<Record<string, string>>;

function options(line: readonly string[], env: Env = {}): Options {
  const invocation = readCommandLine(line, env);
  if (invocation.kind !== "command") throw new Error(`That asks for ${invocation.kind}.`);
  return invocation.options;
}

function refusal(line: readonly string[], env: Env = {}): string {
  try {
    readCommandLine(line, env);
  } catch (error) {
    if (error instanceof UsageError) return `${error.code}: ${error.message} ${error.hint ?? ""}`;
    throw error;
  }
  return "accepted";
}

const get = ["flows", "get"] as const;

describe("flags", () => {
  test.each([
    ["as the next word", ["--flow-id", "abc"]],
    ["after an equals sign", ["--flow-id=abc"]],
    ["with the scripts' underscore", ["--flow_id", "abc"]],
    ["with the scripts' underscore and an equals sign", ["--flow_id=abc"]],
  ])("take a value %s", (_, flags) => {
    expect(options([...get, ...flags]).text("flow-id")).toBe("abc");
  });

  test("keep everything behind the first equals sign", () => {
    expect(options(["endpoint", "set", "--flow-id", "x", "--code=a=b_c=d"]).text("code")).toBe("a=b_c=d");
  });

  test("keep values that look like a flag when they follow an equals sign", () => {
    expect(options(["flows", "list", "--name-contains=--json"]).text("name-contains")).toBe("--json");
  });

  test.each([
    ["the end of the line", [...get, "--flow-id"], "Write `--flow-id ID`"],
    ["another flag", [...get, "--flow-id", "--json"], "write `--flow-id=--json`"],
    ["an empty value", [...get, "--flow-id", ""], "check the variable"],
    ["an empty value behind an equals sign", [...get, "--flow-id="], "check the variable"],
  ])("need a value, not %s", (_, line, hint) => {
    const text = refusal(line);
    expect(text).toContain("USAGE_MISSING_VALUE");
    expect(text).toContain(hint);
  });

  test.each([
    ["--flow-idd", "Did you mean `--flow-id`?"],
    ["--flowid", "Did you mean `--flow-id`?"],
    ["--zzz", "`wa-flows flows get --help` lists the flags."],
    ["-x", "`wa-flows flows get --help` lists the flags."],
  ])("that are not known are refused: %s", (flag, hint) => {
    const text = refusal([...get, "--flow-id", "x", flag]);
    expect(text).toContain("USAGE_UNKNOWN_FLAG");
    expect(text).toContain(hint);
  });

  test("of other commands are not known either", () => {
    expect(refusal(["flows", "list", "--flow-id", "x"])).toContain("USAGE_UNKNOWN_FLAG");
  });

  test.each(["constructor", "__proto__", "toString"])("are looked up in the table only: --%s", (name) => {
    expect(refusal([...get, `--${name}`, "x"])).toContain("USAGE_UNKNOWN_FLAG");
  });

  test("given twice must agree", () => {
    expect(options([...get, "--flow-id", "x", "--flow-id", "x"]).text("flow-id")).toBe("x");
    expect(refusal([...get, "--flow-id", "x", "--flow-id", "y"])).toContain("USAGE_FLAG_TWICE");
  });

  test("with choices take nothing else", () => {
    expect(refusal(["validate", "--format", "jsn"])).toContain("Did you mean `json`?");
    expect(refusal(["validate", "--fail-on", "sometimes"])).toContain("`error`, `warning`, `never`");
  });

  test.each(["0", "101", "-1", "1.5", "1e2", "ten", "99999999999"])("with bounds hold them: %s", (value) => {
    expect(refusal(["flows", "list", `--per-page=${value}`])).toContain("a whole number from 1 to 100");
  });

  test("that are lists add up, and split at commas", () => {
    const line = ["send-test", "--flow-id=f", "--phone-number-id=1", "--body-text=a, b", "--to", "+1, +2", "--to=+3"];
    expect(options(line).list("to")).toEqual(["+1", "+2", "+3"]);
    expect(options(line).text("body-text")).toBe("a, b");
  });

  test("that must be given are named together", () => {
    expect(refusal(["send-test"])).toContain(
      "`--flow-id ID`, `--phone-number-id ID`, `--to NUMBER`, `--body-text TEXT`",
    );
  });

  test("that exclude each other are refused together", () => {
    const both = ["--phone-number-id", "1", "--business-account-id", "2"];
    expect(refusal(["flows", "delete", "--flow-id", "x", ...both])).toContain("USAGE_CONTRADICTION");
  });

  test("of which one is needed are named with their alternatives", () => {
    expect(refusal(["invocations"])).toContain("`--flow-id` or `--function-id`");
  });
});

describe("switches", () => {
  const create = ["flows", "create", "--phone-number-id", "1"];
  test.each([
    [["--publish"], true],
    [["--publish=true"], true],
    [["--publish", "true"], true],
    [["--publish=1"], true],
    [["--publish=yes"], true],
    [["--publish=false"], false],
    [["--publish", "false"], false],
    [["--publish", "no"], false],
    [["--publish=0"], false],
    [[], false],
  ])("read %j as the scripts did", (flags, value) => {
    expect(options([...create, ...flags]).switch("publish")).toBe(value);
  });

  test("take no other value", () => {
    expect(refusal([...create, "--publish=maybe"])).toContain("USAGE_BAD_VALUE");
  });

  test("do not swallow a path", () => {
    expect(options(["validate", "--quiet", "true"]).arguments).toEqual(["true"]);
  });

  test("of every command may stand before it", () => {
    expect(options(["--json", ...get, "--flow-id", "x"]).switch("json")).toBe(true);
  });
});

describe("the environment", () => {
  test("fills flags that were not given", () => {
    expect(options(["flows", "list"], { KAPSO_API_KEY: " key " }).text("api-key")).toBe("key");
  });

  test("gives way to flags", () => {
    expect(options(["flows", "list", "--api-key", "flag"], { KAPSO_API_KEY: "variable" }).text("api-key")).toBe("flag");
  });

  test("counts as not set when it is blank", () => {
    expect(options(["flows", "list"], { KAPSO_API_KEY: " " }).text("api-key")).toBeUndefined();
  });
});

describe("arguments", () => {
  test("may stand anywhere between flags", () => {
    expect(options(["validate", "a.json", "--quiet", "b.json", "--format", "json", "c"]).arguments).toEqual([
      "a.json",
      "b.json",
      "c",
    ]);
  });

  test("after two dashes are never flags", () => {
    expect(options(["validate", "--", "--odd.json"]).arguments).toEqual(["--odd.json"]);
  });

  test("that a command has no use for are refused", () => {
    expect(refusal([...get, "abc"])).toContain("USAGE_UNEXPECTED_ARGUMENT");
  });

  test("that a command needs are asked for", () => {
    expect(refusal(["pipeline"])).toContain("needs STEP");
  });

  test("take the Flow JSON that the script took after --json", () => {
    const apart = options(["flows", "update-json", "--flow-id", "x", "--json", '{"version":"7.3"}']);
    const joined = options(["flows", "update-json", "--flow-id", "x", '--json={"version":"7.3"}']);
    for (const read of [apart, joined]) {
      expect(read.arguments).toEqual(['{"version":"7.3"}']);
      expect(read.switch("json")).toBe(true);
    }
  });
});

describe("commands", () => {
  test.each([
    [["validat"], "Did you mean `wa-flows validate`?"],
    [["flows", "pubish"], "Did you mean `flows publish`?"],
    [["flows", "zzz"], "There are: `flows list`"],
    [["xyzzy"], "`wa-flows --help` lists the commands."],
    [["constructor"], "`wa-flows --help` lists the commands."],
  ])("that are not known are refused: %j", (line, hint) => {
    const text = refusal(line);
    expect(text).toContain("USAGE_UNKNOWN_COMMAND");
    expect(text).toContain(hint);
  });

  test.each(["preview", "dev"])("of a later release say so: %s", (name) => {
    expect(refusal([name, "x"])).toContain(`This release has no command \`${name}\` yet.`);
  });

  test("come before their flags", () => {
    expect(refusal(["--flow-id", "x", "flows", "get"])).toContain("USAGE_NO_COMMAND");
  });
});

describe("help", () => {
  test.each([
    [[], null],
    [["--help"], null],
    [["-h"], null],
    [["help"], null],
    [["flows"], "flows"],
    [["flows", "--help"], "flows"],
    [["help", "flows"], "flows"],
    [["flows", "get", "--help"], "flows get"],
    [["flows", "get", "-h", "--bad"], "flows get"],
    [["help", "flows", "get"], "flows get"],
    [["--help", "validate"], "validate"],
    [["validate", "--format", "json", "-h"], "validate"],
  ])("is asked for by %j", (line, topic) => {
    expect(readCommandLine(line, {})).toEqual({ kind: "help", topic });
  });

  test("is not a value", () => {
    expect(refusal([...get, "--flow-id", "--help"])).toContain("USAGE_MISSING_VALUE");
  });

  test("on what is not there is refused", () => {
    expect(refusal(["help", "validat"])).toContain("Did you mean `wa-flows validate`?");
  });

  test("leaves room for the version", () => {
    expect(readCommandLine(["--version"], {})).toEqual({ kind: "version" });
  });
});
