/** What the emulator itself reads out of Flow JSON, and what it puts in when none is sent. */
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

/** Ids of the screens, and of those that no route or navigate action leads to. */
export function screensOf(text: string): { readonly all: ReadonlySet<string>; readonly entry: ReadonlySet<string> } {
  const flowJson = parseFlowJson(text);
  const screens = Array.isArray(flowJson?.screens) ? flowJson.screens.filter(isObject) : [];
  const all = new Set(screens.map((screen) => screen.id).filter((id) => typeof id === "string"));
  const targets = new Set<string>();
  const routes = flowJson?.routing_model;
  if (isObject(routes)) {
    for (const list of Object.values(routes)) {
      if (Array.isArray(list)) for (const target of list) if (typeof target === "string") targets.add(target);
    }
  } else {
    for (const screen of screens) collectNavigateTargets(screen, targets);
  }
  return { all, entry: new Set([...all].filter((id) => !targets.has(id))) };
}

function collectNavigateTargets(value: unknown, targets: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNavigateTargets(item, targets);
  } else if (isObject(value)) {
    const next = value.next;
    if (value.name === "navigate" && isObject(next) && typeof next.name === "string") targets.add(next.name);
    for (const member of Object.values(value)) collectNavigateTargets(member, targets);
  }
}

/** Whether the flow talks to a data endpoint. */
export function isDynamic(flow: FlowRecord): boolean {
  return flow.dataApiVersion !== null;
}
