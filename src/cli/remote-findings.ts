/** The service's findings about Flow JSON that was sent to it, at their places in the file they came from. */
import { remoteDiagnostics } from "../client/remote-diagnostics.js";
import type { FileReport } from "../diagnostic/diagnostic.js";
import { RefusedError } from "../errors/errors.js";
import { renderPretty } from "../render/pretty.js";
import { counted } from "../text/counted.js";
import { errorDocument, errorText } from "./error-text.js";
import type { Session } from "./session.js";
import type { Result } from "./spec.js";

/** Flow JSON that was sent; `path` is undefined for what did not come from a file. */
export interface SentFlowJson {
  readonly text: string;
  readonly path: string | undefined;
}

/** A 2xx with findings: the service keeps a faulty draft (kapso-api.md section 11.2), which is still a refusal. */
export function storedWithFindings(sent: SentFlowJson, issues: unknown, stored: unknown, session: Session): Result {
  const files = reports(sent, issues);
  const count = files.reduce((sum, file) => sum + file.diagnostics.length, 0);
  const message = `The draft was stored, but Meta found ${counted(count, "mistake")} in it; it cannot be published.`;
  const hint = "Correct the Flow JSON and store it again.";
  return {
    kind: "refused",
    error: { code: "API_VALIDATION", message, hint, details: { files, stored } },
    text: `${pretty(files, sent, session)}\n${message}\n`,
    exit: 1,
  };
}

/** Does a call that sends Flow JSON; a refusal with findings shows them in the file. */
export async function showingFindings(
  sent: SentFlowJson,
  session: Session,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof RefusedError) || error.validationErrors.length === 0) throw error;
    const files = reports(sent, error.validationErrors);
    const { code, message, hint, details } = errorDocument(error);
    return {
      kind: "refused",
      error: { code, message, hint, details: { ...(typeof details === "object" ? details : {}), files } },
      text: `${pretty(files, sent, session)}\n${errorText(error, session.colors.err, session.secrets)}`,
      exit: 1,
    };
  }
}

function reports({ text, path }: SentFlowJson, issues: unknown): readonly FileReport[] {
  return [{ path: path ?? "Flow JSON", kind: "flow-json", diagnostics: remoteDiagnostics(issues, text) }];
}

function pretty(files: readonly FileReport[], { text }: SentFlowJson, session: Session): string {
  const sources = new Map(files.map((file) => [file.path, text]));
  return renderPretty({ files, sources, color: session.colors.err });
}
