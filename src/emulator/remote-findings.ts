/** Our validator's findings in the shape of Meta's `validation_errors` (section 11.2). */

import type { ValidationIssue } from "../client/wire.js";
import type { Diagnostic, Range } from "../diagnostic/diagnostic.js";
import type { RemoteFinding } from "./store.js";
import { parsedJson } from "./validators.js";
import type { World } from "./world.js";

/**
 * What Meta reports about a text. Only findings of severity error that carry one of Meta's own codes: a `WF_` code is
 * ours alone, and Meta would store such a flow without a word; a number is the code of a call, not of a finding.
 */
export function remoteFindings(world: World, flowJsonText: string): RemoteFinding[] {
  const report = world.validate(flowJsonText, { today: world.clock.today(), forPublish: false });
  const value = parsedJson(flowJsonText);
  return report.diagnostics.filter(isMetas).map((diagnostic) => toRemote(diagnostic, value));
}

/** Findings as a surface shows them; only the Platform is said to show mere messages (section 18 rows 4 and 41). */
export function shownFindings(
  { switches }: World,
  surface: "platform" | "proxy",
  findings: readonly RemoteFinding[],
): readonly ValidationIssue[] {
  if (surface === "platform" && switches.validationErrorEntries === "strings") {
    return findings.map(({ message }) => message);
  }
  if (switches.pointers === "objects") return findings;
  return findings.map(({ pointers, ...finding }) =>
    pointers === undefined ? finding : { ...finding, pointers: pointers.map(({ path }) => path) },
  );
}

/** What the publish call says about a text beyond its findings: a frozen or expired version (code 139002). */
export function publishingFindings(world: World, flowJsonText: string): string[] {
  const report = world.validate(flowJsonText, { today: world.clock.today(), forPublish: true });
  return report.diagnostics
    .filter((diagnostic) => diagnostic.severity === "error" && diagnostic.code === "139002")
    .map((diagnostic) => diagnostic.message);
}

function isMetas(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "error" && !diagnostic.code.startsWith("WF_") && !/^\d+$/.test(diagnostic.code);
}

function toRemote(diagnostic: Diagnostic, value: unknown): RemoteFinding {
  const lines = remoteLines(diagnostic.range);
  const path = diagnostic.pointer === null ? "" : remotePath(diagnostic.pointer, value);
  return {
    error: diagnostic.code,
    error_type: "FLOW_JSON_ERROR",
    message: diagnostic.message,
    ...lines,
    // Some observed findings carry no pointers; ours lack them where the finding is about the whole document.
    ...(path === "" ? {} : { pointers: [{ ...lines, path }] }),
  };
}

/** Meta's `column_end` names the last character, our `end` the one behind it. */
function remoteLines({ start, end }: Range) {
  const isEmpty = start.line === end.line && start.column === end.column;
  return {
    line_start: start.line,
    line_end: end.line,
    column_start: start.column,
    column_end: isEmpty ? end.column : Math.max(1, end.column - 1),
  };
}

/** `/screens/0/layout` as Meta writes it: `screens[0].layout`, and `['on-click-action']` for keys that are no words. */
function remotePath(pointer: string, document: unknown): string {
  let path = "";
  let at = document;
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) path += path === "" ? key : `.${key}`;
    else path += `['${key}']`;
    at = at !== null && typeof at === "object" ? Reflect.get(at, key) : undefined;
  }
  return path;
}
