/** Files and standard input, as commands take them. */
import { UsageError } from "../errors/errors.js";
import { decodeText } from "../host/node-files.js";
import { LineIndex } from "../json/line-index.js";
import { readJson } from "../json/read.js";
import type { Session } from "./session.js";

/** The text of a file; `-` is standard input. */
export async function readNamed(path: string, session: Session, inputName = "standard input"): Promise<string> {
  if (path !== "-") return session.files.read(path);
  return decodeText(await session.host.readInput(), inputName);
}

/** Kind of what a file holds, by its ending as contracts.md says; undefined: neither. */
export function kindOf(path: string): "flow-json" | "data-endpoint" | undefined {
  if (/\.json$/i.test(path)) return "flow-json";
  return /\.js$/i.test(path) ? "data-endpoint" : undefined;
}

/** A JSON object from the command line or a file; `what` names it in an error. */
export function parseObject(text: string, what: string): Readonly<Record<string, unknown>> {
  const read = readJson(text);
  if (!read.ok) {
    const { line, column } = new LineIndex(text).range(read.problem.start, read.problem.end).start;
    throw new UsageError(
      "USAGE_NOT_JSON",
      `${what} is not JSON: line ${line}, column ${column}: ${read.problem.message}`,
    );
  }
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new UsageError("USAGE_NOT_JSON", `${what} is JSON, but no object.`, { hint: "An object starts with `{`." });
}
