import type { Diagnostic, FileReport } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import type { EndpointFinding } from "../endpoint/rule.js";
import { endpointRules } from "../endpoint/rules/index.js";
import type { FlowDocument } from "../flow/document.js";
import type { RuleInfo } from "../flow/rule.js";
import { LineIndex } from "../json/line-index.js";
import { ruleDocs } from "../tool.js";
import type { ValidateOptions } from "./validate-flow.js";

export interface ValidateEndpointOptions extends ValidateOptions {
  /** The flow that the code answers for, from `parseFlow`; without it nothing is said about screens and their data. */
  readonly flow?: FlowDocument;
}

/** What keeps code from being called at all. */
const startRules: ReadonlySet<string> = new Set([
  ...["endpoint-fenced", "endpoint-syntax", "endpoint-export", "endpoint-import"],
  ...["endpoint-handler-missing", "endpoint-handler-not-declared", "endpoint-work-at-start"],
]);

/** Whether code with these findings can be called, so that running it says more than they do. */
export function canStart({ diagnostics }: Pick<FileReport, "diagnostics">): boolean {
  return !diagnostics.some(({ rule, severity }) => severity === "error" && startRules.has(rule));
}

/**
 * Reports of a simulation, with the secrets that stand in the code wherever lines of the code are shown: frames cover
 * what was found to be one.
 */
export function coveringSecrets(files: readonly FileReport[], code: FileReport): readonly FileReport[] {
  const secrets = code.diagnostics.filter(({ rule }) => rule === "endpoint-secret");
  return files.map((file) =>
    file.kind === "data-endpoint" && file.diagnostics.length > 0
      ? { ...file, diagnostics: ordered([...file.diagnostics, ...secrets]) }
      : file,
  );
}

/**
 * Checks data endpoint code without running it: that it can run at all, that the runtime has what it uses, and what it
 * answers as far as the code says so for certain. The parser is loaded when this is called. Never rejects for what the
 * code holds.
 */
export async function validateEndpoint(
  text: string,
  path: string,
  options: ValidateEndpointOptions,
): Promise<FileReport> {
  const lines = new LineIndex(text);
  const diagnostics: Diagnostic[] = [];
  const add = (rule: RuleInfo, found: EndpointFinding): void => {
    const severity = options.severity?.(rule.id) ?? found.severity ?? rule.severity;
    if (severity === "off") return;
    const { related, fix } = found;
    diagnostics.push({
      code: rule.code,
      rule: rule.id,
      severity,
      message: found.message,
      pointer: null,
      range: lines.range(found.start, found.end),
      fix:
        fix === undefined ? null : { title: fix.title, edits: [{ range: lines.range(fix.start, fix.end), text: "" }] },
      docs: ruleDocs(rule.id),
      origin: rule.id === "endpoint-syntax" ? "syntax" : "rule",
      related:
        related === undefined
          ? []
          : [{ message: related.message, path, pointer: null, range: lines.range(related.start, related.end) }],
    });
  };
  const { readEndpoint } = await import("../endpoint/read.js");
  const read = readEndpoint(text, options.flow);
  for (const rule of endpointRules) {
    if (!read.ok) {
      if (rule.id === read.rule) add(rule, read.finding);
    } else if (options.severity?.(rule.id) !== "off") for (const found of rule.find(read.code)) add(rule, found);
  }
  return { path, kind: "data-endpoint", diagnostics: ordered(diagnostics) };
}
