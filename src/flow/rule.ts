import type { Severity } from "../diagnostic/diagnostic.js";
import type { JsonNode, StringNode } from "../json/node.js";
import type { FlowDocument } from "./document.js";
import type { VersionBounds } from "./versions.js";

/** What is known of a rule without running it; documentation, `explain` and configuration are made from this. */
export interface RuleInfo extends VersionBounds {
  /** Kebab-case; stable for ever once released. */
  readonly id: string;
  /** Meta's code, or `WF_…`. */
  readonly code: string;
  readonly severity: Severity;
  /** Reported only when the configuration gives it a severity. */
  readonly off?: true;
  /** What it reports, as one sentence. */
  readonly what: string;
  /** Why that is a mistake: what Meta or the phone does about it. */
  readonly why: string;
  /** The official page that says so, or our own reason when none does. */
  readonly source: string;
}

/** What a finding points at: a value, the key it stands under, an opening bracket, or part of a string's value. */
export type Place =
  | { readonly target: "value" | "key" | "open"; readonly node: JsonNode }
  | { readonly target: "inside"; readonly node: StringNode; readonly start: number; readonly end: number };

export const value = (node: JsonNode): Place => ({ target: "value", node });
/** The key under which the parent object holds the node; of an array's item, the item itself. */
export const key = (node: JsonNode): Place => ({ target: "key", node });
/** The opening bracket of an object or array in which something is missing. */
export const open = (node: JsonNode): Place => ({ target: "open", node });
/** Part of a string, by offsets in its value. */
export const inside = (node: StringNode, start: number, end: number): Place => ({ target: "inside", node, start, end });

/** An edit by offsets in the text. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FindingExtras {
  readonly fix?: { readonly title: string; readonly edits: readonly OffsetEdit[] };
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
  /** Only where the platform is milder or stricter for some versions. */
  readonly severity?: Severity;
}

/** A finding before its place is turned into lines and columns. */
export interface Finding extends FindingExtras {
  readonly rule: string;
  readonly place: Place;
  readonly message: string;
}

/** How a check of several rules reports one of them. */
export type Report = (rule: string, place: Place, message: string, extras?: FindingExtras) => void;

/**
 * One check and the rules it speaks for: most often one, several where the rules differ only by a row of a table.
 * The engine leaves out findings of rules that do not hold for the version, so a check never asks.
 */
export interface Check {
  readonly rules: readonly RuleInfo[];
  readonly run: (flow: FlowDocument, report: Report) => void;
}

/** A check of one rule; it reports without naming itself. */
export function defineRule(
  definition: RuleInfo & {
    readonly check: (
      flow: FlowDocument,
      report: (place: Place, message: string, extras?: FindingExtras) => void,
    ) => void;
  },
): Check {
  const { check, ...info } = definition;
  return {
    rules: [info],
    run: (flow, report) => check(flow, (place, message, extras) => report(info.id, place, message, extras)),
  };
}
