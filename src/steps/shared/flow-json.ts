import type { FlowJson } from "../../client/wire.js";
import { isObject } from "../../json/object.js";

/** The Flow JSON of a file, or undefined when the text is no JSON object; `validate` says why. */
export function parseFlowJson(text: string): FlowJson | undefined {
  try {
    // A byte order mark is left out as the JSON reader does.
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the flow calls a data endpoint (Meta docs: Flow JSON, `data_api_version`). */
export function isDynamic(flowJson: FlowJson): boolean {
  return flowJson.data_api_version !== undefined;
}
