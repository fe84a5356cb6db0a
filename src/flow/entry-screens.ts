/** Screens a flow may be opened on: those that no route leads to. Source: Meta's Flow JSON reference, "Routing rules". */
import { readJson } from "../json/read.js";
import { FlowDocument } from "./document.js";
import { platform } from "./platform.js";
import { routingGraph } from "./routing-graph.js";

/** IDs of the screens of a Flow JSON text, and of the entry screens among them; none where it cannot be read. */
export function readScreenIds(text: string): {
  readonly all: ReadonlySet<string>;
  readonly entry: ReadonlySet<string>;
} {
  const read = readJson(text);
  if (!read.ok || read.root.kind !== "object") return { all: new Set(), entry: new Set() };
  // Routes depend on neither day nor examples.
  const settings = { platform, today: "2000-01-01", forPublish: false, examples: () => [] };
  const flow = new FlowDocument(text, read.root, settings);
  const reached = new Set(routingGraph(flow).routes.map((route) => route.to));
  const entries = [...flow.screensById].filter(([, screen]) => !reached.has(screen));
  return { all: new Set(flow.screensById.keys()), entry: new Set(entries.map(([id]) => id)) };
}
