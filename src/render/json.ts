import { type Summary, summarize } from "../diagnostic/counts.js";
import type { Diagnostic, FileReport, Fix, Range, Related } from "../diagnostic/diagnostic.js";
import type { RenderInput } from "./input.js";

/** The document of `validate --format json`. `null` where a file has no such property, so that every key is always there. */
export interface ReportDocument {
  readonly schemaVersion: 1;
  readonly summary: Summary;
  readonly files: readonly {
    readonly path: string;
    readonly kind: FileReport["kind"];
    readonly flowVersion: string | null;
    readonly dynamic: boolean | null;
    readonly screens: number | null;
    readonly diagnostics: readonly Diagnostic[];
  }[];
}

/** Findings as the document that contracts.md describes, keys in its order. */
export function reportDocument(files: readonly FileReport[]): ReportDocument {
  const { files: count, errors, warnings, infos } = summarize(files);
  return {
    schemaVersion: 1,
    summary: { files: count, errors, warnings, infos },
    files: files.map((file) => ({
      path: file.path,
      kind: file.kind,
      flowVersion: file.flowVersion ?? null,
      dynamic: file.dynamic ?? null,
      screens: file.screens ?? null,
      diagnostics: file.diagnostics.map(diagnosticOf),
    })),
  };
}

/** For programs: one document, described by `schemas/report.schema.json`. */
export function renderJson(input: RenderInput): string {
  return `${JSON.stringify(reportDocument(input.files), null, 2)}\n`;
}

// Every object is made anew: the order of keys is a promise, and a finding may have come with others.
function diagnosticOf(diagnostic: Diagnostic): Diagnostic {
  return {
    code: diagnostic.code,
    rule: diagnostic.rule,
    severity: diagnostic.severity,
    message: diagnostic.message,
    pointer: diagnostic.pointer,
    range: rangeOf(diagnostic.range),
    fix: fixOf(diagnostic.fix),
    docs: diagnostic.docs,
    origin: diagnostic.origin,
    related: diagnostic.related.map(relatedOf),
  };
}

function rangeOf({ start, end }: Range): Range {
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}

function fixOf(fix: Fix | null): Fix | null {
  if (fix === null) return null;
  return { title: fix.title, edits: fix.edits.map(({ range, text }) => ({ range: rangeOf(range), text })) };
}

function relatedOf({ message, path, pointer, range }: Related): Related {
  return { message, path, pointer, range: rangeOf(range) };
}
