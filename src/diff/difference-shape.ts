/** What a difference looks like as a document. */
import { choice, constant, list, object, orNull, type Shape, schemaOf, text, textAs } from "../json/shape.js";

const pointer = orNull(text, "JSON Pointer in that document; null: it is not there.");

/** One difference; plans hold such as well. */
export const changeShape: Shape = object(
  {
    subject: choice("flow", "screen", "route", "data", "component", "property"),
    change: choice("added", "removed", "changed", "renamed", "moved"),
    screenId: orNull(text, "The screen it is on, as the second document calls it; null for the flow itself."),
    text: textAs("One sentence for people, with values in backticks."),
    before: pointer,
    after: pointer,
  },
  "One thing that means something else.",
);

/** What `schemas/diff.schema.json` holds: the document of `wa-flows diff --format json`. */
export function differenceSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Difference of wa-flows diff",
    ...schemaOf(
      object({
        schemaVersion: constant(1),
        before: textAs("The first document."),
        after: textAs("The second document."),
        changes: list(changeShape, "The flow, its routes, then screen by screen; empty: both mean the same."),
      }),
    ),
  };
}
