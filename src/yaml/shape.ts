/** What a YAML file may hold: one table, from which both the checks of `check.ts` and a JSON Schema are made. */

interface Described {
  /** For editors and messages: what stands here, as `the phone number ID`. */
  readonly what: string;
}

export interface TextShape extends Described {
  readonly kind: "text";
  /** What all of the text must match, and how to say so. */
  readonly pattern?: { readonly source: string; readonly expected: string };
  /** The value is not shown in messages. */
  readonly personal?: boolean;
}
export interface ChoiceShape extends Described {
  readonly kind: "choice";
  readonly values: readonly string[];
}
export interface BooleanShape extends Described {
  readonly kind: "boolean";
}
/** A whole number. */
export interface NumberShape extends Described {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
}
export interface ListShape extends Described {
  readonly kind: "list";
  readonly of: Shape;
  readonly notEmpty?: boolean;
}
/** A mapping with the keys listed. */
export interface ObjectShape extends Described {
  readonly kind: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}
/** A mapping whose keys are names that the user chooses; or names of a kind that the reader of the file knows. */
export interface NamesShape extends Described {
  readonly kind: "names";
  readonly of: Shape;
  readonly names?: string;
}
/** One of several, told apart by being a single value, a list or a mapping. */
export interface EitherShape extends Described {
  readonly kind: "either";
  /** What may stand there, as `a severity or a mapping`. */
  readonly expected: string;
  readonly scalar: ScalarShape;
  readonly map?: ObjectShape | NamesShape;
  readonly list?: ListShape;
}
/** Anything that JSON can say; what it may be is not decided by its form. */
export interface AnyShape extends Described {
  readonly kind: "any";
  /** What editors are told of it (JSON Schema). */
  readonly schema?: object;
}
export type ScalarShape = TextShape | ChoiceShape | BooleanShape | NumberShape;
export type Shape = ScalarShape | ListShape | ObjectShape | NamesShape | EitherShape | AnyShape;

/** A path in a file that may be used on any system. */
export const path = (what: string): TextShape => ({
  kind: "text",
  what,
  pattern: { source: "^[^\\\\]+$", expected: "a path with forward slashes" },
});

/** The objects that know a key, as `an environment`; for one that stands in the wrong place. */
export function ownersOf(key: string, shape: Shape): string[] {
  switch (shape.kind) {
    case "object": {
      const own = Object.hasOwn(shape.keys, key) ? [shape.what] : [];
      return [...new Set([...own, ...Object.values(shape.keys).flatMap((inner) => ownersOf(key, inner))])];
    }
    case "names":
    case "list":
      return ownersOf(key, shape.of);
    case "either":
      return [shape.map, shape.list].flatMap((inner) => (inner === undefined ? [] : ownersOf(key, inner)));
    case "text":
    case "choice":
    case "boolean":
    case "number":
    case "any":
      return [];
  }
}
