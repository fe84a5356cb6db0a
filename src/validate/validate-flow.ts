import type { Diagnostic, FileReport, Severity } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import { type ExampleCheck, FlowDocument } from "../flow/document.js";
import { maxFlowBytes } from "../flow/limits.js";
import { rangeOf } from "../flow/places.js";
import { platform as defaultPlatform, type Platform } from "../flow/platform.js";
import type { Check, Finding, FindingExtras, Place, Report, RuleInfo } from "../flow/rule.js";
import { type VersionNumber, within } from "../flow/versions.js";
import { found, shorten } from "../flow/words.js";
import { LineIndex } from "../json/line-index.js";
import type { JsonNode, ObjectNode } from "../json/node.js";
import { pointerTo } from "../json/pointer.js";
import { type Duplicate, readJson, type SyntaxProblem } from "../json/read.js";
import { checks } from "../rules/index.js";
import { checkStructure } from "../schema/check.js";
import { mismatches, needsJudge, type SchemaJudge } from "../schema/conforms.js";
import { structureRules } from "../schema/rules.js";
import { ruleDocs } from "../tool.js";
import { readingRules } from "./reading-rules.js";
import { ruleInfos } from "./rule-set.js";

export interface ValidateOptions {
  /** `YYYY-MM-DD`: versions are judged by date, and the clock is handed in. */
  readonly today: string;
  /** Frozen versions are errors then. */
  readonly forPublish?: boolean;
  /** The configuration's override for this path; undefined = the rule's own. */
  readonly severity?: (rule: string) => Severity | "off" | undefined;
  /** Other tables than those of the platform, such as a version to come. */
  readonly platform?: Platform;
  /**
   * Decides examples whose schemas have rare keywords; without it those examples are not checked. `validate` loads it
   * when a flow needs it.
   */
  readonly judge?: SchemaJudge;
}

const schemaIds = new Set(structureRules.map((rule) => rule.id));
const syntaxIds = new Set(readingRules.map((rule) => rule.id));

/**
 * Validates Flow JSON text offline. Never throws for what the text holds.
 * @returns the findings, sorted by position, and what is known of the flow.
 */
export function validateFlow(text: string, path: string, options: ValidateOptions): FileReport {
  const session = new Session(text, path, options);
  const result = readJson(text);
  if (!result.ok) {
    session.size(undefined);
    session.syntax(result.problem);
    return session.report(undefined);
  }
  session.size(result.root);
  if (result.root.kind !== "object") {
    const message = `Flow JSON is an object with \`version\` and \`screens\`; found ${found(result.root)}.`;
    session.add("schema-invalid-json", { target: "value", node: result.root }, message);
    return session.report(undefined);
  }
  session.duplicates(result.duplicates);
  const flow = session.document(result.root);
  checkStructure(flow, session.add);
  for (const check of session.wanted(flow)) check.run(flow, session.add);
  return session.report(flow);
}

/** Collects the findings of one text. */
class Session {
  private readonly text: string;
  private readonly path: string;
  private readonly options: ValidateOptions;
  private readonly lines: LineIndex;
  private readonly findings: Finding[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private flow: FlowDocument | undefined;

  constructor(text: string, path: string, options: ValidateOptions) {
    this.text = text;
    this.path = path;
    this.options = options;
    this.lines = new LineIndex(text);
  }

  document(root: ObjectNode): FlowDocument {
    const { today, forPublish = false, platform = defaultPlatform } = this.options;
    this.flow = new FlowDocument(this.text, root, { platform, today, forPublish, examples: this.examples });
    return this.flow;
  }

  private readonly examples: ExampleCheck = (schema, example) => {
    if (schema.kind !== "object" || !needsJudge(schema)) return mismatches(schema, example);
    return this.options.judge?.(schema, example) ?? [];
  };

  /** The size is the whole text's; the finding stands at the opening bracket, when there is one. */
  size(root: JsonNode | undefined): void {
    // UTF-8 needs at most three bytes per UTF-16 unit, so most texts are settled without counting.
    if (this.text.length * 3 <= maxFlowBytes.warning) return;
    const bytes = utf8Length(this.text);
    if (bytes <= maxFlowBytes.warning) return;
    const severity = bytes > maxFlowBytes.error ? "error" : "warning";
    const message = `The Flow JSON has ${bytes} bytes; Meta takes 10 MB.`;
    const start = root?.start ?? 0;
    this.plain(
      "schema-max-size",
      message,
      severity,
      { start, end: root === undefined ? 0 : start + 1 },
      root === undefined ? null : "",
    );
  }

  syntax(problem: SyntaxProblem): void {
    const related =
      problem.opened === undefined ? [] : [{ message: "Opened here.", start: problem.opened, end: problem.opened + 1 }];
    this.plain("schema-invalid-json", problem.message, "error", problem, null, related);
  }

  duplicates(duplicates: readonly Duplicate[]): void {
    for (const { first, again } of duplicates) {
      const message = `The key \`${shorten(again.key)}\` stands twice in this object; only the last one counts.`;
      this.plain(
        "json-duplicate-key",
        message,
        "warning",
        { start: again.keyStart, end: again.keyEnd },
        pointerTo(again.value),
        [{ message: "First defined here.", start: first.keyStart, end: first.keyEnd }],
      );
    }
  }

  /** A finding whose place is not a node's. */
  private plain(
    rule: string,
    message: string,
    severity: Severity,
    at: { readonly start: number; readonly end: number },
    pointer: string | null,
    related: readonly { readonly message: string; readonly start: number; readonly end: number }[] = [],
  ): void {
    const info = ruleInfos.get(rule);
    const actual = this.severityOf(rule, severity);
    if (info === undefined || actual === "off") return;
    this.diagnostics.push({
      code: info.code,
      rule,
      severity: actual,
      message,
      pointer,
      range: this.lines.range(at.start, at.end),
      fix: null,
      docs: ruleDocs(rule),
      origin: "syntax",
      related: related.map((other) => ({
        message: other.message,
        path: this.path,
        pointer,
        range: this.lines.range(other.start, other.end),
      })),
    });
  }

  /** What checks report to. */
  readonly add: Report = (rule, place, message, extras) => {
    this.findings.push({ rule, place, message, ...extras });
  };

  /** The checks of which anything would be shown. */
  wanted(flow: FlowDocument): readonly Check[] {
    const wants = (check: Check): boolean =>
      // A check without rules of its own reports under those of the tables.
      check.rules.length === 0 ||
      check.rules.some((info) => this.holds(info) && this.severityOf(info.id, ownSeverity(info)) !== "off");
    if (this.options.severity !== undefined) return checks.filter(wants);
    const version = flow.versionKnown ? flow.version : 0;
    let wanted = wantedByVersion.get(version);
    if (wanted === undefined) {
      wanted = checks.filter(wants);
      wantedByVersion.set(version, wanted);
    }
    return wanted;
  }

  private severityOf(rule: string, own: Severity | "off"): Severity | "off" {
    return this.options.severity?.(rule) ?? own;
  }

  report(flow: FlowDocument | undefined): FileReport {
    for (const finding of this.findings) {
      const info = ruleInfos.get(finding.rule);
      if (info === undefined) throw new Error(`No rule has the id ${finding.rule}.`);
      if (!this.holds(info)) continue;
      const own = info.off === true ? "off" : (finding.severity ?? info.severity);
      const severity = this.severityOf(info.id, own);
      if (severity !== "off") this.diagnostics.push(this.locate(finding, info, severity));
    }
    return {
      path: this.path,
      kind: "flow-json",
      flowVersion: flow?.versionText ?? null,
      dynamic: flow?.dataApiVersion !== undefined,
      screens: flow?.screens.length ?? 0,
      diagnostics: ordered(this.diagnostics),
    };
  }

  /** Rules bound to versions say nothing where no version that exists is declared: that is the one mistake then. */
  private holds(info: RuleInfo): boolean {
    if (this.flow === undefined || (info.since === undefined && info.until === undefined)) return true;
    return this.flow.versionKnown && within(this.flow.version, info);
  }

  private locate(finding: Finding, info: RuleInfo, severity: Severity): Diagnostic {
    return {
      code: info.code,
      rule: info.id,
      severity,
      message: finding.message,
      pointer: pointerTo(finding.place.node),
      range: rangeOf(finding.place, this.text, this.lines),
      fix: this.fix(finding),
      docs: ruleDocs(info.id),
      origin: schemaIds.has(info.id) ? "schema" : syntaxIds.has(info.id) ? "syntax" : "rule",
      related: (finding.related ?? []).map((other) => this.related(other.message, other.place)),
    };
  }

  private related(message: string, place: Place): Diagnostic["related"][number] {
    return { message, path: this.path, pointer: pointerTo(place.node), range: rangeOf(place, this.text, this.lines) };
  }

  private fix(finding: FindingExtras): Diagnostic["fix"] {
    if (finding.fix === undefined) return null;
    const edits = finding.fix.edits.map((edit) => ({ range: this.lines.range(edit.start, edit.end), text: edit.text }));
    return { title: finding.fix.title, edits };
  }
}

/** The checks to run when no configuration says otherwise; 0 stands for a version that does not exist. */
const wantedByVersion = new Map<VersionNumber, readonly Check[]>();

function ownSeverity(info: RuleInfo): Severity | "off" {
  return info.off === true ? "off" : info.severity;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // A surrogate pair is four bytes, two for each half.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
