/** What the emulator itself reads out of Flow JSON, and what it puts in when none is sent. */
import { FlowDocument } from "../flow/document.js";
import { platform } from "../flow/platform.js";
import { routingGraph } from "../flow/routing-graph.js";
import { readJson } from "../json/read.js";
import type { FlowRecord } from "./store.js";
import { isObject, type JsonObject } from "./validators.js";

/** The screen a flow created without Flow JSON starts with (section 18 row 15: the real one is not shown). */
export const welcomeFlowJson: JsonObject = {
  version: "7.3",
  screens: [
    {
      id: "WELCOME",
      title: "Welcome",
      terminal: true,
      data: {},
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Welcome" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
};

/** The Flow JSON as an object, or undefined when the text is none. */
export function parseFlowJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // Meta stores faulty text too; its findings say that it does not parse.
  }
}

/** A top-level text member, such as `version`. */
export function textMember(text: string, name: string): string | null {
  const value = parseFlowJson(text)?.[name];
  return typeof value === "string" ? value : null;
}

/** Ids of the screens, and of the entry screens: those that no route leads to. */
export function screensOf(
  text: string,
  today: string,
): { readonly all: ReadonlySet<string>; readonly entry: ReadonlySet<string> } {
  const read = readJson(text);
  if (!read.ok || read.root.kind !== "object") return { all: new Set(), entry: new Set() };
  const flow = new FlowDocument(text, read.root, {
    platform,
    today,
    forPublish: false,
    examples: () => [], // Routes are all that is asked for.
  });
  const reached = new Set(routingGraph(flow).routes.map((route) => route.to));
  const entries = [...flow.screensById].filter(([, screen]) => !reached.has(screen));
  return { all: new Set(flow.screensById.keys()), entry: new Set(entries.map(([id]) => id)) };
}

/** Whether the flow talks to a data endpoint. */
export function isDynamic(flow: FlowRecord): boolean {
  return flow.dataApiVersion !== null;
}
