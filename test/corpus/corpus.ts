/** Reads the corpus and what is recorded about it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Diagnostic, Severity } from "../../src/diagnostic/diagnostic.js";
import { validate } from "../../src/validate/validate.js";

/** The corpus lies beside the repository unless the runner names another folder. */
export const folder = process.env.CORPUS ?? join(import.meta.dirname, "../../../shared/corpus");

export interface Entry {
  readonly file: string;
  readonly note: string;
  /** What Meta answered, where a commit message says so. */
  readonly meta?: { readonly result: "accepted" | "rejected"; readonly errors: readonly { readonly error: string }[] };
  /** Meta's error table shows it as a sample for this code. */
  readonly documentedError?: { readonly error: string };
}

export const index: readonly Entry[] = JSON.parse(readFileSync(join(folder, "INDEX.json"), "utf8"));

export function isBroken({ note }: Entry): boolean {
  return note.startsWith("broken:");
}

export function textOf({ file }: Entry): string {
  return readFileSync(join(folder, file), "utf8");
}

export async function findingsIn(text: string): Promise<readonly Diagnostic[]> {
  return (await validate(text, "flow.json", { today: "2026-11-22" })).diagnostics;
}

/** Notes that one project keeps at the top level and strips before it uploads. */
const notes: readonly string[] = ["_comment", "_instructions", "_changelog", "_bead", "_notes"];

/** The text that Meta saw. */
export function uploaded(entry: Entry): string {
  const flow: Readonly<Record<string, unknown>> = JSON.parse(textOf(entry));
  return JSON.stringify(Object.fromEntries(Object.entries(flow).filter(([key]) => !notes.includes(key))), null, 2);
}

/** Number of findings by severity and rule. */
export type Counts = Readonly<Partial<Record<Severity, Readonly<Record<string, number>>>>>;

export function countsOf(findings: readonly Diagnostic[]): Counts {
  const counts: Partial<Record<Severity, Record<string, number>>> = {};
  for (const { severity, rule } of [...findings].sort((a, b) => (a.rule < b.rule ? -1 : 1))) {
    counts[severity] ??= {};
    counts[severity][rule] = (counts[severity][rule] ?? 0) + 1;
  }
  return counts;
}

/** The reasons by `rule file`: in `reasons.md` each rule has a heading, and each file an item below it. */
export function readReasons(): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  let rule = "";
  for (const line of readFileSync(join(import.meta.dirname, "reasons.md"), "utf8").split("\n")) {
    const heading = /^## (\S+)$/.exec(line);
    const item = /^- `([^`]+)`: (.+)$/.exec(line);
    if (heading !== null) rule = heading[1] ?? "";
    else if (item !== null) reasons.set(`${rule} ${item[1]}`, item[2] ?? "");
  }
  return reasons;
}
