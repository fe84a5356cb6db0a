import type { FlowDocument, Screen } from "../flow/document.js";
import { routingGraph } from "../flow/routing-graph.js";
import { property } from "../json/node.js";
import { mermaidText } from "../text/mermaid.js";

/** Beyond this many screens a picture helps nobody. */
const MOST_SCREENS = 60;
const LONGEST_TITLE = 40;

/**
 * The screens of a flow and the ways between them, as a Mermaid flowchart. Screens that can end the flow have round
 * ends. Undefined for a flow without screens, or with too many to draw.
 */
export function screenGraph(flow: FlowDocument): string | undefined {
  const { screens } = flow;
  if (screens.length === 0 || screens.length > MOST_SCREENS) return undefined;
  const routes = routingGraph(flow).routes.map(({ from, to }) => `  ${nodeName(from)} --> ${nodeName(to)}`);
  return ["flowchart LR", ...screens.map(node), ...routes, ""].join("\n");
}

function nodeName(screen: Screen): string {
  return `s${screen.index}`;
}

function node(screen: Screen): string {
  const title = property(screen.node, "title");
  const lines = [screen.id ?? `screen ${screen.index + 1}`, title?.kind === "string" ? title.value : ""];
  const label = lines
    .filter((line) => line !== "")
    .map((line) => mermaidText(line, LONGEST_TITLE))
    .join("<br/>");
  return screen.terminal ? `  ${nodeName(screen)}(["${label}"])` : `  ${nodeName(screen)}["${label}"]`;
}
