import { FlowDocument } from "../flow/document.js";
import { platform as defaultPlatform, type Platform } from "../flow/platform.js";
import { readJson, type SyntaxProblem } from "../json/read.js";
import { mismatches } from "../schema/conforms.js";

export type ParsedFlow =
  | { readonly ok: true; readonly flow: FlowDocument }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/**
 * Reads Flow JSON text into a typed view whose nodes know their places, without validating it.
 * @param options.today the day on which versions are judged, `YYYY-MM-DD`.
 */
export function parseFlow(
  text: string,
  options: { readonly today: string; readonly forPublish?: boolean; readonly platform?: Platform },
): ParsedFlow {
  const result = readJson(text);
  if (!result.ok) return result;
  const { root } = result;
  if (root.kind !== "object") {
    return { ok: false, problem: { message: "Flow JSON is an object.", start: root.start, end: root.end } };
  }
  const { today, forPublish = false, platform = defaultPlatform } = options;
  return { ok: true, flow: new FlowDocument(text, root, { platform, today, forPublish, examples: mismatches }) };
}
