import type { FileReport } from "../diagnostic/diagnostic.js";
import type { SchemaJudge } from "../schema/conforms.js";
import { type ValidateOptions, validateFlow } from "./validate-flow.js";

/**
 * Validates Flow JSON text completely: loads the schema library when, and only when, an example in a data model needs
 * it. Never rejects for what the text holds.
 */
export async function validate(text: string, path: string, options: ValidateOptions): Promise<FileReport> {
  let undecided = false;
  const noticing: SchemaJudge = () => {
    undecided = true;
    return [];
  };
  const report = validateFlow(text, path, { ...options, judge: options.judge ?? noticing });
  if (!undecided) return report;
  const { loadJudge } = await import("../schema/judge.js");
  return validateFlow(text, path, { ...options, judge: await loadJudge() });
}
