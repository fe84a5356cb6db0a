import { remoteDiagnostics } from "../../client/remote-diagnostics.js";
import { RefusedError } from "../../errors/errors.js";
import type { SourceFile } from "../../pipeline/facts.js";
import { counted } from "../../text/counted.js";
import { type FindingsFailure, findingsFailure } from "./validation.js";

/** How many findings a sentence quotes when there is no file to show them in. */
const QUOTED = 3;

/**
 * The failure over the service's own findings; undefined when it has none. They are shown in the local file; without
 * one, the reason quotes them.
 */
export function remoteFailure(validationErrors: unknown, source: SourceFile | undefined): FindingsFailure | undefined {
  const diagnostics = remoteDiagnostics(validationErrors, source?.text ?? "{}");
  if (diagnostics.length === 0) return undefined;
  if (source === undefined) return quotedFailure(diagnostics.map((diagnostic) => diagnostic.message));
  const files = [{ path: source.path, kind: "flow-json", diagnostics } as const];
  return findingsFailure(files, "error", "was refused by Meta with");
}

/** The same for an answer that refuses because of findings: some arrive as a 422 (kapso-api.md 11.2). */
export function refusedFindings(error: unknown, source: SourceFile | undefined): FindingsFailure | undefined {
  return error instanceof RefusedError ? remoteFailure(error.validationErrors, source) : undefined;
}

/** The failure over findings of Flow JSON that only the service has. */
export function quotedFailure(messages: readonly string[]): FindingsFailure {
  const rest = messages.length > QUOTED ? ` And ${messages.length - QUOTED} more.` : "";
  const reason = `The Flow JSON on the service has ${counted(messages.length, "error")}: ${messages.slice(0, QUOTED).join(" ")}${rest}`;
  return { status: "failed", code: "VALIDATION_FAILED", reason, files: [] };
}
