import type { Diagnostic, Fix, Range, Related } from "../diagnostic/diagnostic.js";
import { compareText } from "../diagnostic/order.js";
import { capital } from "../text/capital.js";
import { isAbsolutePath, joinPath } from "../text/path.js";
import { tool } from "../tool.js";
import { splitLines } from "./code-frame.js";
import { Fingerprints } from "./fingerprint.js";
import type { RenderInput } from "./input.js";
import { severityWords } from "./severity-words.js";

/** For code scanning: SARIF 2.1.0 (OASIS standard, 2020-03-27; sections are named below). */
export function renderSarif(input: RenderInput): string {
  const rules = rulesUsed(input);
  const index = new Map(rules.map((rule, i) => [rule.id, i]));
  const fingerprints = new Fingerprints();
  const results = input.files.flatMap((file) => {
    const source = input.sources.get(file.path);
    const lines = source === undefined ? undefined : splitLines(source);
    return file.diagnostics.map((diagnostic) => ({
      ruleId: diagnostic.rule,
      ruleIndex: index.get(diagnostic.rule) ?? -1,
      ...result(file.path, diagnostic, input.base),
      // GitHub matches alerts between runs by this key (GitHub docs, "SARIF support for code scanning", 2025-11).
      partialFingerprints: { primaryLocationLineHash: fingerprints.next(file.path, diagnostic, lines) },
    }));
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, informationUri: tool.repository, rules } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The rules that found something (3.49), by id. GitHub requires the three texts to be there. */
function rulesUsed(input: RenderInput) {
  const first = new Map<string, Diagnostic>();
  for (const file of input.files) {
    for (const diagnostic of file.diagnostics) {
      if (!first.has(diagnostic.rule)) first.set(diagnostic.rule, diagnostic);
    }
  }
  return [...first.values()]
    .sort((a, b) => compareText(a.rule, b.rule))
    .map(({ rule, docs }) => {
      const summary = input.ruleSummary?.(rule) ?? `${sentence(rule)}.`;
      return {
        id: rule,
        shortDescription: { text: summary },
        fullDescription: { text: summary },
        help: { text: docs === "" ? summary : `${summary} ${docs}` },
        ...(docs === "" ? {} : { helpUri: docs }),
      };
    });
}

function sentence(rule: string): string {
  const words = rule.replaceAll("-", " ");
  return capital(words);
}

function result(path: string, diagnostic: Diagnostic, base: string | undefined) {
  const { fix, pointer, related } = diagnostic;
  return {
    level: severityWords[diagnostic.severity].sarif,
    message: { text: wellFormed(diagnostic.message) },
    locations: [
      {
        physicalLocation: physicalLocation(path, diagnostic.range, base),
        ...(pointer === null ? {} : { logicalLocations: [{ fullyQualifiedName: wellFormed(pointer) }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one, id) => relatedLocation(one, id, base)) }),
    ...(fix === null ? {} : { fixes: [fixOf(path, fix, base)] }),
    properties: { code: diagnostic.code, origin: diagnostic.origin },
  };
}

function physicalLocation(path: string, range: Range, base: string | undefined) {
  return { artifactLocation: artifactLocation(path, base), region: region(range) };
}

/** 3.30: lines and columns from 1, `endColumn` is exclusive, as in a diagnostic. */
function region({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function relatedLocation({ message, path, range }: Related, id: number, base: string | undefined) {
  return { id, message: { text: wellFormed(message) }, physicalLocation: physicalLocation(path, range, base) };
}

function fixOf(path: string, fix: Fix, base: string | undefined) {
  return {
    description: { text: wellFormed(fix.title) },
    artifactChanges: [
      {
        artifactLocation: artifactLocation(path, base),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: region(edit.range),
          insertedContent: { text: wellFormed(edit.text) },
        })),
      },
    ],
  };
}

/** A path as a URI reference (RFC 3986): relative to the root of the repository, or a `file:` URI. */
function artifactLocation(path: string, base: string | undefined) {
  const inRepository = joinPath(base ?? "", path);
  const encoded = inRepository.split("/").map(encodeSegment).join("/");
  if (!isAbsolutePath(inRepository)) return { uri: encoded, uriBaseId: "%SRCROOT%" };
  return { uri: encoded.startsWith("/") ? `file://${encoded}` : `file:///${encoded.replace("%3A", ":")}` };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(wellFormed(segment)).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/** Half a surrogate pair is no Unicode text; a strict reader of SARIF would refuse the whole file for it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
