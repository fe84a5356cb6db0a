import type { FlowDocument } from "../../flow/document.js";
import { type VersionRow, versionRow } from "../../flow/versions.js";
import { property, type StringNode } from "../../json/node.js";

export interface DeclaredVersion {
  readonly node: StringNode;
  readonly row: VersionRow;
  /** As of the day on which the flow is judged. `freezing`: a day in the future is announced. */
  readonly state: "current" | "older" | "freezing" | "frozen" | "expired";
}

/** The declared version and how it stands; undefined when none that exists is declared. */
export function declaredVersion(flow: FlowDocument): DeclaredVersion | undefined {
  const node = property(flow.root, "version");
  if (node?.kind !== "string") return undefined;
  const row = versionRow(node.value, flow.platform.versions);
  if (row === undefined) return undefined;
  return { node, row, state: stateOf(row, flow.today, flow.platform.recommended) };
}

function stateOf(row: VersionRow, today: string, recommended: string): DeclaredVersion["state"] {
  if (row.expired !== undefined && row.expired <= today) return "expired";
  if (row.frozen !== undefined && row.frozen <= today) return "frozen";
  if (row.frozen !== undefined || row.expired !== undefined) return "freezing";
  return row.version === recommended ? "current" : "older";
}
