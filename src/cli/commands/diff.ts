import { diffFlows } from "../../diff/diff-flows.js";
import type { FlowDifference } from "../../diff/difference.js";
import { UsageError } from "../../errors/errors.js";
import { type Compared, differenceMarkdown, differenceText } from "../../render/difference.js";
import { parseObject, readNamed } from "../flow-source.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

export async function diffCommand(options: Options, session: Session): Promise<Result> {
  const [before = "", after = ""] = options.arguments;
  if (before === "-" && after === "-") {
    throw new UsageError("USAGE_CONTRADICTION", "Only one of the two documents can come from standard input.", {
      hint: "Name a file instead of one `-`.",
    });
  }
  const format = formatOf(options);
  const difference = diffFlows(await flowJson(before, session), await flowJson(after, session));
  const text = textOf(difference, { before: shown(before), after: shown(after) }, format, session);
  const differs = options.switch("exit-code") && difference.changes.length > 0;
  return { kind: "text", text, exit: differs ? 1 : 0 };
}

async function flowJson(path: string, session: Session): Promise<object> {
  return parseObject(await readNamed(path, session), `\`${shown(path)}\``);
}

function shown(path: string): string {
  return path === "-" ? "standard input" : path;
}

type Format = "pretty" | "json" | "markdown";

function formatOf(options: Options): Format {
  const format = options.text("format");
  if (options.switch("json") && format !== undefined && format !== "json") {
    throw new UsageError("USAGE_CONTRADICTION", `\`--json\` and \`--format ${format}\` exclude each other.`, {
      hint: "Give only one of them.",
    });
  }
  if (options.switch("json") || format === "json") return "json";
  return format === "markdown" ? "markdown" : "pretty";
}

function textOf(difference: FlowDifference, names: Compared, format: Format, session: Session): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ schemaVersion: 1, ...names, changes: difference.changes }, null, 2)}\n`;
    case "markdown":
      return differenceMarkdown(difference, names);
    case "pretty":
      return differenceText(difference, names, session.colors.out);
  }
}
