/** What a difference looks like as a document. */
import { type Shape, schemaOf } from "../json/shape.js";

const pointer: Shape = {
  kind: "nullable",
  of: { kind: "text" },
  description: "JSON Pointer in that document; null: it is not there.",
};

/** One difference; plans hold such as well. */
export const changeShape: Shape = {
  kind: "object",
  description: "One thing that means something else.",
  members: {
    subject: { kind: "choice", values: ["flow", "screen", "route", "data", "component", "property"] },
    change: { kind: "choice", values: ["added", "removed", "changed", "renamed", "moved"] },
    screenId: {
      kind: "nullable",
      of: { kind: "text" },
      description: "The screen it is on, as the second document calls it; null for the flow itself.",
    },
    text: { kind: "text", description: "One sentence for people, with values in backticks." },
    before: pointer,
    after: pointer,
  },
};

/** What `schemas/diff.schema.json` holds: the document of `wa-flows diff --format json`. */
export function differenceSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Difference of wa-flows diff",
    ...schemaOf({
      kind: "object",
      members: {
        schemaVersion: { kind: "const", value: 1 },
        before: { kind: "text", description: "The first document." },
        after: { kind: "text", description: "The second document." },
        changes: {
          kind: "list",
          of: changeShape,
          description: "The flow, its routes, then screen by screen; empty: both mean the same.",
        },
      },
    }),
  };
}
