import { diffFlows } from "../../diff/diff-flows.js";
import type { FlowDifference } from "../../diff/difference.js";
import { UsageError } from "../../errors/errors.js";
import { type Compared, differenceMarkdown, differenceText } from "../../render/difference.js";
import { parseObject, readNamed } from "../flow-source.js";
import { type DocumentFormat, documentFormat } from "../format.js";
import type { Options } from "../options.js";
import type { Session } from "../session.js";
import type { Result } from "../spec.js";

/** `wa-flows diff`. */
export async function diffCommand(options: Options, session: Session): Promise<Result> {
  const [before = "", after = ""] = options.arguments;
  if (before === "-" && after === "-") {
    throw new UsageError("USAGE_CONTRADICTION", "Only one of the two documents can come from standard input.", {
      hint: "Name a file instead of one `-`.",
    });
  }
  const format = documentFormat(options);
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

function textOf(difference: FlowDifference, names: Compared, format: DocumentFormat, session: Session): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ schemaVersion: 1, ...names, changes: difference.changes }, null, 2)}\n`;
    case "markdown":
      return differenceMarkdown(difference, names);
    case "pretty":
      return differenceText(difference, names, session.colors.out);
  }
}
