/** Findings of a simulation, each at its place in the flow and, where it is known, with the line of the code. */
import type { Diagnostic, FileReport, Related, Severity } from "../diagnostic/diagnostic.js";
import { ordered } from "../diagnostic/order.js";
import { exchangeRule } from "../endpoint/exchange-rules.js";
import type { FlowDocument } from "../flow/document.js";
import { rangeOf } from "../flow/places.js";
import type { Place } from "../flow/rule.js";
import { LineIndex } from "../json/line-index.js";
import { pointerTo } from "../json/pointer.js";
import { ruleDocs } from "../tool.js";
import type { CodePosition } from "./sandbox.js";

export interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly severity?: Severity;
  readonly place: Place;
  /** Findings about the same at one place are one, whatever value each has in its message; default: the message. */
  readonly about?: string | undefined;
  readonly related?: { readonly message: string; readonly place: Place } | undefined;
  /** Where in the code the answer was made, or the mistake happened. */
  readonly code?: CodePosition | null;
}

export interface FindingOptions {
  readonly flow: FlowDocument;
  readonly flowPath: string;
  readonly codePath: string;
  /** The configuration's override; undefined = the rule's own. */
  readonly severity?: (rule: string, path: string) => Severity | "off" | undefined;
}

/** Collects findings. The same finding from many exchanges is one. */
export class Findings {
  private readonly options: FindingOptions;
  private readonly lines: LineIndex;
  private readonly inFlow: Diagnostic[] = [];
  private readonly inCode: Diagnostic[] = [];
  private readonly known = new Map<string, Severity | "off">();

  constructor(options: FindingOptions) {
    this.options = options;
    this.lines = new LineIndex(options.flow.text);
  }

  /** Says how severe it is, by the rule or by the configuration. */
  add(finding: Finding): Severity | "off" {
    const name = [finding.rule, pointerTo(finding.place.node), finding.about ?? finding.message].join("\n");
    const severity = this.known.get(name) ?? this.addNew(finding);
    this.known.set(name, severity);
    return severity;
  }

  private addNew(finding: Finding): Severity | "off" {
    const { flow, flowPath, codePath } = this.options;
    const related: Related[] = [];
    if (finding.code != null) {
      related.push({ message: "The line of the code.", path: codePath, pointer: null, range: at(finding.code) });
    }
    if (finding.related !== undefined) {
      const { message, place } = finding.related;
      related.push({ message, path: flowPath, pointer: pointerTo(place.node), range: this.range(place) });
    }
    return this.push(this.inFlow, flowPath, finding, {
      pointer: pointerTo(finding.place.node),
      range: rangeOf(finding.place, flow.text, this.lines),
      related,
    });
  }

  /** A finding that has no place in the flow. */
  addToCode(finding: Pick<Finding, "rule" | "message">, position: CodePosition | null): void {
    const range = at(position ?? { line: 1, column: 1 });
    this.push(this.inCode, this.options.codePath, finding, { pointer: null, range, related: [] });
  }

  private push(
    into: Diagnostic[],
    path: string,
    finding: Pick<Finding, "rule" | "message" | "severity">,
    where: Pick<Diagnostic, "pointer" | "range" | "related">,
  ): Severity | "off" {
    const info = exchangeRule(finding.rule);
    const severity = this.options.severity?.(info.id, path) ?? finding.severity ?? info.severity;
    if (severity === "off") return severity;
    const { code, id: rule } = info;
    const { message } = finding;
    into.push({ code, rule, severity, message, ...where, fix: null, docs: ruleDocs(rule), origin: "simulation" });
    return severity;
  }

  private range(place: Place): Related["range"] {
    return rangeOf(place, this.options.flow.text, this.lines);
  }

  reports(): readonly FileReport[] {
    const { flow, flowPath, codePath } = this.options;
    return [
      {
        path: flowPath,
        kind: "flow-json",
        flowVersion: flow.versionText ?? null,
        dynamic: flow.dataApiVersion !== undefined,
        screens: flow.screens.length,
        diagnostics: ordered(this.inFlow),
      },
      { path: codePath, kind: "data-endpoint", diagnostics: ordered(this.inCode) },
    ];
  }
}

/** The place where a line of code goes wrong; how far the mistake reaches is not known. */
function at({ line, column }: CodePosition): Diagnostic["range"] {
  return { start: { line, column }, end: { line, column: column + 1 } };
}
