import type { Component, FlowDocument } from "../flow/document.js";
import type { Report } from "../flow/rule.js";
import type { VersionedTables } from "./compile.js";

/** What a check of one object needs to know of its surroundings. */
export interface Scope {
  readonly flow: FlowDocument;
  readonly tables: VersionedTables;
  readonly report: Report;
  /** From 6.0 a text in backticks is an expression. */
  readonly nested: boolean;
  /** The component that the object is, or that holds it. */
  readonly component: Component | null;
}

/** The rule of a value that is of the wrong type, where its property names no other. */
export const typeRule = "schema-invalid-property-type";
