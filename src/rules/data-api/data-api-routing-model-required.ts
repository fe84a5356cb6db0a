import type { FlowDocument } from "../../flow/document.js";
import { modelText } from "../../flow/routing-edits.js";
import { navigateGraph } from "../../flow/routing-graph.js";
import { defineRule, type FindingExtras, open } from "../../flow/rule.js";
import { sources } from "../../flow/sources.js";
import { memberOf } from "../../json/node.js";

export const dataApiRoutingModelRequired = defineRule({
  id: "data-api-routing-model-required",
  code: "MISSING_REQUIRED_PROPERTY",
  severity: "error",
  what: "The flow has `data_api_version`, and no `routing_model`.",
  why: "With an endpoint any screen could follow any other; Meta wants to know which do.",
  source: sources.errorCodes,
  check: (flow, report) => {
    if (flow.dataApiVersion === undefined || memberOf(flow.root, "routing_model") !== undefined) return;
    const message = "`routing_model` is missing: a flow with `data_api_version` lists for each screen where it leads.";
    report(open(flow.root), message, fixOf(flow));
  },
});

/** The routes that can be read; those by answers of the endpoint have to be added. */
function fixOf(flow: FlowDocument): FindingExtras | undefined {
  const member = memberOf(flow.root, "data_api_version");
  if (member === undefined) return undefined;
  const lineStart = flow.text.lastIndexOf("\n", member.keyStart) + 1;
  const before = flow.text.slice(lineStart, member.keyStart);
  const ownLine = lineStart > 0 && /^[ \t]+$/.test(before);
  const model = modelText(navigateGraph(flow), ownLine ? before : "");
  const at = member.value.end;
  const text = ownLine
    ? `,\n${before}"routing_model": ${model}`
    : `, "routing_model": ${model.replaceAll(/\n\s*/g, " ")}`;
  const newline = flow.text.charAt(lineStart - 2) === "\r" ? "\r\n" : "\n";
  const edit = { start: at, end: at, text: text.replaceAll("\n", newline) };
  return { fix: { title: "Add a `routing_model` made of the navigate actions", edits: [edit] } };
}
