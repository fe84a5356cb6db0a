/** What the emulator itself reads out of Flow JSON, and what it puts in when none is sent. */

import { isObject, type JsonObject } from "../json/object.js";
import type { FlowRecord } from "./store.js";
import { parsedJson } from "./validators.js";

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
  // Meta stores faulty text too; its findings say that it does not parse.
  const value = parsedJson(text);
  return isObject(value) ? value : undefined;
}

/** A top-level text member, such as `version`. */
export function textMember(text: string, name: string): string | null {
  const value = parseFlowJson(text)?.[name];
  return typeof value === "string" ? value : null;
}

/** Whether the flow talks to a data endpoint. */
export function isDynamic(flow: FlowRecord): boolean {
  return flow.dataApiVersion !== null;
}
