import { type FailOn, fails } from "../../diagnostic/counts.js";
import type { Diagnostic, FileReport } from "../../diagnostic/diagnostic.js";
import type { Context } from "../../pipeline/context.js";
import type { SourceFile } from "../../pipeline/facts.js";
import { counted } from "../../text/counted.js";
import type { ValidateOptions } from "../../validate/validate-flow.js";

type Tools = Pick<Context<never>, "clock" | "options">;

/** Validates a Flow JSON file offline. */
export async function checkFlow(tools: Tools, source: SourceFile, forPublish: boolean): Promise<FileReport> {
  const { validate } = await import("../../validate/validate.js");
  return validate(source.text, source.path, validateOptions(tools, source.path, forPublish));
}

/** Validates data endpoint code offline, against its flow where that is known and can be read. */
export async function checkEndpoint(
  tools: Tools,
  source: SourceFile,
  forPublish: boolean,
  flowJson?: SourceFile,
): Promise<FileReport> {
  const [{ validateEndpoint }, { parseFlow }] = await Promise.all([
    import("../../validate/validate-endpoint.js"),
    import("../../validate/parse-flow.js"),
  ]);
  const options = validateOptions(tools, source.path, forPublish);
  const parsed = flowJson === undefined ? undefined : parseFlow(flowJson.text, options);
  return validateEndpoint(source.text, source.path, {
    ...options,
    ...(parsed?.ok === true ? { flow: parsed.flow } : {}),
  });
}

function validateOptions({ clock, options }: Tools, path: string, forPublish: boolean): ValidateOptions {
  const { severity } = options;
  return {
    today: new Date(clock.now()).toISOString().slice(0, 10),
    forPublish,
    ...(severity === undefined ? {} : { severity: (rule) => severity(rule, path) }),
  };
}

/** How findings fail a step. The findings themselves stand in the report's files. */
export interface FindingsFailure {
  readonly status: "failed";
  readonly code: string;
  readonly reason: string;
  readonly files: readonly FileReport[];
}

/** The failure of a step over findings that are bad enough; undefined when none is. */
export function findingsFailure(
  files: readonly FileReport[],
  failOn: FailOn,
  verb = "has",
): FindingsFailure | undefined {
  const failing = files.filter((file) => file.diagnostics.some((diagnostic) => fails(diagnostic, failOn)));
  if (failing.length === 0) return undefined;
  const reason = failing.map((file) => `\`${file.path}\` ${verb} ${countsOf(file.diagnostics)}.`).join(" ");
  // All files go into the report, also those without failing findings.
  return { status: "failed", code: "VALIDATION_FAILED", reason, files };
}

function countsOf(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic["severity"]): number => diagnostics.filter((d) => d.severity === severity).length;
  const parts = [
    [of("error"), "error"],
    [of("warning"), "warning"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(" and ");
}

/** The failure over a Flow JSON file that is no JSON object; the findings say where it goes wrong. */
export async function unreadable(tools: Tools, source: SourceFile): Promise<FindingsFailure> {
  const report = await checkFlow(tools, source, false);
  const reason = `\`${source.path}\` is no JSON object.`;
  return { status: "failed", code: "VALIDATION_FAILED", reason, files: [report] };
}
