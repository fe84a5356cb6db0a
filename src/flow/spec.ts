/**
 * The form of the platform's tables: what an object may hold, from which version on, and which rule speaks when it does
 * not. Validation, JSON Schemas, the rule pages and the preview all read the same tables.
 *
 * Facts: Meta's Flow JSON reference, component reference and changelog (read 2025-11-11), unless a comment says otherwise.
 */
import type { VersionBounds } from "./versions.js";

/** JSON types of a literal; the same types are wanted of a value that a reference yields. */
export type LiteralType = "string" | "number" | "integer" | "boolean" | "array" | "object";

/**
 * Which dynamic forms stand in for a literal. `none`: no form; `binding`: one whole reference, from 6.0 also an
 * expression in backticks; `undocumented`: like `binding`, but no page says so (a warning); `reference`: nothing but a
 * reference or expression; `condition`: the language of If.
 */
export type Dynamic = "none" | "binding" | "undocumented" | "reference" | "condition";

/** What an array holds or an object is, beyond its JSON type. */
export type Shape =
  | { readonly kind: "strings" }
  | { readonly kind: "components" }
  | { readonly kind: "cases" }
  | { readonly kind: "items"; readonly of: ObjectSpec }
  | { readonly kind: "object"; readonly of: ObjectSpec }
  | { readonly kind: "action"; readonly slot: ActionSlot; readonly names: readonly ActionChoice[] }
  /** Checked by a rule of its own, or free (payloads, data models, initial values). */
  | { readonly kind: "free" };

export type ActionSlot = "on-click-action" | "on-select-action" | "on-unselect-action";

/** An action that a slot of a component takes. */
export interface ActionChoice extends VersionBounds {
  readonly name: string;
}

/** A number of characters that is shown; longer text is accepted and then cut or left out. */
export interface CharLimit {
  readonly max: number;
  readonly rule: string;
}

/** The ids under which findings on this property go, where they are more special than the general rule. */
export interface PropertyRules {
  readonly missing?: string;
  readonly type?: string;
  /** A text that is neither a literal of the type nor a reference. */
  readonly pattern?: string;
  readonly value?: string;
  readonly blank?: string;
  readonly empty?: string;
  readonly unknown?: string;
}

export interface PropertySpec extends VersionBounds {
  readonly name: string;
  readonly types: readonly LiteralType[];
  /** One sentence for editors and docs. */
  readonly about: string;
  /** True in all versions, or from one on. */
  readonly required?: true | { readonly since: string };
  /** Default `none`. */
  readonly dynamic?: Dynamic;
  readonly shape?: Shape;
  /** Types that came later, such as a list of paragraphs for a text. */
  readonly laterTypes?: { readonly types: readonly LiteralType[]; readonly since: string; readonly rule: string };
  /** A text of digits is taken as well: one table of the reference types it as String. */
  readonly digits?: true;
  readonly values?: readonly string[];
  /** Version from which blank text is refused; from 6.0 it is for every string of a component. */
  readonly nonBlankSince?: string;
  readonly format?: "uri" | "regex" | "date" | "color" | "base64";
  readonly chars?: CharLimit;
  readonly min?: number;
  readonly max?: number;
  readonly minItems?: number;
  /** Only for components that do not stand in a Form. */
  readonly outsideForm?: true;
  /** On no published page, but siblings have it and public flows use it: a warning, not an unknown key. */
  readonly undocumented?: true;
  /** Result types of expressions are not checked: initial values and error texts often come from an endpoint. */
  readonly looseExpressions?: true;
  readonly default?: string | number | boolean;
  readonly rules?: PropertyRules;
}

/** A closed object: a key that is not listed is unknown. */
export interface ObjectSpec {
  readonly what: string;
  readonly properties: readonly PropertySpec[];
  /** The id for an unknown key. */
  readonly unknown: string;
}

export type ContainerKind = "layout" | "Form" | "If" | "Switch";

export interface ComponentSpec extends VersionBounds {
  readonly type: string;
  readonly category: "text" | "input" | "selection" | "media" | "navigation" | "conditional" | "layout";
  readonly about: string;
  /** Where it may stand, and since when; a container that is not named does not take it. */
  readonly in: Readonly<Partial<Record<ContainerKind, { readonly since?: string }>>>;
  readonly properties: readonly PropertySpec[];
  /** Takes something from the user, so that `${form.<name>}` has a value. */
  readonly input: boolean;
}
