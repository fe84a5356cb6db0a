/** One error as people read it, and as programs do. */
import { InvalidConfigError } from "../config/config.js";
import { RemoteError, WaFlowsError } from "../errors/errors.js";
import { redact } from "../errors/redact.js";
import { painter, style } from "../text/paint.js";
import { terminalSafe } from "../text/terminal.js";
import { tool } from "../tool.js";
import type { ErrorDocument } from "./spec.js";

/** What `--json` prints under `error`. */
export function errorDocument(error: unknown): ErrorDocument {
  if (error instanceof WaFlowsError) {
    return { code: error.code, message: error.message, hint: error.hint ?? null, details: errorDetails(error) };
  }
  return {
    code: "INTERNAL",
    message: `A bug in ${tool.name}: ${error instanceof Error ? error.message : String(error)}`,
    hint: `Please report it: ${tool.repository}/issues`,
    details: { stack: stackOf(error), version: tool.version },
  };
}

function errorDetails(error: WaFlowsError): unknown {
  if (error instanceof InvalidConfigError) return { files: [error.report] };
  if (!(error instanceof RemoteError)) return null;
  const { operation, status, requestId, metaCode, metaSubcode, validationErrors, retryAfter } = error;
  return {
    operation,
    status: status ?? null,
    requestId: requestId ?? null,
    metaCode: metaCode ?? null,
    metaSubcode: metaSubcode ?? null,
    validationErrors,
    retryAfter: retryAfter ?? null,
  };
}

/** Lines for stderr. Whatever an answer or a file name brought in is harmless for a terminal. */
export function errorText(error: unknown, color: boolean, secrets: readonly string[]): string {
  const paint = painter(color);
  const document = errorDocument(error);
  const isBug = !(error instanceof WaFlowsError);
  const lines = isBug
    ? [...stackOf(error).split("\n"), `This is a bug in ${tool.name} ${tool.version}, not in your files.`]
    : document.message.split("\n");
  const hint = document.hint === null ? [] : document.hint.split("\n");
  return [
    ...lines.map((line, i) => (i === 0 ? `${paint(style.error, "error:")} ` : "") + clean(line, secrets)),
    ...hint.map(
      (line, i) => (i === 0 ? `${paint(style.cyan, isBug ? "report:" : "hint:")} ` : "") + clean(line, secrets),
    ),
    ...(isBug ? [] : [paint(style.dim, `(${document.code}${requestNote(error)})`)]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function requestNote(error: unknown): string {
  // Without a key nothing was called.
  if (!(error instanceof RemoteError) || error.code === "AUTH_KEY_MISSING") return "";
  const status = error.status === undefined ? "" : `, HTTP ${error.status}`;
  const request = error.requestId === undefined ? "" : `, request ${terminalSafe(error.requestId)}`;
  return `, ${error.operation}${status}${request}`;
}

function clean(text: string, secrets: readonly string[]): string {
  return terminalSafe(redact(text, secrets));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
