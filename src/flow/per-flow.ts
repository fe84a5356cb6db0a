import type { FlowDocument } from "./document.js";

/**
 * Makes something of a flow once, however many rules ask for it. Only the latest flow is remembered: flows are judged one
 * after another, and a WeakMap here costs a third of the time of a whole validation in garbage collection.
 */
export function perFlow<T>(make: (flow: FlowDocument) => T): (flow: FlowDocument) => T {
  let latest: { readonly flow: FlowDocument; readonly made: T } | undefined;
  return (flow) => {
    if (latest?.flow !== flow) latest = { flow, made: make(flow) };
    return latest.made;
  };
}
